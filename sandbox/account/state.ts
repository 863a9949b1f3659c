/** What an account holds, as it lies in the account file. Texts that were never given are "". No secret is in here. */
export interface AccountState {
  readonly accountId: string;
  users: StoredUser[];
  /** AccessKeys of the account itself: root keys. */
  accessKeys: StoredAccessKey[];
  policies: StoredPolicy[];
  securityPreference: SecurityPreference;
}

export interface StoredUser {
  readonly userId: string;
  userName: string;
  displayName: string;
  mobilePhone: string;
  email: string;
  comments: string;
  readonly createDate: string;
  updateDate: string;
  accessKeys: StoredAccessKey[];
  policies: StoredAttachment[];
}

export type AccessKeyStatus = "Active" | "Inactive";

export interface StoredAccessKey {
  readonly accessKeyId: string;
  status: AccessKeyStatus;
  readonly createDate: string;
}

export type PolicyType = "System" | "Custom";

export interface StoredAttachment {
  readonly policyName: string;
  readonly policyType: PolicyType;
  readonly attachDate: string;
}

export interface StoredPolicy {
  readonly policyName: string;
  description: string;
  readonly createDate: string;
  updateDate: string;
  defaultVersion: string;
  /** Oldest first. */
  versions: StoredPolicyVersion[];
  /** Number of the next version; RAM does not use one twice. */
  nextVersion: number;
  tags: Record<string, string>;
}

export interface StoredPolicyVersion {
  readonly versionId: string;
  readonly document: string;
  readonly createDate: string;
}

/** Settings of IMS SetSecurityPreference, under its parameter names. */
export interface SecurityPreference {
  AllowUserToChangePassword: boolean;
  AllowUserToLoginWithPasskey: boolean;
  AllowUserToManageAccessKeys: boolean;
  AllowUserToManageMFADevices: boolean;
  AllowUserToManagePersonalDingTalk: boolean;
  EnableSaveMFATicket: boolean;
  LoginNetworkMasks: string;
  LoginSessionDuration: number;
  MFAOperationForLogin: string;
  MaxIdleDaysForAccessKeys: number;
  MaxIdleDaysForUsers: number;
  OperationForRiskLogin: string;
  VerificationTypes: string[];
}

/** The RAM user that runs Terraform in a new account. */
export const TERRAFORM_USER = { userId: "2000000000000000", userName: "terraform" };

/** An account as it is opened: one RAM user who may run Terraform, no AccessKey, the service's default settings. */
export function newAccount(accountId: string, now: string): AccountState {
  return {
    accountId,
    users: [
      {
        ...TERRAFORM_USER,
        displayName: "Terraform",
        mobilePhone: "",
        email: "",
        comments: "runs Terraform in the sandbox",
        createDate: now,
        updateDate: now,
        accessKeys: [],
        policies: [{ policyName: "AliyunRAMFullAccess", policyType: "System", attachDate: now }],
      },
    ],
    accessKeys: [],
    policies: [],
    securityPreference: {
      AllowUserToChangePassword: true,
      AllowUserToLoginWithPasskey: true,
      AllowUserToManageAccessKeys: false,
      AllowUserToManageMFADevices: true,
      AllowUserToManagePersonalDingTalk: true,
      EnableSaveMFATicket: false,
      LoginNetworkMasks: "",
      LoginSessionDuration: 6,
      MFAOperationForLogin: "independent",
      MaxIdleDaysForAccessKeys: 730,
      MaxIdleDaysForUsers: 730,
      OperationForRiskLogin: "autonomous",
      VerificationTypes: [],
    },
  };
}
