import { isUnknown } from "../../maybe/maybe";
import { declaredKeys } from "../keys/declared-keys";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { accountSubject, notKnown } from "../wording";
import { settingsOf, valueOf } from "./settings";

/** Keys that are reviewed here, beside keys that anybody makes for themselves. */
export const ACC004: Rule = {
  id: "ACC004",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "Users may manage their own AccessKeys while keys are managed in code",
  why:
    "A key that a user makes in the console is in no review and counts against the same quota: the next apply of the " +
    "code may fail on it, and nobody here can say whose it is when it leaks.",
  fix: "set allow_user_to_manage_access_keys = false in the security preference, which is also RAM's default",
  example: {
    before: `{
  "resource": {
    "alicloud_ram_access_key": { "k": { "user_name": "etl" } },
    "alicloud_ram_security_preference": { "main": {
      "allow_user_to_manage_access_keys": true
    } }
  }
}`,
    after: `{
  "resource": {
    "alicloud_ram_access_key": { "k": { "user_name": "etl" } },
    "alicloud_ram_security_preference": { "main": {
      "allow_user_to_manage_access_keys": false
    } }
  }
}`,
  },
  *evaluate({ inventory }) {
    const accounts = new Set(declaredKeys(inventory).map(({ account }) => account.key));
    for (const setting of settingsOf(inventory, "securityPreference")) {
      const { site, account } = setting;
      if (!accounts.has(account.key)) continue;
      const value = valueOf(setting, "allow_user_to_manage_access_keys");
      const details = { subject: accountSubject(account) };
      if (isUnknown(value)) {
        const message = `Users may be allowed to manage their own AccessKeys: ${notKnown(value)}`;
        yield indeterminate(site, message, value, details);
      } else if (value === true) {
        yield violation(
          site,
          "Users may make AccessKeys of their own, while the keys of this account are code",
          details,
        );
      }
    }
  },
};
