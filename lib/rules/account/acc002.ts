import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { accountSubject, notKnown, quote } from "../wording";
import { settingsOf, valueOf } from "./settings";

/** An account whose users may log on with a password alone. */
export const ACC002: Rule = {
  id: "ACC002",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "MFA not mandatory at logon",
  why: "A password that was guessed, reused or phished is enough to log on, with all that the user may do.",
  fix: 'set mfa_operation_for_login = "mandatory" in the security preference',
  twins: { "CIS Alibaba Cloud": "1.4", Checkov: "CKV_ALI_24" },
  example: {
    before: `{
  "resource": { "alicloud_ram_security_preference": {
    "main": { "mfa_operation_for_login": "adaptive" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_security_preference": {
    "main": { "mfa_operation_for_login": "mandatory" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    for (const setting of settingsOf(inventory, "securityPreference")) {
      const { site, account } = setting;
      const newer = valueOf(setting, "mfa_operation_for_login");
      const value = newer ?? valueOf(setting, "enforce_mfa_for_login");
      const details = { subject: accountSubject(account) };
      if (isUnknown(value)) {
        const message = `MFA may not be mandatory at logon: ${notKnown(value)}`;
        yield indeterminate(site, message, value, details);
      } else if (value !== "mandatory" && value !== true) {
        const given =
          value === null
            ? "the security preference does not ask for it"
            : newer === null
              ? "enforce_mfa_for_login is false"
              : `mfa_operation_for_login is ${quote(String(value))}`;
        yield violation(site, `MFA is not mandatory at logon: ${given}`, details);
      }
    }
  },
};
