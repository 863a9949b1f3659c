import type { Accounts } from "./accounts";
import { bareReference } from "./bare-reference";
import type { Block } from "./blocks";
import { member, objectsIn, stringMember, type JsonObject } from "./json";
import type { ElementMetadata } from "./metadata";
import { readElement } from "./metadata-reader";
import { isUnknown, type Maybe, type NamedIdentity } from "./model";
import { withoutKeys } from "./plan/resource-instance";
import type { Resolver } from "./resolver";
import type { Scope } from "./scope";

interface Form {
  readonly kind: NamedIdentity["kind"];
  /** Attributes that hold the name; a deprecated one comes last. */
  readonly names: readonly [string, ...string[]];
  readonly displayName: string | null;
  readonly comments: string;
}

const FORMS = new Map<string, Form>([
  ["alicloud_ram_user", { kind: "user", names: ["name"], displayName: "display_name", comments: "comments" }],
  ["alicloud_ram_group", { kind: "group", names: ["group_name", "name"], displayName: null, comments: "comments" }],
  ["alicloud_ram_role", { kind: "role", names: ["role_name", "name"], displayName: null, comments: "description" }],
  [
    "alicloud_ram_policy",
    { kind: "policy", names: ["policy_name", "name"], displayName: null, comments: "description" },
  ],
]);

/** The attributes that hold the name of an identity; none for what is no identity. */
export function nameAttributesOf(type: string): readonly string[] {
  return FORMS.get(type)?.names ?? [];
}

/** What the readers of resources have at hand. */
export interface Reading {
  readonly scopes: readonly Scope[];
  readonly resolver: Resolver;
  readonly accounts: Accounts;
}

/** The users, groups, roles and policies of all configurations, by the block that declares them. */
export function readIdentities({ scopes, resolver, accounts }: Reading): Map<Block, NamedIdentity> {
  const identities = new Map<Block, NamedIdentity>();
  let imported: Imported = new Map();
  for (const scope of scopes) {
    // Only a root can adopt; its modules follow it.
    if (scope.call === null) imported = importedBy(scope);
    for (const block of scope.resources) {
      const { labels, site, body } = block;
      const form = FORMS.get(labels[0] ?? "");
      if (form === undefined) continue;
      const metadata = metadataOf(body);
      const nameAttribute = form.names.find((name) => (member(body, name) ?? null) !== null) ?? form.names[0];
      identities.set(block, {
        site,
        kind: form.kind,
        account: accounts.of(scope, block),
        name: resolver.text(scope, block, nameAttribute),
        nameAttribute,
        displayName: form.displayName === null ? null : resolver.text(scope, block, form.displayName),
        comments: resolver.text(scope, block, form.comments),
        force: resolver.text(scope, block, "force"),
        created: !isAdopted(block, imported) && (metadata.user?.origin ?? "created") === "created",
        instances: instancesOf(block),
        metadata,
      });
    }
  }
  return identities;
}

/** What our constructs say about an element; empty for what was declared otherwise. */
export function metadataOf(body: JsonObject): ElementMetadata {
  return Object.hasOwn(body, "//") ? readElement(body["//"]) : {};
}

/** How many instances a block stands for: 1, unless they are all alike, or nobody knows how many there are. */
function instancesOf({ instances = 1 }: Block): Maybe<number> {
  return instances;
}

/**
 * How many instances a block stands for with those of the modules around it. The modules that are also around the
 * address do not count: each instance of theirs has one of its own.
 */
export function instancesWithin(address: string, scope: Scope, block: Block): Maybe<number> {
  let instances = instancesOf(block);
  for (let at = scope; at.call !== null && !address.startsWith(at.prefix); at = at.call.scope) {
    const around = instancesOf(at.call.block);
    if (instances === 0 || around === 0) instances = 0;
    else if (isUnknown(around)) instances = around;
    else if (!isUnknown(instances)) instances *= around;
  }
  return instances;
}

/** By what a plan says of the object, or by an import block of the configuration. */
function isAdopted({ isImported, site: { address } }: Block, imported: Imported): boolean {
  const declared = withoutKeys(address);
  const instances = imported.get(declared);
  if (isImported === true || instances === "any") return true;
  // What stands for several instances may be the one that is adopted.
  return instances !== undefined && (instances.has(address) || address === declared);
}

/** What import blocks adopt: declarations, with the addresses of their instances where these are written. */
type Imported = ReadonlyMap<string, ReadonlySet<string> | "any">;

function importedBy(scope: Scope): Imported {
  const imported = new Map<string, Set<string> | "any">();
  for (const { kind, body } of scope.blocks.all) {
    if (kind !== "import") continue;
    for (const one of objectsIn(body)) {
      const written = bareReference(stringMember(one, "to") ?? "").replace(/^((?:module\.[^.]+\.)*)resource\./, "$1");
      const declared = /^(?:module\.[^.\s]+\.)*[^.\s]+\.[^.\s]+/.exec(withoutIndexes(written))?.[0];
      if (declared === undefined) continue;
      const known = imported.get(declared);
      if (withoutKeys(written) !== declared) imported.set(declared, "any");
      else if (known !== "any") imported.set(declared, (known ?? new Set()).add(written));
    }
  }
  return imported;
}

function withoutIndexes(address: string): string {
  return withoutKeys(address).replace(/\[[^[\]]*\]/g, "");
}
