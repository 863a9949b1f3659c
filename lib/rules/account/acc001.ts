import type { AccountSetting } from "../../inventory/grant-model";
import type { Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import type { Thresholds } from "../thresholds";
import { accountSubject, notKnown } from "../wording";
import { demandsOf, type Demand } from "./password-demands";
import { settingsOf, valueOf } from "./settings";

/** A password policy that takes passwords which the profile does not. */
export const ACC001: Rule = {
  id: "ACC001",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "Password policy below the profile",
  why:
    "A password that is guessed or reused opens the console with all that its user may do. What the newer resource " +
    "does not name is set to nothing, except for the length, which stays as the account has it.",
  fix: "set the arguments of the password policy to what the profile asks for",
  twins: {
    "CIS Alibaba Cloud": "1.7 to 1.14",
    Checkov: "CKV_ALI_13 to CKV_ALI_19, CKV_ALI_23",
    CloudRec: "Account_202504231623_427183",
  },
  example: {
    before: `{
  "resource": { "alicloud_ram_account_password_policy": {
    "main": { "minimum_password_length": 8 }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_account_password_policy": {
    "main": { "minimum_password_length": 12 }
  } }
}`,
  },
  *evaluate({ inventory, thresholds }) {
    for (const setting of settingsOf(inventory, "passwordPolicy")) yield* judge(setting, thresholds);
  },
};

function* judge(setting: AccountSetting, thresholds: Thresholds): Iterable<Observation> {
  const subject = accountSubject(setting.account);
  const short: string[] = [];
  const unknown: Unknown[] = [];
  for (const demand of demandsOf(setting, thresholds)) {
    const value = valueOf(setting, demand.argument) ?? demand.otherwise;
    if (isUnknown(value)) unknown.push(value);
    else if (value === null || !demand.isMet(value)) short.push(shortfall(demand, value));
  }
  const [first] = unknown;
  if (short.length > 0) {
    yield violation(setting.site, `The password policy is weaker than the profile: ${short.join("; ")}`, { subject });
  } else if (first) {
    const message = `The password policy may be weaker than the profile: ${notKnown(first)}`;
    yield indeterminate(setting.site, message, first, { subject });
  }
}

function shortfall({ argument, wanted }: Demand, value: string | number | boolean | null): string {
  const given =
    value === null ? "is left to the account" : typeof value === "string" ? "is no such value" : `is ${value}`;
  return `${argument} ${given}, not ${wanted}`;
}
