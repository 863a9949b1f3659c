import type { DataSourceAdapter, ResourceAdapter } from "../resource";
import { account, callerIdentity } from "./identity";
import { ramAccessKey } from "./ram-access-key";
import { ramPolicy } from "./ram-policy";
import { ramSecurityPreference } from "./ram-security-preference";
import { ramUser } from "./ram-user";
import { ramUserPolicyAttachment } from "./ram-user-policy-attachment";

/** The resource types that the sandbox serves. */
export const RESOURCES: ReadonlyMap<string, ResourceAdapter> = new Map([
  ["alicloud_ram_access_key", ramAccessKey],
  ["alicloud_ram_policy", ramPolicy],
  ["alicloud_ram_security_preference", ramSecurityPreference],
  ["alicloud_ram_user", ramUser],
  ["alicloud_ram_user_policy_attachment", ramUserPolicyAttachment],
]);

/** The data sources that the sandbox serves. */
export const DATA_SOURCES: ReadonlyMap<string, DataSourceAdapter> = new Map([
  ["alicloud_account", account],
  ["alicloud_caller_identity", callerIdentity],
]);
