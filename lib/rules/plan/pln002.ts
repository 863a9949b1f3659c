import { isLive, outsideChange } from "../../plan/key-pairs";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { detailsOf, isDeleted, isTainted, nameOf, judgedKeys } from "./holders";

/** A key that goes while it works: whoever still uses it finds out when it is too late to go back. */
export const PLN002: Rule = {
  id: "PLN002",
  level: "error",
  stages: ["plan"],
  title: "Active AccessKey deleted or replaced",
  why:
    "A key that is Inactive for a while shows who still uses it, and one line brings it back. A key that is deleted " +
    "is gone, and its secret with it.",
  fix: "set the status of the key to Inactive in one apply, and delete or replace it in a later one",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete"],
        "before": { "user_name": "etl", "status": "Active" },
        "after": null } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete"],
        "before": { "user_name": "etl", "status": "Inactive" },
        "after": null } }
  ]
}`,
  },
  *evaluate(context) {
    for (const held of judgedKeys(context)) {
      const { key, holder } = held;
      // Nobody has the secret of a key that is tainted: another finding says what that means.
      if (key.before === null || !isDeleted(key) || isTainted(key)) continue;
      const verb = key.change?.action === "replace" ? "replaced" : "deleted";
      if (isLive(key.before)) {
        yield violation(key.site, `${nameOf(held)} is ${verb} while it is Active`, detailsOf(holder));
      } else if (outsideChange(key) === "disabled") {
        const message = `${nameOf(held)} is ${verb} without having been disabled in an earlier apply: it was disabled outside`;
        yield violation(key.site, message, detailsOf(holder));
      }
    }
  },
};
