import type {
  GroupMembership,
  PolicyAttachment,
  PolicyDocumentDeclaration,
} from "../../../../lib/inventory/grant-model";
import type { Inventory, NamedIdentity } from "../../../../lib/inventory/model";
import type { Unknown } from "../../../../lib/maybe/maybe";
import type { AuthorityChange } from "../../../../lib/rules/policies/authority/authority";
import { authorityChanges } from "../../../../lib/rules/policies/authority/changes";
import { describeGrant } from "../../../../lib/rules/policies/authority/describe-grant";
import { attachment, documentOf, membership, principal } from "../../grants";
import { identity, inventoryOf, siteAt } from "../../inventory";

/* Small worlds for the tests of authority: who has which policies, which say what. */

export type Document = readonly unknown[] | Unknown | null;

export interface World {
  /** Custom policies by name. */
  readonly policies?: Readonly<Record<string, Document>>;
  /** Members by group. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
  /** Policies by `user:etl`, `group:admins`, `role:job`; `System/…` for a system policy. */
  readonly granted?: Readonly<Record<string, readonly string[]>>;
  /** Trust policies by role. */
  readonly trust?: Readonly<Record<string, Document>>;
  /** Users and groups that are declared. */
  readonly declared?: readonly string[];
}

export function worldOf({ policies = {}, members = {}, granted = {}, trust = {}, declared = [] }: World): Inventory {
  const identities: NamedIdentity[] = [];
  const policyDocuments: PolicyDocumentDeclaration[] = [];
  const declare = (kind: NamedIdentity["kind"], name: string, document: Document | undefined): NamedIdentity => {
    const address = `alicloud_ram_${kind}.${name}`;
    const declaration = identity(kind, name, { site: siteAt(`app/${kind}/${name}`, { address }) });
    identities.push(declaration);
    const purpose = kind === "role" ? "trust" : "permissions";
    if (document !== undefined)
      policyDocuments.push(documentOf(document, { purpose, identity: declaration, site: declaration.site }));
    return declaration;
  };
  const byName = new Map(Object.entries(policies).map(([name, document]) => [name, declare("policy", name, document)]));
  for (const [name, document] of Object.entries(trust)) declare("role", name, document);
  for (const each of declared) declare(...split(each), undefined);

  const policyAttachments: PolicyAttachment[] = Object.entries(granted).flatMap(([holder, names]) => {
    const [kind, holderName] = split(holder);
    return names.map((given) => {
      const isSystem = given.startsWith("System/");
      const name = given.replace("System/", "");
      return attachment(`app/${holderName}-${name}`, {
        principal: principal(kind, holderName),
        principalKind: kind,
        policyName: name,
        policyType: isSystem ? "System" : "Custom",
        policy: byName.get(name) ?? null,
      });
    });
  });
  const groupMemberships: GroupMembership[] = Object.entries(members).flatMap(([group, users]) =>
    users.map((user) => membership(principal("user", user), principal("group", group), `${group}-${user}`)),
  );
  return inventoryOf({ identities, policyDocuments, policyAttachments, groupMemberships });
}

function split(text: string): ["user" | "group" | "role", string] {
  const [kind, name] = text.split(":") as ["user" | "group" | "role", string];
  return [kind, name];
}

/** One line for each difference, with whom it is about. */
export function told(before: World, after: World): string[] {
  return authorityChanges(worldOf(before), worldOf(after)).principals.flatMap(linesOf);
}

export function linesOf({ principal: { label }, existence, widened, narrowed, undecided }: AuthorityChange): string[] {
  return [
    ...(existence === "kept" ? [] : [`${label}: ${existence}`]),
    ...widened.map((grant) => `${label} + ${grant.weight}: ${describeGrant(grant)}`),
    ...narrowed.map((grant) => `${label} - ${grant.weight}: ${describeGrant(grant)}`),
    ...undecided.map(({ when, unknown: { attribute, because } }) => `${label} ? ${when}: ${attribute}: ${because}`),
  ];
}

/** What changes for a user with one policy `p` when its statements change. */
export function statementsChange(before: Document, after: Document): string[] {
  const world = (document: Document): World => ({ policies: { p: document }, granted: { "user:etl": ["p"] } });
  return told(world(before), world(after)).map((line) =>
    line
      .replace('RAM user "etl" ', "")
      .replace(/,? ?\(?policy "p"\)/, (match) => (match.startsWith(",") ? ")" : ""))
      .trim(),
  );
}
