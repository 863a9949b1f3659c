import { createHash } from "node:crypto";
import type { Quotas } from "../limits/quotas";
import { bareReference } from "../configuration/bare-reference";
import type { Instance, Module } from "../configuration/instance";
import { alicloudNames } from "../configuration/blocks";
import { member, objectsIn, stringMember, type JsonObject } from "../json/json";
import { largest } from "../text/lists";
import type { AccountMetadata } from "../configuration/metadata";
import { readElement } from "../configuration/metadata-reader";
import type { AccountIdentity } from "./model";
import { isUnknown } from "../maybe/maybe";
import type { Site } from "../places/site";
import { asText, type Resolver } from "./resolver";
import type { ConfigurationStack } from "../configuration/scope";

/** An account identity while the configurations are being read. */
type Draft = { -readonly [Name in keyof AccountIdentity]: AccountIdentity[Name] };

/** What `Account` says about a provider configuration. */
interface Declaration {
  readonly metadata: AccountMetadata;
  readonly site: Site;
}

/**
 * Arguments that decide as whom the provider acts; region, endpoints and the like do not. The secret is left out: the
 * id beside it tells as much.
 */
const CREDENTIAL_ARGUMENTS = ["access_key", "credentials_uri", "ecs_role_name", "profile", "shared_credentials_file"];
const ROLE_BLOCKS = ["assume_role", "assume_role_with_oidc"];

/**
 * The account on which each provider configuration of each stack acts. Configurations that declare or imply one account
 * share one identity; of the others, those of one stack that have the same credentials do.
 */
export class Accounts {
  private readonly drafts = new Map<string, Draft>();
  /** By the module and the name of the provider configuration in it. */
  private readonly byConfiguration = new Map<Module, Map<string, AccountIdentity>>();
  /** The accounts of which the id is known, by the credentials with which they are reached. */
  private readonly byCredentials = new Map<string, Draft>();
  private readonly stackKeys = new Map<ConfigurationStack, string>();

  constructor(
    modules: readonly Module[],
    private readonly resolver: Resolver,
    private readonly quotas: Partial<Quotas> = {},
  ) {
    const seen = new Map<string, number>();
    for (const module of modules) {
      if (module.call === null) {
        const { name } = module.stack;
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        this.stackKeys.set(module.stack, count === 1 ? name : `${name}#${count}`);
      }
      this.readModule(module);
    }
    this.unite();
  }

  all(): readonly AccountIdentity[] {
    return [...this.drafts.values()];
  }

  /** The account on which a resource is managed: that of its own provider configuration. */
  of(module: Module, instance: Instance): AccountIdentity {
    let reference = providerOf(instance);
    for (let within = module; ; within = within.call.module) {
      const known = this.byConfiguration.get(within)?.get(reference);
      if (known) return known;
      // Terraform takes a provider without a block as one whose block is empty.
      if (within.call === null) return this.add(within, reference, null, undefined);
      reference = passedProvider(within.call.instance, reference);
    }
  }

  /** One login is one account: what one configuration says of its account holds for all with the same credentials. */
  private unite(): void {
    for (const configurations of this.byConfiguration.values()) {
      for (const [reference, account] of configurations) {
        const known = account.accountId === null ? this.byCredentials.get(account.key) : undefined;
        if (known === undefined) continue;
        configurations.set(reference, known);
        this.drafts.delete(account.key);
      }
    }
  }

  private readModule(module: Module): void {
    const declarations = new Map<string, Declaration>();
    const observed = new Map<string, string>();
    for (const source of module.data) {
      const { values, site } = source;
      const metadata = Object.hasOwn(values, "//") ? readElement(values["//"]).account : undefined;
      const reference = providerOf(source);
      if (metadata && !declarations.has(reference)) declarations.set(reference, { metadata, site });
      const accountId = observedAccount(source);
      if (accountId !== null) observed.set(reference, accountId);
    }
    const names = alicloudNames(module.settings);
    for (const provider of module.providers) {
      const { type, values } = provider;
      if (!names.has(type)) continue;
      const alias = stringMember(values, "alias");
      const reference = alias === null ? type : `${type}.${alias}`;
      if (this.byConfiguration.get(module)?.has(reference)) continue;
      this.add(module, reference, provider, declarations.get(reference), observed.get(reference));
      declarations.delete(reference);
      observed.delete(reference);
    }
    for (const [reference, declaration] of declarations) {
      this.add(module, reference, null, declaration, observed.get(reference));
      observed.delete(reference);
    }
    for (const [reference, accountId] of observed) this.add(module, reference, null, undefined, accountId);
  }

  private add(
    module: Module,
    reference: string,
    provider: Instance | null,
    declaration: Declaration | undefined,
    observed?: string,
  ): AccountIdentity {
    const values = provider?.values ?? {};
    const told = observed ?? declaration?.metadata.accountId ?? this.accountId(values);
    const credentials = this.keyWithoutId(module, reference, values, provider?.written ?? {});
    const accountId = told ?? this.byCredentials.get(credentials)?.accountId ?? null;
    const key = accountId === null ? credentials : `account:${accountId}`;
    let draft = this.drafts.get(key);
    if (draft === undefined) {
      draft = { key, accountId, declared: null, site: provider?.site ?? null, quotas: this.quotas };
      this.drafts.set(key, draft);
    }
    if (accountId !== null && !this.byCredentials.has(credentials)) this.byCredentials.set(credentials, draft);
    // Only Terraform has asked who acts with the credentials.
    if (told !== null && observed === undefined && !draft.claimedLogins?.includes(credentials)) {
      draft.claimedLogins = [...(draft.claimedLogins ?? []), credentials];
    }
    if (declaration) {
      if (draft.declared === null) draft.site = declaration.site;
      draft.declared = merge(draft.declared, declaration.metadata);
    }
    const configurations = this.byConfiguration.get(module) ?? new Map<string, AccountIdentity>();
    this.byConfiguration.set(module, configurations.set(reference, draft));
    return draft;
  }

  /** The account id that the provider configuration itself says. */
  private accountId(values: JsonObject): string | null {
    const id = this.text(member(values, "account_id"));
    if (id !== null && /^\d+$/.test(id)) return id;
    for (const name of ROLE_BLOCKS) {
      for (const role of objectsIn(member(values, name))) {
        const arn = this.text(member(role, "role_arn"));
        const match = arn === null ? null : /^acs:ram::(\d+):role\//i.exec(arn);
        if (match?.[1] !== undefined) return match[1];
      }
    }
    return null;
  }

  private keyWithoutId({ stack }: Module, reference: string, values: JsonObject, written: JsonObject): string {
    const profile = this.text(member(values, "profile"));
    const others = ["access_key", "dynamic", ...ROLE_BLOCKS].some((name) => (member(values, name) ?? null) !== null);
    if (profile !== null && profile !== "" && !others) {
      // Two files may have different profiles of one name.
      const file = this.told(values, written, "shared_credentials_file");
      return file === null ? `profile:${profile}` : `profile:${profile}@${digest([["file", file]])}`;
    }
    const credentials = CREDENTIAL_ARGUMENTS.map((name) => [name, this.told(values, written, name)] as const);
    for (const name of ROLE_BLOCKS) {
      const roles = objectsIn(member(written, name));
      for (const [index, role] of objectsIn(member(values, name)).entries()) {
        credentials.push([name, this.told(role, roles[index] ?? { role_arn: reference }, "role_arn")]);
      }
    }
    // What a dynamic block generates is not known, so that the configuration is like no other.
    if (member(values, "dynamic") !== undefined) credentials.push(["configuration", reference]);
    const given = credentials.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    // The plans of one run have one environment, so that what says nothing of its credentials has the same.
    const where = stack.isPlannedHere ? "run" : `stack:${this.stackKeys.get(stack) ?? stack.name}`;
    return `${where}/${given.length === 0 ? "default" : digest(given)}`;
  }

  /** What an argument comes to, or where that is not known, how it is written: two unknown values may be different. */
  private told(values: JsonObject, written: JsonObject, argument: string): string | null {
    const value = member(values, argument) ?? null;
    if (value === null) return null;
    const text = this.text(value);
    if (text !== null) return text;
    const given = member(written, argument);
    return typeof given === "string" ? given : typeof given;
  }

  private text(value: unknown): string | null {
    const text = asText(this.resolver.resolve(value), "");
    return isUnknown(text) ? null : text;
  }
}

/** Data sources that say on which account the provider acts, where a plan or a state has read them. */
const ACCOUNT_SOURCES: ReadonlyMap<string, string> = new Map([
  ["alicloud_account", "id"],
  ["alicloud_caller_identity", "account_id"],
]);

function observedAccount({ type, values }: Instance): string | null {
  const attribute = ACCOUNT_SOURCES.get(type);
  const id = attribute === undefined ? null : stringMember(values, attribute);
  return id !== null && /^\d+$/.test(id) ? id : null;
}

/** The provider configuration of a resource or data source: `alicloud`, `alicloud.west`. */
function providerOf({ type, values }: Instance): string {
  const given = stringMember(values, "provider");
  if (given !== null) return bareReference(given);
  return type.split("_", 1)[0] ?? "";
}

/** The caller's name of a provider configuration that a module uses; without `providers` it has the same. */
function passedProvider({ values }: Instance, reference: string): string {
  const passed = stringMember(member(values, "providers"), reference);
  return passed === null ? reference : bareReference(passed);
}

/** A short text that stands for credentials without holding them. */
function digest(credentials: readonly (readonly [string, string])[]): string {
  const hash = createHash("sha256");
  for (const credential of credentials) hash.update(JSON.stringify(credential));
  return hash.digest("hex").slice(0, 16);
}

/** Two declarations of one account: the larger number of each, since nobody has less than what was said. */
function merge(one: AccountMetadata | null, other: AccountMetadata): AccountMetadata {
  if (one === null) return other;
  const quotas = new Map(Object.entries(one.quotas ?? {}));
  for (const [name, quota] of Object.entries(other.quotas ?? {})) {
    quotas.set(name, Math.max(quota, quotas.get(name) ?? 0));
  }
  const existing = [one.existingAccountAccessKeys, other.existingAccountAccessKeys].filter((n) => n !== undefined);
  return {
    accountId: one.accountId,
    ...(quotas.size > 0 && { quotas: Object.fromEntries(quotas) }),
    ...(existing.length > 0 && { existingAccountAccessKeys: largest(existing) }),
  };
}
