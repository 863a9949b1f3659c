/*
 * What ramparts writes beside the configuration, for reviewers and later stages: the member `ramparts` of `"//"`,
 * which Terraform reads as a comment. In a resource it stands beside cdktf's own `metadata`; what concerns a whole
 * stack stands in the top-level `"//"`. Constructs write these shapes, the inventory reads them.
 */

/** A decision to accept a risk: why, until when, and who answers for it. The one shape of any acceptance. */
export interface AcknowledgementMetadata {
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`, UTC. */
  readonly until: string;
  readonly owner?: string;
  readonly link?: string;
}

/** Somebody or something that uses an AccessKey pair, and whom to call about it. */
export interface ConsumerMetadata {
  /** The service or product in which it runs: `hologres`. */
  readonly service: string;
  readonly name: string;
  readonly owner: string;
  readonly runbook?: string;
}

/** What the console asks a person before it creates an AccessKey. */
export interface AccessKeyMetadata {
  /** The AccessKey's own name among those of its user. */
  readonly name: string;
  readonly scenario?: string;
  readonly necessity: string;
  readonly custody: CustodyMetadata;
  readonly consumers?: readonly ConsumerMetadata[];
  /** Set for an AccessKey of the Alibaba Cloud account itself. */
  readonly root?: AcknowledgementMetadata & { readonly statement: string };
  /** Set where the owner is not a resource of the same configuration (`User.fromUserName`). */
  readonly user?: UserMetadata;
}

export interface CustodyMetadata {
  readonly kind: "pgp" | "state";
  /** Set for `state`: the acceptance that the secret lies in clear there. */
  readonly acknowledgement?: AcknowledgementMetadata;
}

export interface UserMetadata {
  /** `created` here, `adopted` by an import block, or only `referred` to. */
  readonly origin: "created" | "adopted" | "referred";
  /** AccessKeys of the user that Terraform does not manage; absent when nobody has said. */
  readonly existingAccessKeys?: number;
}

/** The account whose identities the provider configuration manages. Stands in the data source that `Account` makes. */
export interface AccountMetadata {
  readonly accountId: string;
  /** Quotas of this account that differ from the default ones, by name. */
  readonly quotas?: Readonly<Record<string, number>>;
  /** Root AccessKeys that Terraform does not manage; absent when nobody has said. */
  readonly existingAccountAccessKeys?: number;
  /** The acceptance that the account itself runs Terraform for the stack. */
  readonly rootDeployment?: AcknowledgementMetadata;
}

/** `"//".ramparts` of one resource or data source. */
export interface ElementMetadata {
  /** Where the construct was written: `main.ts:42`, relative to the folder of cdktf.json, with forward slashes. */
  readonly source?: string;
  readonly accessKey?: AccessKeyMetadata;
  readonly user?: UserMetadata;
  readonly account?: AccountMetadata;
}

/** An acknowledgement of a rule's findings at a construct and below. */
export interface ScopedAcknowledgement extends AcknowledgementMetadata {
  readonly rule: string;
  /** Construct path of the scope; empty for the whole app. */
  readonly path: string;
}

/** `"//".ramparts` of a stack. */
export interface StackMetadata {
  /** Set when the guard has looked at the stack during synthesis. */
  readonly guard?: true;
  /** The profile that the code asks for; absent when it asks for none. */
  readonly profile?: string;
  readonly acknowledgements?: readonly ScopedAcknowledgement[];
}

/** What the guard notes of a stack that it has looked at during synthesis. */
export interface GuardMetadata {
  /** The profile that the code asks for; null where it asks for none. */
  readonly profile: string | null;
}
