import type { KeyReview } from "../../plan/plan-review";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { detailsOf, isSeen, nameOf, judgedKeys } from "./holders";

/** A key that somebody has deleted comes back as another one. */
export const PLN007: Rule = {
  id: "PLN007",
  level: "warning",
  stages: ["plan"],
  title: "AccessKey that vanished is created again",
  why:
    "Somebody has deleted the key outside of Terraform, and may have had a reason. The new one has another id and " +
    "another secret, which nobody has who used the old one.",
  fix: "find out who has deleted the key and why; take it out of the configuration if nobody needs it any more",
  example: {
    before: `{
  "resource_drift": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete"],
        "before": { "user_name": "etl", "status": "Active" },
        "after": null } }
  ],
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["create"],
        "before": null, "after": { "user_name": "etl" } } }
  ]
}`,
    after: `{
  "resource_drift": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete"],
        "before": { "user_name": "etl", "status": "Active" },
        "after": null } }
  ],
  "resource_changes": []
}`,
  },
  *evaluate(context) {
    for (const held of judgedKeys(context)) {
      const { key, holder } = held;
      const isCertain = isSeen(holder) || key.isGone;
      // One that lives on where Terraform does not look for it is another finding.
      if (!isCertain || key.fate.kind !== "vanished" || !isCreated(key)) continue;
      const what =
        key.fate.untracked === null
          ? "vanished outside of Terraform since the last apply"
          : "is not there any more, unless its user was renamed outside of Terraform";
      const message = `${nameOf(held)} ${what}, and is created again`;
      yield violation(key.site, message, detailsOf(holder));
    }
  },
};

/** What only a listing shows to be gone, the plan may still mean to replace. */
function isCreated({ change }: KeyReview): boolean {
  return change?.action === "create" || change?.action === "replace";
}
