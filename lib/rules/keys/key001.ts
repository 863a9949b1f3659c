import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { declaredKeys, isAccountKey } from "./declared-keys";

/** An AccessKey without an owner: with root credentials in the pipeline, a root key that nobody asked for. */
export const KEY001: Rule = {
  id: "KEY001",
  level: "error",
  stages: ["configuration", "plan"],
  title: "AccessKey without a user",
  why:
    "Without user_name the key belongs to whoever runs Terraform, the Alibaba Cloud account itself included; " +
    "a root key can do everything and cannot be restricted.",
  fix: "name the RAM user in user_name, or declare a root key in writing with AccountAccessKey",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": {}
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    for (const key of declaredKeys(inventory)) {
      if (isUnknown(key.owner)) {
        if (key.owner.isSet) continue;
        const message = `The AccessKey may have no owner: ${notKnown(key.owner)}`;
        yield indeterminate(key.site, message, key.owner, {
          fix: "give user_name a value that the configuration tells",
        });
      } else if (key.owner === null && !isAccountKey(key)) {
        yield violation(key.site, "The AccessKey has no user_name: it would belong to whoever runs Terraform");
      }
    }
  },
};
