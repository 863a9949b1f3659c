import type { Thresholds } from "./thresholds";

/** How a value becomes stricter. Where RAM takes 0 for "never", 0 demands nothing at all. */
type Strictness = "higher" | "lower" | "lowerButNotZero" | "true";

const STRICTNESS: Readonly<Record<keyof Thresholds, Strictness>> = {
  passwordMinimumLength: "higher",
  passwordReusePrevention: "higher",
  passwordMaxAge: "lowerButNotZero",
  passwordMaxLoginAttempts: "lowerButNotZero",
  passwordRequiresLowercase: "true",
  passwordRequiresUppercase: "true",
  passwordRequiresNumbers: "true",
  passwordRequiresSymbols: "true",
  maxIdleDaysForAccessKeys: "lower",
  accessKeyMaxAgeDays: "lower",
  accessKeyOverlapDays: "lower",
  expiresSoonDays: "higher",
};

/** Whether a value demands less than another one of the same threshold. */
export function isLooser(name: keyof Thresholds, value: number | boolean, than: number | boolean): boolean {
  switch (STRICTNESS[name]) {
    case "higher":
    case "true":
      return Number(value) < Number(than);
    case "lower":
      return Number(value) > Number(than);
    case "lowerButNotZero":
      return (Number(value) || Infinity) > (Number(than) || Infinity);
  }
}
