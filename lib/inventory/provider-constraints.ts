import { PROVIDER_SUPPORT } from "../limits/provider-versions";
import type { Instance, Module } from "../configuration/instance";
import { alicloudNames } from "../configuration/blocks";
import type { ProviderConstraint, ProviderNeed } from "./deployment-model";
import { isObject, member, objectsIn } from "../json/json";
import type { Maybe } from "../maybe/maybe";
import { isTemplate } from "../language/template-text";
import { compareVersions, readVersion } from "../text/version-constraint";

/** The version constraints of the alicloud provider, each with what in the configuration needs the newest version. */
export function readProviderConstraints(module: Module): ProviderConstraint[] {
  const { settings, stack } = module;
  const constraints = new Map<string, unknown>();
  for (const body of settings) {
    for (const providers of objectsIn(member(body, "required_providers"))) {
      for (const name of alicloudNames(settings)) {
        const requirement = member(providers, name);
        // The short form is the constraint itself.
        const version = isObject(requirement) ? member(requirement, "version") : requirement;
        if (requirement !== undefined && !constraints.has(name)) constraints.set(name, version ?? null);
      }
    }
  }
  if (constraints.size === 0) return [];
  const need = newestNeed(module, alicloudNames(settings));
  return [...constraints].map(([name, version]) => {
    const address = `terraform.required_providers.${name}`;
    const site = { stack: stack.name, address, path: null, source: null };
    return { site, version: asConstraint(version, `${address}.version`), need };
  });
}

function asConstraint(version: unknown, attribute: string): Maybe<string | null> {
  if (version === null || version === "") return null;
  if (typeof version === "string" && !isTemplate(version)) return version;
  return { unknown: true, attribute, because: "it is not literal text" };
}

function newestNeed({ instances }: Module, names: ReadonlySet<string>): ProviderNeed | null {
  let newest: ProviderNeed | null = null;
  for (const instance of instances) {
    for (const need of needsOf(instance, names)) {
      if (newest === null || isNewer(need, newest)) newest = need;
    }
  }
  return newest;
}

function needsOf({ kind, type, site, values }: Instance, names: ReadonlySet<string>): ProviderNeed[] {
  const key = kind === "resource" ? type : kind === "data" ? `data.${type}` : names.has(type) ? kind : "";
  const support = Object.hasOwn(PROVIDER_SUPPORT, key) ? PROVIDER_SUPPORT[key] : undefined;
  if (support === undefined) return [];
  const needs = support.since === undefined ? [] : [{ site, what: key, since: support.since }];
  for (const [name, since] of Object.entries(support.arguments ?? {})) {
    const value = member(values, name) ?? null;
    // cdktf writes an empty list for blocks that are not there.
    const isUsed = value !== null && !(Array.isArray(value) && value.length === 0);
    if (isUsed) needs.push({ site, what: `${key}.${name}`, since });
  }
  return needs;
}

/** Of two needs of one version the first by address stands for both, wherever it is written. */
function isNewer(one: ProviderNeed, other: ProviderNeed): boolean {
  const isSame = one.since === other.since;
  const [first, second] = isSame ? [null, null] : [readVersion(one.since), readVersion(other.since)];
  const order = first === null || second === null ? 0 : compareVersions(first, second);
  return order > 0 || (order === 0 && one.site.address < other.site.address);
}
