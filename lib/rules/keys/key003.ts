import type { AccessKey } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";
import { comparePlaces } from "../place-order";
import { activePairs } from "../live/active-pairs";
import type { Observation, Rule, RuleContext } from "../rule";
import { indeterminate, violation } from "../rule";
import { counted, notKnown, subjectOf } from "../wording";
import { keysByOwner } from "./declared-keys";
import { mostOf } from "./key-quota";
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
    const holders = new Map(review?.holders.map((holder) => [holder.after, holder]));
    for (const [owner, keys] of keysByOwner(context)) {
      if (owner === null || isUnknown(owner)) continue;
      const working = keys.filter((key) => key.status !== "Inactive");
      const possible = working.reduce((sum, key) => sum + mostOf(key.instances), 0);
      if (possible < 2) continue;
      working.sort((one, other) => comparePlaces(one.site, other.site));
      const last = working.at(-1);
      if (!last) continue;
      const certain = working.reduce((sum, key) => sum + (isUnknown(key.status) ? 0 : leastOf(key)), 0);
      // While one of them is being changed for the other, both have to work.
      if (review !== null && isRotating(keys, holders.get(owner))) continue;

      const details = { subject: subjectOf(last), related: working.length > 1 ? working.map((key) => key.site) : [] };
      const unknown = working.flatMap(({ status, instances }) => [status, instances]).find(isUnknown);
      if (certain >= 2) {
        yield violation(last.site, `${owner.label} would have ${counted(certain, "Active AccessKey")}`, details);
      } else if (unknown) {
        const message = `${owner.label} may have two Active AccessKeys: ${notKnown(unknown)}`;
        yield indeterminate(last.site, message, unknown, details);
      }
    }
  },
};

/** Of two keys that no code asks for together, STA002 tells how long that may last. */
function* judgeExisting(context: RuleContext): Iterable<Observation> {
  for (const { keys, since, areDeclared } of activePairs(context)) {
    const declared = keys.flatMap(({ key }) => key ?? []);
    const last = [...declared].sort((one, other) => comparePlaces(one.site, other.site)).at(-1);
    if (!areDeclared || !last?.owner || isUnknown(last.owner)) continue;
    const how = `${counted(keys.length, "Active AccessKey")}${since === null ? "" : ` since ${since.slice(0, 10)}`}`;
    const details = { subject: subjectOf(last), related: keys.map(({ site }) => site) };
    yield violation(last.site, `${last.owner.label} has ${how}`, details);
  }
}

function leastOf({ instances }: AccessKey): number {
  return isUnknown(instances) ? 0 : instances;
}
