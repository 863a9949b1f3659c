/*
 * The credential manifest: what a team commits beside its code, so that a pull request shows in plain sight which
 * credentials it changes. Plain data, in sorted lists, without a secret and without anything that changes by itself.
 */

/** Version of the file format; another one has other members, or other meanings of them. */
export const MANIFEST_VERSION = 1;

/** A value that the configuration does not tell; the text is the end of "… is not known, because". */
export interface NotKnown {
  readonly unknown: string;
}

export type Told<T> = T | NotKnown;

export function isNotKnown(value: unknown): value is NotKnown {
  return typeof value === "object" && value !== null && "unknown" in value && typeof value.unknown === "string";
}

export interface Manifest {
  readonly accounts: readonly ManifestAccount[];
  /** Acknowledgements of rules. An acceptance that belongs to one AccessKey or account stands there. */
  readonly acknowledgements: readonly ManifestAcknowledgement[];
  /** What concerns a credential, without the configuration telling which. */
  readonly unresolved: readonly Unresolved[];
}

/** One Alibaba Cloud account, as far as the configuration tells which it is. */
export interface ManifestAccount {
  /** `account:<id>` where it is declared, else `profile:<name>` or `stack:<stack>/…`. */
  readonly account: string;
  /** Quotas that differ from RAM's own. */
  readonly quotas: ReadonlyMap<string, number>;
  /** Root AccessKeys that Terraform does not manage; null when nobody has said. */
  readonly unmanagedRootKeys: number | null;
  /** The acceptance that the account itself runs Terraform. */
  readonly rootDeployment: ManifestAcceptance | null;
  readonly settings: readonly ManifestSetting[];
  /** AccessKeys of the account itself, declared as such in writing. */
  readonly rootKeys: readonly ManifestAccessKey[];
  /** AccessKeys whose RAM user is not named, which makes them those of whoever runs Terraform, or is not known. */
  readonly ownerlessKeys: readonly ManifestAccessKey[];
  readonly users: readonly ManifestUser[];
  readonly groups: readonly ManifestGroup[];
  readonly roles: readonly ManifestRole[];
  /** Custom policies that the configuration declares. */
  readonly policies: readonly ManifestPolicy[];
}

/** `created` here, `adopted` by an import block, or only `referred` to. */
export type Origin = "created" | "adopted" | "referred";

interface Declared {
  readonly name: Told<string>;
  /** Stack and Terraform address, `stack/alicloud_ram_user.etl`; null for what is only referred to by its name. */
  readonly address: string | null;
  readonly origin: Origin;
  /** How many the block stands for. */
  readonly instances: Told<number>;
}

export interface ManifestUser extends Declared {
  readonly consoleLogin: boolean;
  /** AccessKeys that Terraform does not manage. */
  readonly unmanagedAccessKeys: Told<number>;
  readonly accessKeys: readonly ManifestAccessKey[];
  /** Names of its groups; the address of one whose name is not known. */
  readonly groups: readonly string[];
  /** All that it is granted, also through its groups. */
  readonly grants: readonly ManifestGrant[];
}

export interface ManifestGroup extends Declared {
  readonly grants: readonly ManifestGrant[];
}

export interface ManifestRole extends Declared {
  /** Who may assume it. */
  readonly trust: Told<readonly ManifestStatement[]>;
  readonly grants: readonly ManifestGrant[];
}

export interface ManifestPolicy extends Declared {
  readonly statements: Told<readonly ManifestStatement[]>;
}

/** An AccessKey that Terraform manages. */
export interface ManifestAccessKey {
  /** The name among those of its user, or the last part of the address. */
  readonly name: string;
  readonly address: string;
  readonly instances: Told<number>;
  /** Set for an ownerless key whose `user_name` is not known. */
  readonly owner: NotKnown | null;
  /** Where it is pinned. */
  readonly status: Told<string> | null;
  readonly custody: Told<ManifestCustody>;
  /** The file into which the secret is written in clear. */
  readonly secretFile: Told<string> | null;
  readonly networks: Told<Networks>;
  readonly scenario: string | null;
  readonly necessity: string | null;
  readonly consumers: readonly ManifestConsumer[];
  /** Set for a root key: the acceptance in writing. */
  readonly accepted: ManifestAcceptance | null;
}

export type Networks = "restricted" | "unrestricted";

/** Where the secret of the next key goes: the state tells where that of the present one went. */
export interface ManifestCustody {
  /** `state`: in clear in the Terraform state. `unusable`: a `pgp_key` that no secret can be encrypted to. */
  readonly kind: "pgp" | "keybase" | "state" | "unusable";
  /** Fingerprint of the PGP key, or the name of the keybase user. */
  readonly recipient: string | null;
  readonly accepted: ManifestAcceptance | null;
}

export interface ManifestConsumer {
  readonly service: string;
  readonly name: string;
  readonly owner: string;
  readonly runbook: string | null;
}

export interface ManifestGrant {
  readonly policy: Told<string>;
  /** `System` or `Custom`. */
  readonly type: Told<string>;
  /** The group through which a user has it; null for what is attached to the identity itself. */
  readonly through: string | null;
}

/** A statement of a policy document. Statements that differ by their actions only are one. */
export interface ManifestStatement {
  readonly effect: string;
  /** `Service ecs.aliyuncs.com`; only in the trust policy of a role. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** `IpAddress acs:SourceIp = 10.0.0.0/8`. */
  readonly conditions: readonly string[];
}

export interface ManifestSetting {
  readonly kind: string;
  readonly type: string;
  readonly address: string;
  readonly values: ReadonlyMap<string, Told<string>>;
}

export interface ManifestAcceptance {
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`, UTC. */
  readonly until: string;
  readonly owner: string | null;
  readonly link: string | null;
}

export interface ManifestAcknowledgement extends ManifestAcceptance {
  readonly rule: string;
  /** Construct path of its scope; empty for the whole app, and where it is for an address. */
  readonly path: string;
  /** The Terraform address that ramparts.yaml accepts it for, which may end in `*`; null where a scope is accepted. */
  readonly address: string | null;
}

export interface Unresolved {
  readonly address: string;
  /** `policy AliyunOSSFullAccess`, `network restriction`. */
  readonly about: string;
  /** Why it is not known whom it concerns. */
  readonly unknown: string;
}
