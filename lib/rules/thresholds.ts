/**
 * The numbers by which rules judge what the service itself would allow. A profile gives them; what the service refuses
 * is in `Quotas`.
 */
export interface Thresholds {
  /** Characters that a password must have at least. RAM takes 8 to 32. */
  readonly passwordMinimumLength: number;
  /** Earlier passwords that a new one must not repeat, at least. RAM takes 0, for none, to 24. */
  readonly passwordReusePrevention: number;
  /** Days after which a password must be changed, at most. RAM takes 0, for never, to 1,095; 0 demands nothing. */
  readonly passwordMaxAge: number;
  /** Wrong passwords in a row before a lockout, at most. RAM takes 0, for never, to 32; 0 demands nothing. */
  readonly passwordMaxLoginAttempts: number;
  readonly passwordRequiresLowercase: boolean;
  readonly passwordRequiresUppercase: boolean;
  readonly passwordRequiresNumbers: boolean;
  readonly passwordRequiresSymbols: boolean;
  /** Days without a call after which RAM disables a key, at most. RAM takes 90, 180, 365 and 730. */
  readonly maxIdleDaysForAccessKeys: number;
  /** Days after which an AccessKey is due for rotation. */
  readonly accessKeyMaxAgeDays: number;
  /** Days for which two AccessKeys of one user may be Active, while its consumers change over. */
  readonly accessKeyOverlapDays: number;
  /** Days before its end at which something is reported as soon to expire. */
  readonly expiresSoonDays: number;
}

/**
 * What holds where no profile says otherwise.
 *
 * Sources: the password values are those that `alicloud_ram_account_password_policy` sets where nothing is given
 * (provider 1.289.0). The age of a key is that of Cloud Config `ram-user-ak-create-date-expired-check-v2`
 * (https://www.alibabacloud.com/help/en/cloud-config/latest/o4240s, 2025-10-20). No source names an idle time for keys,
 * an overlap or a time of warning: 180 days are two rotations, 7 are enough for consumers to change over (the managed
 * rotation of KMS leaves them two), and 30 to make and hand out the next key.
 */
export const BASELINE_THRESHOLDS: Thresholds = {
  passwordMinimumLength: 12,
  passwordReusePrevention: 0,
  passwordMaxAge: 0,
  passwordMaxLoginAttempts: 5,
  passwordRequiresLowercase: true,
  passwordRequiresUppercase: true,
  passwordRequiresNumbers: true,
  passwordRequiresSymbols: true,
  maxIdleDaysForAccessKeys: 180,
  accessKeyMaxAgeDays: 90,
  accessKeyOverlapDays: 7,
  expiresSoonDays: 30,
};
