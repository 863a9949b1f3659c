import type {
  AccountSetting,
  GroupMembership,
  LoginProfile,
  PolicyAttachment,
  PolicyDocumentDeclaration,
  Principal,
} from "../../lib/inventory/grant-model";
import type { NamedIdentity } from "../../lib/inventory/model";
import { accountOf, identity, siteAt } from "./inventory";

/* Small grants for the tests of rules, beside `inventory.ts`. */

const NOUNS = { user: "RAM user", group: "RAM user group", role: "RAM role" } as const;

export function principal(kind: Principal["kind"], name: string | null, parts: Partial<Principal> = {}): Principal {
  const label = name === null ? `alicloud_ram_${kind}.it` : `${NOUNS[kind]} ${JSON.stringify(name)}`;
  return { kind, label, account: accountOf("1234567890123456"), name, declaration: null, ...parts };
}

/** A custom policy `p0` attached to the user etl. */
export function attachment(path: string, parts: Partial<PolicyAttachment> = {}): PolicyAttachment {
  return {
    site: siteAt(path, { address: `alicloud_ram_user_policy_attachment.${path.split("/").at(-1)}` }),
    principal: principal("user", "etl"),
    principalKind: "user",
    policyName: "p0",
    policyType: "Custom",
    policy: null,
    ...parts,
  };
}

export function membership(
  user: GroupMembership["user"],
  group: GroupMembership["group"],
  name = "m",
): GroupMembership {
  return { site: siteAt(`app/${name}`, { address: `alicloud_ram_user_group_attachment.${name}` }), user, group };
}

export function loginProfile(user: LoginProfile["user"], name = "logon"): LoginProfile {
  return { site: siteAt(`app/${name}`, { address: `alicloud_ram_login_profile.${name}` }), user };
}

/** A custom policy, or a role, with this document: an object is given as JSON. */
export function documentOf(
  document: PolicyDocumentDeclaration["text"] | Readonly<Record<string, unknown>> | readonly unknown[],
  parts: Partial<PolicyDocumentDeclaration> = {},
): PolicyDocumentDeclaration {
  const owner: NamedIdentity = identity(parts.purpose === "trust" ? "role" : "policy", "p");
  const isText = document === null || typeof document === "string" || "unknown" in document;
  const statements = Array.isArray(document) ? { Version: "1", Statement: document as readonly unknown[] } : document;
  return {
    site: owner.site,
    attribute: "policy_document",
    purpose: "permissions",
    identity: owner,
    text: isText ? (document as PolicyDocumentDeclaration["text"]) : JSON.stringify(statements),
    ...parts,
  };
}

export function allow(
  Action: string | readonly string[],
  Resource: string | readonly string[] = "*",
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return { Effect: "Allow", Action, Resource, ...more };
}

export function setting(
  kind: AccountSetting["kind"],
  type: string,
  values: Readonly<Record<string, unknown>>,
  parts: Partial<AccountSetting> = {},
): AccountSetting {
  const entries = Object.entries(values) as [string, string][];
  return {
    site: siteAt("app/setting", { address: `${type}.it` }),
    account: accountOf("1234567890123456"),
    kind,
    type,
    values: new Map(entries),
    ...parts,
  };
}
