import type { HolderReview, KeyReview } from "../../plan/plan-review";
import { counted } from "../wording";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { detailsOf, isDeleted, isSecretLost, nameOf, judgedKeys, type HeldKey } from "./holders";

/** Consumers that get the new key when the old one is already gone. */
export const PLN012: Rule = {
  id: "PLN012",
  level: "warning",
  stages: ["plan"],
  title: "Consumers change over only after the old AccessKey is gone",
  why:
    "One apply deletes the key and creates the next one. Until its consumers have the new secret they fail, which " +
    "takes as long as whoever answers for them needs.",
  fix: "create the new key in one apply, change the consumers over, and delete the old key in a later one",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } }
  ],
  "configuration": { "root_module": { "resources": [
    { "address": "alicloud_kms_secret.etl", "mode": "managed",
      "type": "alicloud_kms_secret", "name": "etl",
      "expressions": { "secret_data": {
        "references": ["alicloud_ram_access_key.blue.secret"]
      } } }
  ] } }
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } },
    { "address": "alicloud_ram_access_key.green",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["create"],
        "before": null, "after": { "user_name": "etl" } } }
  ],
  "configuration": { "root_module": { "resources": [
    { "address": "alicloud_kms_secret.etl", "mode": "managed",
      "type": "alicloud_kms_secret", "name": "etl",
      "expressions": { "secret_data": {
        "references": ["alicloud_ram_access_key.blue.secret"]
      } } }
  ] } }
}`,
  },
  *evaluate(context) {
    for (const held of judgedKeys(context)) {
      const { key, holder } = held;
      if (key.fate.before !== "Active" || !isDeleted(key) || isSecretLost(key)) continue;
      const users = usersOf(held);
      if (users.length === 0 || !isSucceeded(key, holder)) continue;
      const message = `${nameOf(held)} is gone before ${listed(users)} can change over to the next one`;
      yield violation(key.site, message, { ...detailsOf(holder), related: holder.readers });
    }
  },
};

/** Consumers outside of Terraform, and resources that are changed after the old key is deleted. */
function usersOf({ key, holder }: HeldKey): string[] {
  const consumers = holder.affected
    .filter(({ keys }) => keys.includes(key.name))
    .map(({ service, name, owner }) => `${name} (${service}, ${owner})`);
  // One that is created before it is destroyed would have made the key so, too.
  const readers = key.change?.order === "create-first" ? [] : holder.readers.map(({ address }) => address);
  return [...consumers, ...readers];
}

/** Whether another key takes its place; what is deleted for good has no consumers that could change over. */
function isSucceeded(key: KeyReview, { keys }: HolderReview): boolean {
  return key.change?.action === "replace" || keys.some(({ change }) => change?.action === "create");
}

const MOST_USERS = 3;

function listed(users: readonly string[]): string {
  const shown = users.slice(0, MOST_USERS).join(", ");
  return users.length > MOST_USERS ? `${shown} and ${counted(users.length - MOST_USERS, "other")}` : shown;
}
