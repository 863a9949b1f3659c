import type { HolderReview, KeyReview } from "../../plan/plan-review";
import { isTouched } from "../keys/two-slots";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { capital, detailsOf, isSecretLost, shortName } from "./holders";

/** Two slots rotated at once: consumers have nothing left to fall back on. */
export const PLN011: Rule = {
  id: "PLN011",
  level: "error",
  stages: ["plan"],
  title: "More than one AccessKey of a user rotated in one apply",
  why:
    "A rotation keeps one key as it is until its consumers have changed over to the other. What touches both in one " +
    "apply leaves no time for that, and no way back.",
  fix: "rotate one key in this apply, and the other one after the consumers have changed over",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } },
    { "address": "alicloud_ram_access_key.green",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } },
    { "address": "alicloud_ram_access_key.green",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } }
  ]
}`,
  },
  *evaluate({ review }) {
    const renamed = new Set(review?.renames.map(({ holder }) => holder));
    for (const holder of review?.holders ?? []) {
      const rotated = rotatedKeys(holder);
      const last = rotated.at(-1);
      // A new name replaces all keys: that is one finding.
      if (!last || renamed.has(holder)) continue;
      const done = rotated.map((key) => `${shortName(key)} ${verbOf(key)}`).join(", ");
      const message = `The apply rotates ${rotated.length} AccessKeys of ${holder.label} at once: ${done}`;
      yield violation(last.site, capital(message), { ...detailsOf(holder), related: rotated.map(({ site }) => site) });
    }
  },
};

/** The slots that an apply touches, where it replaces one of them and that is not all. */
function rotatedKeys({ keys }: HolderReview): readonly KeyReview[] {
  const rotated = keys.filter((key) => isTouched(key) && isSlot(key) && !isSecretLost(key));
  return rotated.length > 1 && rotated.some(({ change }) => change?.action === "replace") ? rotated : [];
}

/** Whether it is there before the apply and after it, with the same holder. */
function isSlot({ before, after, part, change }: KeyReview): boolean {
  return part === "both" && before !== null && after !== null && change?.deposed === null;
}

function verbOf({ change }: KeyReview): string {
  return change?.action === "replace" ? "is replaced" : "changes its status";
}
