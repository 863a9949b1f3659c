import type { Rule } from "../rule";
import { violation } from "../rule";
import { detailsOf, isSecretLost, nameOf, judgedKeys } from "./holders";

/** A key whose creation went wrong half-way: it exists, and nobody has its secret. */
export const PLN009: Rule = {
  id: "PLN009",
  level: "warning",
  stages: ["plan"],
  title: "Tainted AccessKey replaced",
  why:
    "The key was created and something after that failed, as a PGP key that the provider cannot use: its secret is " +
    "lost, and until it is replaced it takes a slot.",
  fix: "correct what made the creation fail, and make sure that nobody uses the key",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "action_reason": "replace_because_tainted",
      "change": { "actions": ["delete", "create"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["create"],
        "before": null, "after": { "user_name": "etl" } } }
  ]
}`,
  },
  *evaluate(context) {
    for (const held of judgedKeys(context)) {
      const { key, holder } = held;
      if (!isSecretLost(key) || key.part === "after") continue;
      const message = `${nameOf(held)} is tainted, and replaced: its secret is lost`;
      yield violation(key.site, message, detailsOf(holder));
    }
  },
};
