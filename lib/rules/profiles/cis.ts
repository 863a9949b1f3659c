import { BASELINE } from "./baseline";
import type { Profile } from "./profile";

/**
 * CIS Alibaba Cloud Foundation Benchmark 1.0.0, section 1: what the benchmark demands is an error.
 *
 * Source: https://github.com/turbot/steampipe-mod-alicloud-compliance (cis_v100, 2025-11-25). Its items on root keys
 * (1.2) and on administrator documents (1.15) are errors in every profile; those on logons of people (1.1, 1.3, 1.5)
 * are not in a configuration.
 */
export const CIS_1_0: Profile = {
  ...BASELINE,
  name: "cis-1.0",
  levels: {
    // 1.4: multi-factor authentication for everybody with a password.
    ACC002: "error",
    // 1.6: AccessKeys rotated within 90 days.
    KEY007: "error",
    STA001: "error",
    // 1.7 to 1.14: the password policy, by the values below.
    ACC001: "error",
    // 1.16: policies on groups and roles only.
    USR004: "error",
  },
  thresholds: {
    ...BASELINE.thresholds,
    accessKeyMaxAgeDays: 90,
    passwordRequiresUppercase: true,
    passwordRequiresLowercase: true,
    passwordRequiresSymbols: true,
    passwordRequiresNumbers: true,
    passwordMinimumLength: 14,
    passwordReusePrevention: 5,
    passwordMaxAge: 365,
    passwordMaxLoginAttempts: 5,
  },
};

/**
 * CIS Alibaba Cloud Foundation Benchmark 2.0.0: what its section 1 demands of identities has the numbers and values of
 * 1.0.0. A name of its own, because a team is audited against one of the two.
 *
 * Source: https://github.com/turbot/steampipe-mod-alicloud-compliance (cis_v200, 2025-11-25).
 */
export const CIS_2_0: Profile = { ...CIS_1_0, name: "cis-2.0" };
