import type { AccountIdentity, NamedIdentity } from "./model";
import type { Maybe } from "../maybe/maybe";
import type { Site } from "../places/site";

/** A RAM user, user group or role to which something is granted. */
export interface Principal {
  readonly kind: "user" | "group" | "role";
  /** `RAM user "etl"`, or the address where the name is not known. */
  readonly label: string;
  readonly account: AccountIdentity;
  /** The literal name where it is known. */
  readonly name: string | null;
  /** The resource that declares it, where there is one in the configuration. */
  readonly declaration: NamedIdentity | null;
}

/** One policy attached to one principal. */
export interface PolicyAttachment {
  readonly site: Site;
  readonly principal: Maybe<Principal>;
  /** What the resource attaches to, also where it is not known to which. */
  readonly principalKind: Principal["kind"];
  readonly policyName: Maybe<string | null>;
  /** `System` or `Custom`. */
  readonly policyType: Maybe<string | null>;
  /** The resource that declares the policy, where there is one in the configuration. */
  readonly policy: NamedIdentity | null;
}

/** The document of a custom policy, or the trust policy of a role. */
export interface PolicyDocumentDeclaration {
  readonly site: Site;
  /** The attribute that holds it: `policy_document`, `document`, `statement`, … */
  readonly attribute: string;
  readonly purpose: "permissions" | "trust";
  readonly identity: NamedIdentity;
  /** The text as RAM would get it; null when none is given. */
  readonly text: Maybe<string | null>;
  /** Where only parts of the text are known: what it grants in any case, for each document that it may be. */
  readonly bounds?: readonly DocumentBounds[];
}

/** Two documents between which another one lies that is not known: both have only what decides about grants. */
export interface DocumentBounds {
  readonly least: string;
  readonly most: string;
}

/** A RAM user as a member of a user group. */
export interface GroupMembership {
  readonly site: Site;
  readonly user: Maybe<Principal>;
  readonly group: Maybe<Principal>;
}

/** A console logon of a RAM user. */
export interface LoginProfile {
  readonly site: Site;
  readonly user: Maybe<Principal>;
}

/** A resource that sets something for the whole account. */
export interface AccountSetting {
  readonly site: Site;
  readonly account: AccountIdentity;
  readonly kind: "passwordPolicy" | "securityPreference" | "accountAlias";
  /** Terraform type, since there are two generations of some. */
  readonly type: string;
  /** Configured values by attribute name; what is not in it is not configured. */
  readonly values: ReadonlyMap<string, Maybe<string | number | boolean>>;
}

/** A name of a RAM user that comes from what another resource is given when it is made. */
export interface GeneratedName {
  readonly identity: NamedIdentity;
  /** The resource whose replacement gives another name. */
  readonly generator: Site;
}
