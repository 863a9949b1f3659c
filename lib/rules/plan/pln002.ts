import type { KeyReview } from "../../plan/plan-review";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { detailsOf, isDeleted, isSecretLost, judgedKeys, nameOf, statusUnknown } from "./holders";

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
      const { before, outside } = key.fate;
      const verb = verbOf(key);
      // Nobody has the secret of some keys that are tainted: another finding says what that means.
      if (verb === null || isSecretLost(key)) continue;
      const details = detailsOf(holder);
      if (before === "Active") {
        yield violation(key.site, `${nameOf(held)} ${verb} while it is Active${asLeft(key)}`, details);
      } else if (before === "not known") {
        const unknown = statusUnknown(key);
        yield indeterminate(
          key.site,
          `${nameOf(held)} ${verb}, perhaps while it is Active: ${notKnown(unknown)}`,
          unknown,
          details,
        );
      } else if (before === "Inactive" && outside === "disabled") {
        const message = `${nameOf(held)} ${verb} without having been disabled in an earlier apply: it was disabled outside`;
        yield violation(key.site, message, details);
      }
    }
  },
};

function verbOf(key: KeyReview): string | null {
  if (key.fate.diesWithUser !== null)
    return key.fate.diesWithUser === "certain" ? "goes with its user" : "may go with its user";
  if (!isDeleted(key)) return null;
  return key.change?.action === "replace" ? "is replaced" : "is deleted";
}

/** Of what nobody has asked for, the state is the last word. */
function asLeft({ fate }: KeyReview): string {
  return fate.isAsked ? "" : ", as the last apply left it";
}
