import type { AccountSetting } from "../../inventory/grant-model";
import type { Thresholds } from "../thresholds";

/** One thing that a profile demands of a password policy. */
export interface Demand {
  /** The argument in this generation of the resource. */
  readonly argument: string;
  /** What holds where the argument is absent; null where the account keeps what it has. */
  readonly otherwise: number | boolean | null;
  /** `at least 12`. */
  readonly wanted: string;
  readonly isMet: (value: string | number | boolean) => boolean;
}

/** What the provider sets where the older resource does not say. Source: provider 1.289.0. */
const OLDER_DEFAULTS: Readonly<Record<string, number | boolean>> = {
  minimum_password_length: 12,
  max_login_attempts: 5,
  require_lowercase_characters: true,
  require_uppercase_characters: true,
  require_numbers: true,
  require_symbols: true,
};

/** What a profile demands, in the arguments of the generation that is configured. A demand of 0 is none. */
export function demandsOf({ type }: AccountSetting, thresholds: Thresholds): Demand[] {
  const isOlder = type === "alicloud_ram_account_password_policy";
  const otherwise = (argument: string, nothing: number | boolean): Demand["otherwise"] => {
    if (isOlder) return OLDER_DEFAULTS[argument] ?? nothing;
    return argument === "minimum_password_length" ? null : nothing;
  };
  const atLeast = (argument: string, least: number): Demand => ({
    argument,
    otherwise: otherwise(argument, 0),
    wanted: `at least ${least}`,
    isMet: (value) => typeof value === "number" && value >= least,
  });
  const atMost = (argument: string, most: number): Demand => ({
    argument,
    otherwise: otherwise(argument, 0),
    wanted: `1 to ${most}`,
    isMet: (value) => typeof value === "number" && value >= 1 && value <= most,
  });
  const required = (argument: string): Demand => ({
    argument,
    otherwise: otherwise(argument, false),
    wanted: "true",
    isMet: (value) => value === true,
  });
  const {
    passwordMinimumLength,
    passwordReusePrevention,
    passwordMaxAge,
    passwordMaxLoginAttempts,
    passwordRequiresLowercase,
    passwordRequiresUppercase,
    passwordRequiresNumbers,
    passwordRequiresSymbols,
  } = thresholds;
  return [
    ...(passwordMinimumLength > 0 ? [atLeast("minimum_password_length", passwordMinimumLength)] : []),
    ...(passwordReusePrevention > 0 ? [atLeast("password_reuse_prevention", passwordReusePrevention)] : []),
    ...(passwordMaxAge > 0 ? [atMost("max_password_age", passwordMaxAge)] : []),
    // The newer resource spells it so.
    ...(passwordMaxLoginAttempts > 0
      ? [atMost(isOlder ? "max_login_attempts" : "max_login_attemps", passwordMaxLoginAttempts)]
      : []),
    ...(passwordRequiresLowercase ? [required("require_lowercase_characters")] : []),
    ...(passwordRequiresUppercase ? [required("require_uppercase_characters")] : []),
    ...(passwordRequiresNumbers ? [required("require_numbers")] : []),
    ...(passwordRequiresSymbols ? [required("require_symbols")] : []),
  ];
}
