import { isUnknown } from "../../maybe/maybe";
import { workingOf } from "../../plan/working";
import type { KeyReview } from "../../plan/plan-review";
import { isRotating } from "../keys/two-slots";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { detailsOf, judgedKeys, nameOf, statusUnknown } from "./holders";

/** A key that somebody has disabled, perhaps because it leaked, works again after the apply. */
export const PLN006: Rule = {
  id: "PLN006",
  level: "error",
  stages: ["plan"],
  title: "Disabled AccessKey re-activated",
  why:
    "A key is disabled outside of Terraform in a hurry: it leaked, or somebody misuses it. A status in the code brings " +
    "it back in the next apply, whatever that is about. For a key that an earlier apply has disabled it is a warning, " +
    "and nothing where two keys take turns.",
  fix: "find out who has disabled the key and why, and write Inactive into the configuration until that is settled",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["update"],
        "before": { "user_name": "etl", "status": "Inactive" },
        "after": { "user_name": "etl", "status": "Active" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "user_name": "etl", "status": "Inactive" },
        "after": { "user_name": "etl", "status": "Inactive" } } }
  ]
}`,
  },
  *evaluate(context) {
    for (const held of judgedKeys(context)) {
      const { key, holder } = held;
      const { before, after, change } = key;
      if (change?.action !== "update" || before === null || after === null) continue;
      const was = workingOf(before);
      if (was === "yes") continue;
      if (isUnknown(after.status)) {
        const is = was === "no" ? "is Inactive" : "may be Inactive";
        const message = `${nameOf(held)} ${is}, and may be Active after the apply: ${notKnown(after.status)}`;
        yield indeterminate(key.site, message, after.status, detailsOf(holder));
      } else if (workingOf(after) === "yes" && was === "perhaps") {
        const unknown = statusUnknown(key);
        const message = `${nameOf(held)} may be Inactive, and the apply would re-activate it: ${notKnown(unknown)}`;
        yield indeterminate(key.site, message, unknown, detailsOf(holder));
      } else if (workingOf(after) === "yes") {
        const isOutside = key.fate.outside === "disabled";
        if (!isOutside && isRotating(slotsOf(holder.keys), holder)) continue;
        const why = isOutside ? "was disabled outside of Terraform since the last apply" : "is Inactive";
        const message = `${nameOf(held)} ${why}, and the apply re-activates it`;
        yield violation(key.site, message, isOutside ? detailsOf(holder) : { ...detailsOf(holder), level: "warning" });
      }
    }
  },
};

function slotsOf(keys: readonly KeyReview[]) {
  return keys.flatMap(({ after }) => after ?? []);
}
