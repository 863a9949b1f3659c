import { mentionsCredential } from "../redaction/credential-patterns";
import { redactCredentials, type Redactor } from "../redaction/redaction";
import { redactorOf } from "../rules/redacted";
import type { AccountIdentity, Inventory } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import type { FileAcknowledgement } from "../rules/settings";
import { accessKeyEntries, acceptanceOf } from "./access-key-entries";
import { Drafts, type Draft } from "./identity-entries";
import type {
  Manifest,
  ManifestAccessKey,
  ManifestAccount,
  ManifestAcknowledgement,
  ManifestGrant,
  ManifestSetting,
  ManifestStatement,
  Told,
  Unresolved,
} from "./manifest";
import { distinct, sortedBy } from "./order";
import { statementsOf } from "./statements";
import { addressOf, told, toldName } from "./told";

/** Members that are addresses: without the names in them nobody would find what they are of. */
const ADDRESSES = ["account", "address", "path"];

/**
 * The manifest of an inventory: the same for the same configuration, in whatever order it was read.
 *
 * Holds no secret: credentials that were written into a configuration are redacted.
 *
 * @param settled what ramparts.yaml acknowledges beside the code
 */
export function manifestOf(inventory: Inventory, settled: readonly FileAcknowledgement[] = []): Manifest {
  const drafts = new Drafts(inventory);
  const unresolved: Unresolved[] = [];
  grant(drafts, inventory, unresolved);
  for (const { site, accessKey } of inventory.networkRestrictions) {
    if (!isUnknown(accessKey)) continue;
    unresolved.push({ address: addressOf(site), about: "network restriction", unknown: accessKey.because });
  }
  const manifest = {
    accounts: accountsOf(inventory, drafts),
    acknowledgements: acknowledgementsOf(inventory, settled),
    unresolved: distinct(unresolved),
  };
  return redacted(manifest, redactorOf([inventory]));
}

/** Gives every identity what is attached to it; what cannot be attributed is noted. */
function grant(drafts: Drafts, inventory: Inventory, unresolved: Unresolved[]): void {
  for (const { site, principal, policyName, policyType, policy: declaration } of inventory.policyAttachments) {
    const policy = toldName(policyName);
    if (!isUnknown(principal)) {
      // What a configuration declares is custom, also where its type is known after apply only.
      const type = declaration && isUnknown(policyType) ? "Custom" : toldName(policyType);
      drafts.ofPrincipal(principal).grants.push({ policy, type });
      continue;
    }
    const about = typeof policy === "string" ? `policy ${policy}` : "policy whose name is not known";
    unresolved.push({ address: addressOf(site), about, unknown: principal.because });
  }
  for (const { site, user, group } of inventory.groupMemberships) {
    const unknown = isUnknown(user) ? user : isUnknown(group) ? group : null;
    if (unknown) {
      unresolved.push({ address: addressOf(site), about: "group membership", unknown: unknown.because });
    } else if (!isUnknown(user) && !isUnknown(group)) {
      drafts.ofPrincipal(user).groups.add(drafts.ofPrincipal(group));
    }
  }
  for (const { site, user } of inventory.loginProfiles) {
    if (!isUnknown(user)) drafts.ofPrincipal(user).consoleLogin = true;
    else unresolved.push({ address: addressOf(site), about: "console logon", unknown: user.because });
  }
}

function accountsOf(inventory: Inventory, drafts: Drafts): ManifestAccount[] {
  const accounts = new Map<string, AccountParts>();
  const partsOf = (account: AccountIdentity): AccountParts => {
    const parts = accounts.get(account.key) ?? { account, rootKeys: [], ownerlessKeys: [], settings: [], drafts: [] };
    accounts.set(account.key, parts);
    return parts;
  };
  for (const account of inventory.accounts) if (account.declared !== null) partsOf(account);
  const entries = accessKeyEntries(inventory);
  for (const [key, entry] of entries) {
    if (key.owner !== null && !isUnknown(key.owner)) drafts.ofOwner(key.owner).accessKeys.push(entry);
    else partsOf(key.account)[key.owner === null && key.metadata?.root ? "rootKeys" : "ownerlessKeys"].push(entry);
  }
  for (const { account, kind, type, site, values } of inventory.accountSettings) {
    const names = sortedBy(values.keys(), (name) => name);
    partsOf(account).settings.push({
      kind,
      type,
      address: addressOf(site),
      values: new Map(names.map((name) => [name, settingValue(told(values.get(name) ?? ""))])),
    });
  }
  for (const draft of drafts.all()) partsOf(draft.account).drafts.push(draft);

  const documents = documentsOf(inventory);
  const complete = [...accounts.values()].map((parts) => accountOf(parts, documents));
  return sortedBy(complete, ({ account }) => account);
}

interface AccountParts {
  readonly account: AccountIdentity;
  readonly rootKeys: ManifestAccessKey[];
  readonly ownerlessKeys: ManifestAccessKey[];
  readonly settings: ManifestSetting[];
  readonly drafts: Draft[];
}

type Documents = (draft: Draft) => Told<readonly ManifestStatement[]>;

function accountOf({ account, ...parts }: AccountParts, documents: Documents): ManifestAccount {
  const { quotas, existingAccountAccessKeys, rootDeployment } = account.declared ?? {};
  const drafts = sortedBy(parts.drafts, (draft) => JSON.stringify([labelOf(draft), draft.address]));
  const ofKind = (kind: Draft["kind"]): Draft[] => drafts.filter((draft) => draft.kind === kind);
  return {
    account: account.key,
    quotas: new Map(sortedBy(Object.entries(quotas ?? {}), ([name]) => name)),
    unmanagedRootKeys: existingAccountAccessKeys ?? null,
    rootDeployment: rootDeployment ? acceptanceOf(rootDeployment) : null,
    settings: sortedBy(parts.settings, ({ address }) => address),
    rootKeys: sortedKeys(parts.rootKeys),
    ownerlessKeys: sortedKeys(parts.ownerlessKeys),
    users: ofKind("user").map((draft) => ({
      ...declared(draft),
      consoleLogin: draft.consoleLogin,
      unmanagedAccessKeys: draft.unmanagedAccessKeys,
      accessKeys: sortedKeys(draft.accessKeys),
      groups: sortedBy(new Set([...draft.groups].map(labelOf)), (name) => name),
      grants: effectiveGrants(draft),
    })),
    groups: ofKind("group").map((draft) => ({ ...declared(draft), grants: effectiveGrants(draft) })),
    roles: ofKind("role").map((draft) => ({
      ...declared(draft),
      trust: draft.declaration ? documents(draft) : { unknown: "it is not managed here" },
      grants: effectiveGrants(draft),
    })),
    policies: ofKind("policy").map((draft) => ({ ...declared(draft), statements: documents(draft) })),
  };
}

function declared({
  name,
  address,
  origin,
  instances,
}: Draft): Pick<Draft, "name" | "address" | "origin" | "instances"> {
  return { name, address, origin, instances };
}

/** The name of an identity, or the address of one whose name is not known. */
function labelOf({ name, address }: Draft): string {
  return typeof name === "string" ? name : (address ?? "");
}

function effectiveGrants(draft: Draft): ManifestGrant[] {
  const own = draft.grants.map((each) => ({ ...each, through: null }));
  const inherited = [...draft.groups].flatMap((group) =>
    group.grants.map((each) => ({ ...each, through: labelOf(group) })),
  );
  return distinct([...own, ...inherited]);
}

function sortedKeys(keys: readonly ManifestAccessKey[]): ManifestAccessKey[] {
  return sortedBy(keys, ({ name, address }) => JSON.stringify([name, address]));
}

function documentsOf({ policyDocuments }: Inventory): Documents {
  const documents = new Map(policyDocuments.map((document) => [document.identity, document]));
  return ({ declaration }) => statementsOf(declaration ? documents.get(declaration) : undefined);
}

function settingValue(value: Told<string | number | boolean>): Told<string> {
  return typeof value === "object" ? value : String(value);
}

/** The acknowledgements of all stacks and of ramparts.yaml; one of the whole app stands in every stack, but is one. */
function acknowledgementsOf({ stacks }: Inventory, settled: readonly FileAcknowledgement[]): ManifestAcknowledgement[] {
  const inCode = stacks.flatMap((stack) => stack.acknowledgements);
  return distinct([
    ...inCode.map(({ rule, path, ...acceptance }) => ({ rule, path, address: null, ...acceptanceOf(acceptance) })),
    ...settled.map(({ rule, by, target, ...acceptance }) => {
      const scope = by === "path" ? { path: target, address: null } : { path: "", address: target };
      return { rule, ...scope, ...acceptanceOf(acceptance) };
    }),
  ]);
}

/** A copy of plain data in which no text holds a secret; what stands beside an AccessKey id counts as suspect. */
function redacted<T>(value: T, redact: Redactor, suspect = false): T {
  const text = (each: string): string => redactCredentials(redact(each), suspect);
  if (typeof value === "string") return text(value) as T & string;
  if (typeof value !== "object" || value === null) return value;
  const parts: readonly (readonly [unknown, unknown])[] = value instanceof Map ? [...value] : Object.entries(value);
  const beside = parts.some((part) => part.some((each) => typeof each === "string" && mentionsCredential(each)));
  if (Array.isArray(value)) return value.map((each: unknown) => redacted(each, redact, beside)) as T & unknown[];
  if (value instanceof Map) {
    return new Map(
      [...value].map(([name, each]) => [redacted(name, redact, beside), redacted(each, redact, beside)]),
    ) as T & Map<unknown, unknown>;
  }
  const members = parts.map(([name, each]) => [
    name,
    ADDRESSES.includes(String(name)) && typeof each === "string"
      ? redactCredentials(redact.address(each), beside)
      : redacted(each, redact, beside),
  ]);
  return Object.fromEntries(members) as T;
}
