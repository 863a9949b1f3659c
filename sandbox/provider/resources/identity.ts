import type { DataSourceAdapter } from "../resource";

/** Data source `alicloud_caller_identity`. */
export const callerIdentity: DataSourceAdapter = {
  read(client) {
    const { AccountId, Arn, IdentityType } = client.call("GetCallerIdentity", {});
    return { id: AccountId, account_id: AccountId, arn: Arn, identity_type: IdentityType };
  },
};

/** Data source `alicloud_account`. */
export const account: DataSourceAdapter = {
  read(client) {
    return { id: client.call("GetCallerIdentity", {}).AccountId };
  },
};
