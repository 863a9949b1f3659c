import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { accountSubject, notKnown } from "../wording";
import { numberOf, settingsOf } from "./settings";

/** What RAM has where nobody has said otherwise. Source: SetSecurityPreference of IMS 2019-08-15. */
const DEFAULT_IDLE_DAYS = 730;

/** Keys that nobody uses, and that stay good for whoever finds them. */
export const ACC003: Rule = {
  id: "ACC003",
  level: "info",
  stages: ["configuration", "plan"],
  title: "Idle AccessKeys live longer than the profile allows",
  why: "RAM disables a key that has not been used for so long. Until then a forgotten key works for anybody who finds it.",
  fix: "set max_idle_days_for_access_keys in the security preference: 90, 180, 365 or 730",
  example: {
    before: `{
  "resource": { "alicloud_ram_security_preference": {
    "main": { "max_idle_days_for_access_keys": 730 }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_security_preference": {
    "main": { "max_idle_days_for_access_keys": 90 }
  } }
}`,
  },
  *evaluate({ inventory, thresholds }) {
    const most = thresholds.maxIdleDaysForAccessKeys;
    for (const setting of settingsOf(inventory, "securityPreference")) {
      const details = { subject: accountSubject(setting.account) };
      const days = numberOf(setting, "max_idle_days_for_access_keys");
      if (isUnknown(days)) {
        const message = `Idle AccessKeys may live longer than ${most} days: ${notKnown(days)}`;
        yield indeterminate(setting.site, message, days, details);
      } else if ((days ?? DEFAULT_IDLE_DAYS) > most) {
        const given = days === null ? `${DEFAULT_IDLE_DAYS} days unless the account has another value` : `${days} days`;
        yield violation(setting.site, `Idle AccessKeys live for ${given}; the profile allows ${most}`, details);
      }
    }
  },
};
