import type {
  AccountSetting,
  GroupMembership,
  LoginProfile,
  PolicyAttachment,
  PolicyDocumentDeclaration,
} from "../inventory/grant-model";
import type { Inventory } from "../inventory/model";

/** The part of an inventory that says who is granted what. */
export interface Grants {
  readonly policyAttachments: readonly PolicyAttachment[];
  readonly policyDocuments: readonly PolicyDocumentDeclaration[];
  readonly groupMemberships: readonly GroupMembership[];
  readonly loginProfiles: readonly LoginProfile[];
  readonly accountSettings: readonly AccountSetting[];
}

const NOTHING: Grants = {
  policyAttachments: [],
  policyDocuments: [],
  groupMemberships: [],
  loginProfiles: [],
  accountSettings: [],
};

/** What an inventory says about grants; a reader that does not read them has none. */
export function grantsOf(inventory: Inventory): Grants {
  return { ...NOTHING, ...inventory };
}
