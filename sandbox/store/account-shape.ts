import type { AccountState, SecurityPreference, StoredAccessKey, StoredPolicy, StoredUser } from "../account/state";
import type { Shape } from "./shape";

/** One shape for each field of a type, so that a new field cannot be forgotten here. */
type FieldsOf<T> = { readonly [Field in keyof T]-?: Shape };

const ACCESS_KEY: FieldsOf<StoredAccessKey> = {
  accessKeyId: "text",
  status: { oneOf: ["Active", "Inactive"] },
  createDate: "text",
};

const USER: FieldsOf<StoredUser> = {
  userId: "text",
  userName: "text",
  displayName: "text",
  mobilePhone: "text",
  email: "text",
  comments: "text",
  createDate: "text",
  updateDate: "text",
  accessKeys: { listOf: { fields: ACCESS_KEY } },
  policies: {
    listOf: { fields: { policyName: "text", policyType: { oneOf: ["System", "Custom"] }, attachDate: "text" } },
  },
};

const POLICY: FieldsOf<StoredPolicy> = {
  policyName: "text",
  description: "text",
  createDate: "text",
  updateDate: "text",
  defaultVersion: "text",
  versions: { listOf: { fields: { versionId: "text", document: "text", createDate: "text" } } },
  nextVersion: "number",
  tags: { mapOf: "text" },
};

const SECURITY_PREFERENCE: FieldsOf<SecurityPreference> = {
  AllowUserToChangePassword: "boolean",
  AllowUserToLoginWithPasskey: "boolean",
  AllowUserToManageAccessKeys: "boolean",
  AllowUserToManageMFADevices: "boolean",
  AllowUserToManagePersonalDingTalk: "boolean",
  EnableSaveMFATicket: "boolean",
  LoginNetworkMasks: "text",
  LoginSessionDuration: "number",
  MFAOperationForLogin: "text",
  MaxIdleDaysForAccessKeys: "number",
  MaxIdleDaysForUsers: "number",
  OperationForRiskLogin: "text",
  VerificationTypes: { listOf: "text" },
};

const ACCOUNT: FieldsOf<AccountState> = {
  accountId: "text",
  users: { listOf: { fields: USER } },
  accessKeys: { listOf: { fields: ACCESS_KEY } },
  policies: { listOf: { fields: POLICY } },
  securityPreference: { fields: SECURITY_PREFERENCE },
};

export const ACCOUNT_SHAPE: Shape = { fields: ACCOUNT };
