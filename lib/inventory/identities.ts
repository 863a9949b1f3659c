import type { Accounts } from "./accounts";
import { timesEach } from "../maybe/counts";
import { bareReference } from "../configuration/bare-reference";
import type { Instance, Module } from "../configuration/instance";
import { member, objectsIn, stringMember, type JsonObject } from "../json/json";
import type { ElementMetadata } from "../configuration/metadata";
import { readElement } from "../configuration/metadata-reader";
import type { NamedIdentity } from "./model";
import type { Maybe } from "../maybe/maybe";
import { withoutKeys } from "../places/instance-keys";
import { IDENTITY_TYPES } from "../registry/identity-types";
import type { Resolver } from "./resolver";

/** What the readers of resources have at hand. */
export interface Reading {
  readonly modules: readonly Module[];
  readonly resolver: Resolver;
  readonly accounts: Accounts;
}

/** The users, groups, roles and policies of all configurations, by their instances. */
export function readIdentities({ modules, resolver, accounts }: Reading): Map<Instance, NamedIdentity> {
  const identities = new Map<Instance, NamedIdentity>();
  let imported: Imported = new Map();
  for (const module of modules) {
    // Only a root can adopt; its modules follow it.
    if (module.call === null) imported = importedBy(module);
    for (const instance of module.resources) {
      const { type, site, values } = instance;
      const form = IDENTITY_TYPES.get(type);
      if (form === undefined) continue;
      const metadata = metadataOf(values);
      const nameAttribute = form.names.find((name) => (member(values, name) ?? null) !== null) ?? form.names[0];
      identities.set(instance, {
        site,
        kind: form.kind,
        account: accounts.of(module, instance),
        name: resolver.text(instance, nameAttribute),
        nameAttribute,
        displayName: form.displayName === null ? null : resolver.text(instance, form.displayName),
        comments: resolver.text(instance, form.comments),
        force: resolver.text(instance, "force"),
        created: !isAdopted(instance, imported) && (metadata.user?.origin ?? "created") === "created",
        instances: instance.times,
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

/**
 * How many instances one stands for with those of the modules around it. The modules that are also around the
 * address do not count: each instance of theirs has one of its own.
 */
export function instancesWithin(address: string, module: Module, instance: Instance): Maybe<number> {
  let instances = instance.times;
  for (let at = module; at.call !== null && !address.startsWith(at.prefix); at = at.call.module) {
    instances = timesEach(instances, at.call.instance.times);
  }
  return instances;
}

/** By what a plan says of the object, or by an import block of the configuration. */
function isAdopted({ object, site: { address } }: Instance, imported: Imported): boolean {
  const declared = withoutKeys(address);
  const instances = imported.get(declared);
  if (object?.isImported === true || instances === "any") return true;
  // What stands for several instances may be the one that is adopted.
  return instances !== undefined && (instances.has(address) || address === declared);
}

/** What import blocks adopt: declarations, with the addresses of their instances where these are written. */
type Imported = ReadonlyMap<string, ReadonlySet<string> | "any">;

function importedBy({ imports }: Module): Imported {
  const imported = new Map<string, Set<string> | "any">();
  for (const { body } of imports) {
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
