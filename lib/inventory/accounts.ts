import { createHash } from "node:crypto";
import type { Quotas } from "../limits/quotas";
import { bareReference } from "./bare-reference";
import { alicloudNames, type Block } from "./blocks";
import { member, objectsIn, stringMember, type JsonObject } from "./json";
import { largest } from "./lists";
import type { AccountMetadata } from "./metadata";
import { readElement } from "./metadata-reader";
import { isUnknown, type AccountIdentity, type Site } from "./model";
import { asText, type Resolver } from "./resolver";
import type { ConfigurationStack, Scope } from "./scope";

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
  /** By the index of the scope and the name of the provider configuration. */
  private readonly byConfiguration = new Map<number, Map<string, AccountIdentity>>();
  /** The accounts of which the id is known, by the credentials with which they are reached. */
  private readonly byCredentials = new Map<string, Draft>();
  private readonly stackKeys = new Map<ConfigurationStack, string>();

  constructor(
    scopes: readonly Scope[],
    private readonly resolver: Resolver,
    private readonly quotas: Partial<Quotas> = {},
  ) {
    const seen = new Map<string, number>();
    for (const scope of scopes) {
      if (scope.call === null) {
        const { name } = scope.stack;
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        this.stackKeys.set(scope.stack, count === 1 ? name : `${name}#${count}`);
      }
      this.readScope(scope);
    }
    this.unite();
  }

  all(): readonly AccountIdentity[] {
    return [...this.drafts.values()];
  }

  /** The account on which a resource is managed: that of its own provider configuration. */
  of(scope: Scope, block: Block): AccountIdentity {
    let reference = providerOf(block);
    for (let within = scope; ; within = within.call.scope) {
      const known = this.byConfiguration.get(within.index)?.get(reference);
      if (known) return known;
      // Terraform takes a provider without a block as one whose block is empty.
      if (within.call === null) return this.add(within, reference, null, undefined);
      reference = passedProvider(within.call.block, reference);
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

  private readScope(scope: Scope): void {
    const declarations = new Map<string, Declaration>();
    const observed = new Map<string, string>();
    for (const block of scope.data) {
      const metadata = Object.hasOwn(block.body, "//") ? readElement(block.body["//"]).account : undefined;
      const reference = providerOf(block);
      if (metadata && !declarations.has(reference)) declarations.set(reference, { metadata, site: block.site });
      const accountId = observedAccount(block);
      if (accountId !== null) observed.set(reference, accountId);
    }
    const names = alicloudNames(scope.blocks.settings);
    for (const block of scope.blocks.all) {
      const { kind, labels, body } = block;
      const [name] = labels;
      if (kind !== "provider" || name === undefined || !names.has(name)) continue;
      const alias = stringMember(body, "alias");
      const reference = alias === null ? name : `${name}.${alias}`;
      if (this.byConfiguration.get(scope.index)?.has(reference)) continue;
      this.add(scope, reference, block, declarations.get(reference), observed.get(reference));
      declarations.delete(reference);
      observed.delete(reference);
    }
    for (const [reference, declaration] of declarations) {
      this.add(scope, reference, null, declaration, observed.get(reference));
      observed.delete(reference);
    }
    for (const [reference, accountId] of observed) this.add(scope, reference, null, undefined, accountId);
  }

  private add(
    scope: Scope,
    reference: string,
    provider: Block | null,
    declaration: Declaration | undefined,
    observed?: string,
  ): AccountIdentity {
    const body = provider?.body ?? {};
    const told = observed ?? declaration?.metadata.accountId ?? this.accountId(scope, body);
    const credentials = this.keyWithoutId(scope, reference, body, provider?.declaration ?? body);
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
    const configurations = this.byConfiguration.get(scope.index) ?? new Map<string, AccountIdentity>();
    this.byConfiguration.set(scope.index, configurations.set(reference, draft));
    return draft;
  }

  /** The account id that the provider configuration itself says. */
  private accountId(scope: Scope, body: JsonObject): string | null {
    const id = this.text(scope, member(body, "account_id"));
    if (id !== null && /^\d+$/.test(id)) return id;
    for (const name of ROLE_BLOCKS) {
      for (const role of objectsIn(member(body, name))) {
        const arn = this.text(scope, member(role, "role_arn"));
        const match = arn === null ? null : /^acs:ram::(\d+):role\//i.exec(arn);
        if (match?.[1] !== undefined) return match[1];
      }
    }
    return null;
  }

  /** @param declared the provider configuration as it is written */
  private keyWithoutId(scope: Scope, reference: string, body: JsonObject, declared: JsonObject): string {
    const profile = this.text(scope, member(body, "profile"));
    const others = ["access_key", "dynamic", ...ROLE_BLOCKS].some((name) => (member(body, name) ?? null) !== null);
    if (profile !== null && profile !== "" && !others) {
      // Two files may have different profiles of one name.
      const file = this.told(scope, body, declared, "shared_credentials_file");
      return file === null ? `profile:${profile}` : `profile:${profile}@${digest([["file", file]])}`;
    }
    const credentials = CREDENTIAL_ARGUMENTS.map((name) => [name, this.told(scope, body, declared, name)] as const);
    for (const name of ROLE_BLOCKS) {
      const written = objectsIn(member(declared, name));
      for (const [index, role] of objectsIn(member(body, name)).entries()) {
        credentials.push([name, this.told(scope, role, written[index] ?? { role_arn: reference }, "role_arn")]);
      }
    }
    // What a dynamic block generates is not known, so that the configuration is like no other.
    if (member(body, "dynamic") !== undefined) credentials.push(["configuration", reference]);
    const given = credentials.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    // The plans of one run have one environment, so that what says nothing of its credentials has the same.
    const where = scope.stack.isPlannedHere ? "run" : `stack:${this.stackKeys.get(scope.stack) ?? scope.stack.name}`;
    return `${where}/${given.length === 0 ? "default" : digest(given)}`;
  }

  /** What an argument comes to, or where that is not known, how it is written: two unknown values may be different. */
  private told(scope: Scope, body: JsonObject, declared: JsonObject, argument: string): string | null {
    const value = member(body, argument) ?? null;
    if (value === null) return null;
    const text = this.text(scope, value);
    if (text !== null) return text;
    const written = member(declared, argument);
    return typeof written === "string" ? written : typeof written;
  }

  private text(scope: Scope, value: unknown): string | null {
    const text = asText(this.resolver.resolve(scope, value), "");
    return isUnknown(text) ? null : text;
  }
}

/** Data sources that say on which account the provider acts, where a plan or a state has read them. */
const ACCOUNT_SOURCES: ReadonlyMap<string, string> = new Map([
  ["alicloud_account", "id"],
  ["alicloud_caller_identity", "account_id"],
]);

function observedAccount({ labels, body }: Block): string | null {
  const attribute = ACCOUNT_SOURCES.get(labels[0] ?? "");
  const id = attribute === undefined ? null : stringMember(body, attribute);
  return id !== null && /^\d+$/.test(id) ? id : null;
}

/** The provider configuration of a resource or data source: `alicloud`, `alicloud.west`. */
function providerOf({ body, labels }: Block): string {
  const given = stringMember(body, "provider");
  if (given !== null) return bareReference(given);
  return (labels[0] ?? "").split("_", 1)[0] ?? "";
}

/** The caller's name of a provider configuration that a module uses; without `providers` it has the same. */
function passedProvider({ body }: Block, reference: string): string {
  const passed = stringMember(member(body, "providers"), reference);
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
