import type { AccessKey } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import type { Rule, RuleContext } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { declaredKeys, groupBy } from "./declared-keys";
import { isRotating } from "./two-slots";

const FIX_WITHOUT_LIFECYCLE =
  "leave out status: a new key is Active; or give the configuration with --config, which tells its lifecycle";

/** A status that is pinned to Active undoes what somebody did on the night of a leak. */
export const KEY005: Rule = {
  id: "KEY005",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "AccessKey pinned to Active",
  why:
    "A key that was disabled because it leaked, or because nobody used it, is silently active again after the next " +
    "apply. Without a status Terraform leaves the key as it is, and so it does where ignore_changes has the status.",
  fix: "leave out status: a new key is Active",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl", "status": "Active" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
  },
  *evaluate(context) {
    const rotating = rotatingKeys(context);
    for (const key of declaredKeys(context.inventory)) {
      const { lifecycle } = key;
      if (!key.pinsStatus || rotating.has(key)) continue;
      // Then an apply does nothing about the status of a key that is there.
      if (!isUnknown(lifecycle) && lifecycle.ignoresStatus) continue;
      const details = { subject: subjectOf(key) };
      if (isUnknown(key.status)) {
        const message = `The status may pin the AccessKey to Active: ${notKnown(key.status)}`;
        yield indeterminate(key.site, message, key.status, details);
      } else if (key.status === "Active" && isUnknown(lifecycle)) {
        const message =
          "The status pins the AccessKey to Active, so that an apply re-activates it after it was disabled, " +
          `unless ignore_changes has the status: ${notKnown(lifecycle)}`;
        yield indeterminate(key.site, message, lifecycle, { ...details, fix: FIX_WITHOUT_LIFECYCLE });
      } else if (key.status === "Active") {
        const message = "The status pins the AccessKey to Active: an apply re-activates it after it was disabled";
        yield violation(key.site, message, details);
      }
    }
  },
};

/** Of keys that take turns, the status says whose turn it is, also while one of them is gone. */
function rotatingKeys({ inventory, review }: RuleContext): ReadonlySet<AccessKey> {
  if (review === null) return new Set();
  const holders = new Map(review.holders.map((holder) => [holder.after, holder]));
  const rotating = new Set<AccessKey>();
  for (const [owner, keys] of groupBy(declaredKeys(inventory), (key) => key.owner)) {
    if (owner === null || isUnknown(owner) || !isRotating(keys, holders.get(owner))) continue;
    for (const key of keys) rotating.add(key);
  }
  return rotating;
}
