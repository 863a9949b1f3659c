import type { Rule } from "../rule";
import { violation } from "../rule";
import { accountSubject } from "../wording";
import { settingsOf, valueOf } from "./settings";

/** A setting that disappears because nobody mentions it. */
export const ACC006: Rule = {
  id: "ACC006",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "Account-wide setting that the apply would reset",
  why:
    "The provider sends the logon masks with every change of the security preference, and sends none where none are " +
    "configured: from then on users log on from everywhere.",
  fix: 'set login_network_masks to the networks of the account, or to "" where it has no restriction',
  example: {
    before: `{
  "resource": { "alicloud_ram_security_preference": {
    "main": { "mfa_operation_for_login": "mandatory" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_security_preference": {
    "main": {
      "mfa_operation_for_login": "mandatory",
      "login_network_masks": "203.0.113.0/24"
    }
  } }
}`,
  },
  *evaluate({ inventory }) {
    for (const setting of settingsOf(inventory, "securityPreference")) {
      if (valueOf(setting, "login_network_masks") !== null) continue;
      const message = "login_network_masks is not set: the apply would take away the logon masks that the account has";
      yield violation(setting.site, message, { subject: accountSubject(setting.account) });
    }
  },
};
