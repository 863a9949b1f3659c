/**
 * What a RAM account may hold. Constructs, rules and the sandbox share these numbers.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/product-overview/limits (2025-12-16) unless a line says otherwise.
 * An account may have other quotas; `Account` overrides them by name.
 */
export interface Quotas {
  /** AccessKeys of one RAM user, Active and Inactive together. */
  readonly accessKeysPerUser: number;
  /**
   * AccessKeys of the Alibaba Cloud account itself ("root keys").
   *
   * Source: https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-mysql/developer-reference/create-an-accesskey-pair
   * (2026-03-28). `GetAccountSummary` may tell another number for an account.
   */
  readonly accessKeysPerAccount: number;
  /** RAM users of one account. */
  readonly usersPerAccount: number;
  /** Custom policies of one account. */
  readonly policiesPerAccount: number;
  /** Versions of one custom policy. */
  readonly versionsPerPolicy: number;
  /** Characters of one custom policy document. */
  readonly policyDocumentCharacters: number;
  /** Custom policies attached to one RAM user. */
  readonly customPoliciesPerUser: number;
  /** System policies attached to one RAM user. */
  readonly systemPoliciesPerUser: number;
  /** User groups that one RAM user may join. */
  readonly groupsPerUser: number;
  /** Custom policies attached to one user group. */
  readonly customPoliciesPerGroup: number;
  /** System policies attached to one user group. */
  readonly systemPoliciesPerGroup: number;
  /** Custom policies attached to one RAM role. */
  readonly customPoliciesPerRole: number;
  /** System policies attached to one RAM role. */
  readonly systemPoliciesPerRole: number;
}

/** The quotas of an account that has not been given others. */
export const DEFAULT_QUOTAS: Quotas = {
  accessKeysPerUser: 2,
  accessKeysPerAccount: 5,
  usersPerAccount: 5000,
  policiesPerAccount: 1500,
  versionsPerPolicy: 5,
  policyDocumentCharacters: 6144,
  customPoliciesPerUser: 10,
  systemPoliciesPerUser: 20,
  groupsPerUser: 10,
  customPoliciesPerGroup: 10,
  systemPoliciesPerGroup: 20,
  customPoliciesPerRole: 10,
  systemPoliciesPerRole: 20,
};
