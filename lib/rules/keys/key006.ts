import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { declaredKeys } from "./declared-keys";
import { leastOf, mostOf } from "../../maybe/counts";

/** Keys that are told apart by something that moves: the wrong one is deleted. */
export const KEY006: Rule = {
  id: "KEY006",
  level: "error",
  stages: ["configuration"],
  title: "AccessKeys told apart by position or by unstable names",
  why:
    "Terraform knows the instances by their number or name. When these shift, live keys are deleted and created " +
    "again, although nobody meant to touch them. A count of 0 or 1 has nothing to shift.",
  fix: "declare each AccessKey by itself, or use for_each with names that are written in the configuration",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "count": 2, "user_name": "etl" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_access_key": {
    "blue": { "user_name": "etl" },
    "green": { "user_name": "etl" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    for (const key of declaredKeys(inventory)) {
      const { repeatedBy, unstableNames } = key;
      const instances = key.amongst ?? key.instances;
      const details = { subject: subjectOf(key) };
      if (isUnknown(unstableNames)) {
        const message = `The AccessKeys may be told apart by names that change: ${notKnown(unstableNames)}`;
        yield indeterminate(key.site, message, unstableNames, details);
      } else if (unstableNames !== null) {
        const message = `for_each tells the AccessKeys apart by names that may change, because ${unstableNames}`;
        yield violation(key.site, message, details);
      } else if (repeatedBy !== "count" || mostOf(instances) <= 1) {
        continue;
      } else if (isUnknown(instances) && leastOf(instances) < 2) {
        const message = `count may tell several AccessKeys apart by their position: ${notKnown(instances)}`;
        yield indeterminate(key.site, message, instances, details);
      } else {
        const number = isUnknown(instances) ? `at least ${leastOf(instances)}` : instances;
        yield violation(key.site, `count tells ${number} AccessKeys apart by nothing but their position`, details);
      }
    }
  },
};
