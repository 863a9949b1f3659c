import type { Maybe, Unknown } from "../maybe/maybe";
import type { Site } from "../places/site";
import type { NotRead } from "../configuration/not-read";
import type { Quotas } from "../limits/quotas";
import type { PublicKeyReading } from "../pgp/public-key";
import type { PlainConnection, ProviderConstraint, StateBackend } from "./deployment-model";
import type {
  AccountSetting,
  GeneratedName,
  GroupMembership,
  LoginProfile,
  PolicyAttachment,
  PolicyDocumentDeclaration,
} from "./grant-model";
import type {
  AccessKeyMetadata,
  AccountMetadata,
  ElementMetadata,
  GuardMetadata,
  ScopedAcknowledgement,
} from "../configuration/metadata";
import type { SecretMark } from "../redaction/redaction";

/*
 * Everything that declares, changes or holds a credential, as plain data: made of instances, whether they are those
 * of a configuration, a plan or a state. Rules look at nothing else.
 */

/** Which account a provider configuration acts on, as far as the configuration says. */
export interface AccountIdentity {
  /**
   * Equal keys are the same account for certain. `account:<id>` is declared by `Account`, the provider's `account_id`
   * or a role ARN; `profile:<name>` is a named profile; `stack:<stack>/<configuration>` says nothing but that it is
   * one configuration of one stack.
   */
  readonly key: string;
  /** The account id where one is declared: two different ones are different accounts, unless one login claims both. */
  readonly accountId: string | null;
  /** The credentials of which code says that they are of this account, where Terraform has not read it. */
  readonly claimedLogins?: readonly string[];
  /** What `Account` says of it, merged over all stacks. */
  readonly declared: AccountMetadata | null;
  /** Quotas that hold for every account of the run, whatever is declared; absent when nobody has settled any. */
  readonly quotas?: Partial<Quotas>;
  readonly site: Site | null;
}

/** A `alicloud_ram_user`, `_group`, `_role` or `_policy` resource: something with a name that RAM has rules for. */
export interface NamedIdentity {
  readonly site: Site;
  readonly kind: "user" | "group" | "role" | "policy";
  readonly account: AccountIdentity;
  readonly name: Maybe<string | null>;
  /** The attribute that holds the name: `name`, `user_name`, `policy_name`, … */
  readonly nameAttribute: string;
  readonly displayName: Maybe<string | null>;
  /** `comments` of users and groups, `description` of policies and roles. */
  readonly comments: Maybe<string | null>;
  /** `"true"` when destroying it also removes what hangs on it, whoever made that. */
  readonly force: Maybe<string | null>;
  /** False when an import block adopts it, or when our metadata says so: existing identities are taken as they are. */
  readonly created: boolean;
  /** How many instances the block stands for: 1, or its literal `count`. */
  readonly instances: Maybe<number>;
  readonly metadata: ElementMetadata;
}

/** Whose an AccessKey will be. One owner is one object, whatever the spelling by which a key refers to it. */
export interface Owner {
  /** `RAM user "hologres-bi"`, or the address of the user where the name is not known. */
  readonly label: string;
  readonly account: AccountIdentity;
  /** The literal name where it is known. */
  readonly userName: string | null;
  /** The resource that declares the user, where there is one in the configuration. */
  readonly declaration: NamedIdentity | null;
  /** AccessKeys that Terraform does not manage; 0 for a user that is created here. */
  readonly existingAccessKeys: Maybe<number>;
  /** Whether somebody has said that number; else a user that is created here is taken to have none. */
  readonly saysExistingAccessKeys: boolean;
  /** The same number as the manifest of before the change has it; absent where none is given that says it. */
  readonly manifestAccessKeys?: Maybe<number>;
}

/** An `alicloud_ram_access_key` resource. */
export interface AccessKey {
  readonly site: Site;
  readonly account: AccountIdentity;
  /** How many keys it stands for: 1, unless they are all alike, or nobody knows how many there are. */
  readonly instances: Maybe<number>;
  /** How many keys its block makes, where this is one of them, told apart; absent where it stands for them all. */
  readonly amongst?: number;
  /** Null when the key has no `user_name`: it belongs to whoever runs Terraform. */
  readonly owner: Maybe<Owner | null>;
  readonly status: Maybe<string | null>;
  /** Whether the configuration itself says the status: a plan or state has one in any case. */
  readonly pinsStatus: boolean;
  readonly pgpKey: Maybe<string | null>;
  /** What was read from `pgpKey` where that is a literal that is no `keybase:` name; else null. */
  readonly recipient: PublicKeyReading | null;
  readonly secretFile: Maybe<string | null>;
  /** The argument that makes several instances of the block. */
  readonly repeatedBy: "count" | "for_each" | null;
  /**
   * Why the names of the instances under `for_each` may change while nobody edits the key: the end of "…, because".
   * Null when they cannot, or when there is no `for_each`.
   */
  readonly unstableNames: Maybe<string | null>;
  /** The resource for whose sake a replacement creates first: the key itself, or one that needs it; else null. */
  readonly createBeforeDestroy: Site | null;
  readonly lifecycle: Maybe<KeyLifecycle>;
  /** What our construct says of it; null for what was declared otherwise. */
  readonly metadata: AccessKeyMetadata | null;
  /** What is there already, as a plan or a state has it; null for a key that is only declared. */
  readonly record: AccessKeyRecord | null;
}

/** What Terraform is told to leave alone of a key. */
export interface KeyLifecycle {
  /** Whether an apply leaves the status of a key as it is, whatever the code says. */
  readonly ignoresStatus: boolean;
  /** Whether it leaves everything as it is. */
  readonly ignoresAll: boolean;
  /** Whether a plan fails that would delete the key. */
  readonly preventsDestroy: boolean;
}

/** An AccessKey that exists. */
export interface AccessKeyRecord {
  /** The AccessKey id. */
  readonly id: string;
  /** When it was created, as the service says it: `2026-11-22T04:02:27Z`; null where that is not known. */
  readonly created: string | null;
  /** Whether its secret lies in clear in the state. */
  readonly hasClearSecret: boolean;
  /** Whether its secret was kept at all, in clear or encrypted: of a key whose creation went wrong it is lost. */
  readonly hasSecret: boolean;
  /**
   * Set where the next apply deletes the key without an edit: `deposed`, for a replacement has left it behind and the
   * code at its address speaks of another one; `tainted`, for it is marked to be replaced.
   */
  readonly mark?: "deposed" | "tainted";
}

/** An `alicloud_ram_access_key_policy` resource: the network restriction of a key. */
export interface NetworkRestriction {
  readonly site: Site;
  /** Address of the key in the same stack, where the reference can be followed. */
  readonly accessKey: Maybe<{
    readonly stack: string;
    readonly address: string;
    /**
     * Which one of the keys at that address it is for, where these are all alike: restrictions of one key say the same.
     * Absent where it is for all that stands there.
     */
    readonly instance?: string;
  }>;
  /** The JSON that says from which networks the key works; null when none is given. */
  readonly document: Maybe<string | null>;
}

/** What the data source `alicloud_caller_identity` says of whoever runs Terraform. */
export interface Caller {
  readonly site: Site;
  readonly account: AccountIdentity;
  /** `acs:ram::1234567890123456:user/terraform`; null where nobody has asked yet. */
  readonly arn: Maybe<string | null>;
  /** `Account`, `RAMUser` or `AssumedRoleUser`. */
  readonly identityType: Maybe<string | null>;
}

/** The AccessKey that a provider configuration names literally. */
export interface ProviderAccessKey {
  readonly site: Site;
  /** The AccessKey id. */
  readonly id: string;
}

/** An `alicloud_kms_secret` of type `RAMCredentials`: KMS holds the AccessKeys of a RAM user, and may rotate them. */
export interface KmsRamSecret {
  readonly site: Site;
  /** Whose AccessKeys it holds. */
  readonly owner: Maybe<Owner | null>;
  /** Whether KMS rotates them by itself. */
  readonly rotates: Maybe<boolean>;
}

/** A place in which an expression reads `secret` of an AccessKey, directly or through locals and other outputs. */
export interface SecretUse {
  readonly site: Site;
  /** `value`, `config.0.password`; relative to the block. */
  readonly attribute: string;
  readonly place: "output" | "resource" | "data" | "provider" | "provisioner" | "module" | "other";
  /** The key whose secret it is. */
  readonly accessKey: { readonly stack: string; readonly address: string };
  /** For an output: whether it is marked sensitive. */
  readonly sensitive: boolean;
  /** True when the expression goes through `nonsensitive()`. */
  readonly unmasked: boolean;
  /** True when the key is one of another stack: the secret is copied to a second state. */
  readonly crossesStacks: boolean;
  /** Set when it is not known whether the secret is read there; all else is true if it is. */
  readonly unknown: Unknown | null;
}

/** A credential that is written in the configuration. The value itself is never kept. */
export interface LiteralCredential {
  readonly site: Site;
  readonly attribute: string;
  readonly kind: "accessKeySecret" | "accessKeyId";
  readonly place: "provider" | "backend" | "other";
  /** By which reports find the secret again and take it out; absent for an id, and for a text too short to look for. */
  readonly mark?: SecretMark;
}

/** One configuration that Terraform runs as a whole. */
export interface Stack {
  readonly name: string;
  /** The files that were read, for messages. */
  readonly files: readonly string[];
  /** Managed resources, in the order of the configuration. */
  readonly resources: readonly Site[];
  readonly acknowledgements: readonly ScopedAcknowledgement[];
  /** True when the stack was synthesised as HCL, which the guard cannot vouch for. */
  readonly hcl: boolean;
  /** Set where the guard has looked at the stack during synthesis, with the profile that the code asks for. */
  readonly guard?: GuardMetadata;
  /** What the configuration says of addresses that it has no longer; absent where that is nothing. */
  readonly formerAddresses?: readonly FormerAddress[];
  /** Set where something of the configuration was not read, so that what is missing may be declared all the same. */
  readonly isIncomplete?: true;
  /** Values that need themselves, so that there is nothing to read; absent where there are none. */
  readonly notRead?: readonly NotRead[];
}

/** A `moved` or `removed` block. */
export interface FormerAddress {
  /** Address of a resource or module, in full: `module.m.alicloud_ram_access_key.k`. */
  readonly from: string;
  /** The address that it has now; null where Terraform is to give it up. */
  readonly to: string | null;
  /** Whether the object is deleted; null where the block does not say it: Terraform deletes, OpenTofu forgets. */
  readonly isDestroyed: boolean | null;
}

export interface Inventory {
  readonly stacks: readonly Stack[];
  readonly accounts: readonly AccountIdentity[];
  readonly identities: readonly NamedIdentity[];
  /** Every owner of a key and every declared user. */
  readonly owners: readonly Owner[];
  readonly accessKeys: readonly AccessKey[];
  readonly networkRestrictions: readonly NetworkRestriction[];
  readonly kmsRamSecrets: readonly KmsRamSecret[];
  readonly secretUses: readonly SecretUse[];
  readonly literalCredentials: readonly LiteralCredential[];
  readonly policyAttachments: readonly PolicyAttachment[];
  readonly policyDocuments: readonly PolicyDocumentDeclaration[];
  readonly groupMemberships: readonly GroupMembership[];
  readonly loginProfiles: readonly LoginProfile[];
  readonly accountSettings: readonly AccountSetting[];
  readonly generatedNames: readonly GeneratedName[];
  readonly backends: readonly StateBackend[];
  readonly plainConnections: readonly PlainConnection[];
  readonly providerConstraints: readonly ProviderConstraint[];
  readonly callers: readonly Caller[];
  readonly providerAccessKeys: readonly ProviderAccessKey[];
  /** By which reports find again, and take out, the secrets that a plan or a state holds. */
  readonly secretMarks: readonly SecretMark[];
}
