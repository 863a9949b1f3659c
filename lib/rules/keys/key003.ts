import { isUnknown } from "../../maybe/maybe";
import { comparePlaces } from "../place-order";
import { activePairs } from "../live/active-pairs";
import { listedPlace } from "../live/held-keys";
import type { Observation, Rule, RuleContext } from "../rule";
import { indeterminate, violation } from "../rule";
import { counted, notKnown, subjectOf } from "../wording";
import { keysByOwner } from "./declared-keys";
import { ExistingKeys } from "./existing-keys";
import { leastOf, mostOf } from "../../maybe/counts";
import { isRotating } from "./two-slots";

/** Two keys that work at the same time, for no reason that anybody has stated. */
export const KEY003: Rule = {
  id: "KEY003",
  level: "warning",
  stages: ["configuration", "plan", "state"],
  title: "RAM user with two Active AccessKeys",
  why:
    "Each key that works is one more that can leak, and with both slots taken there is no room for a rotation: " +
    "a new key has to wait until an old one is deleted.",
  fix: "give the second workload a user of its own, or set the key that is not in use to Inactive",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "blue": { "user_name": "etl" },
    "green": { "user_name": "etl" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_access_key": {
    "blue": { "user_name": "etl" },
    "green": { "user_name": "etl", "status": "Inactive" }
  } }
}`,
  },
  *evaluate(context) {
    if (context.stage === "state") {
      yield* judgeExisting(context);
      return;
    }
    const { review } = context;
    const existing = new ExistingKeys(context);
    const holders = new Map(review?.holders.map((holder) => [holder.after, holder]));
    for (const [owner, keys] of keysByOwner(context)) {
      if (owner === null || isUnknown(owner)) continue;
      const working = keys.filter((key) => key.status !== "Inactive");
      const elsewhere = (existing.listedOf(owner) ?? []).filter(({ status }) => status === "Active");
      const possible = working.reduce((sum, key) => sum + mostOf(key.instances), elsewhere.length);
      if (possible < 2) continue;
      working.sort((one, other) => comparePlaces(one.site, other.site));
      const last = working.at(-1);
      if (!last) continue;
      const certain = working.reduce(
        (sum, key) => sum + (isUnknown(key.status) ? 0 : leastOf(key.instances)),
        elsewhere.length,
      );
      // While one of them is being changed for the other, both have to work.
      if (review !== null && elsewhere.length === 0 && isRotating(keys, holders.get(owner))) continue;

      const places = [...working.map(({ site }) => site), ...elsewhere.map((key) => listedPlace(key, owner.userName))];
      const details = { subject: subjectOf(last), related: places.length > 1 ? places : [] };
      const unknown = working.flatMap(({ status, instances }) => [status, instances]).find(isUnknown);
      if (certain >= 2) {
        const number = `${unknown ? "at least " : ""}${counted(certain, "Active AccessKey")}`;
        yield violation(last.site, `${owner.label} would have ${number}`, details);
      } else if (unknown) {
        const message = `${owner.label} may have two Active AccessKeys: ${notKnown(unknown)}`;
        yield indeterminate(last.site, message, unknown, details);
      }
    }
  },
};

/** Of keys of which none is declared, STA002 tells how long they may work beside each other. */
function* judgeExisting(context: RuleContext): Iterable<Observation> {
  for (const { keys, since, declared } of activePairs(context)) {
    const last = [...declared].sort((one, other) => comparePlaces(one.site, other.site)).at(-1);
    if (!last?.owner || isUnknown(last.owner)) continue;
    const how = `${counted(keys.length, "Active AccessKey")}${since === null ? "" : ` since ${since.slice(0, 10)}`}`;
    const details = { subject: subjectOf(last), related: keys.map(({ place }) => place) };
    yield violation(last.site, `${last.owner.label} has ${how}`, details);
  }
}
