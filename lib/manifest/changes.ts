import { mentionsCredential } from "../redaction/credential-patterns";
import { redactCredentials } from "../redaction/redaction";
import { acceptanceText, isWider } from "./access-key-changes";
import { accountChanges } from "./account-changes";
import { compareMembers, pairUp, quote, said, WEIGHTS, type Change, type Said } from "./change";
import { ownGrants } from "./grant-changes";
import { addedIdentity, changedIdentity, identityOf, removedIdentity, type Identity } from "./identity-changes";
import type { Manifest, ManifestAcknowledgement } from "./manifest";
import { compareText } from "./order";

export { WEIGHTS, type Change, type ChangeKind, type Weight } from "./change";

/**
 * The difference between two manifests in words, what weighs most first; empty where they say the same, in whatever
 * order. No words hold a secret, also when somebody has written one into a manifest by hand.
 */
export function describeChanges(before: Manifest, after: Manifest): Change[] {
  const changes: Change[] = [];
  const add = (identity: string, all: readonly Said[]): void => {
    for (const { words, ...rest } of all) {
      const suspect = mentionsCredential(identity) || mentionsCredential(words);
      changes.push({
        identity: redactCredentials(identity, suspect),
        words: redactCredentials(words, suspect),
        ...rest,
      });
    }
  };
  describeAccounts(before, after, add);
  describeIdentities(before, after, add);
  describeAcknowledgements(before, after, add);
  describeUnresolved(before, after, add);
  return changes.sort(
    (one, other) =>
      WEIGHTS.indexOf(one.weight) - WEIGHTS.indexOf(other.weight) ||
      compareText(one.identity, other.identity) ||
      compareText(one.words, other.words),
  );
}

type Add = (identity: string, all: readonly Said[]) => void;

function describeAccounts(before: Manifest, after: Manifest, add: Add): void {
  const { both, added, removed } = pairUp(before.accounts, after.accounts, ({ account }) => account);
  for (const [one, other] of both) add(other.account, accountChanges(one, other));
  for (const account of added) add(account.account, accountChanges(null, account));
  for (const account of removed) add(account.account, accountChanges(account, null));
}

function describeIdentities(before: Manifest, after: Manifest, add: Add): void {
  const byName = pairUp(identitiesIn(before), identitiesIn(after), nameOf);
  // A new name or another account at one address is the same declaration.
  const byAddress = pairUp(byName.removed, byName.added, addressOf);
  const pairs = [...byName.both, ...byAddress.both];
  const changedGroups = groupsWithOtherGrants(pairs);
  const severalAccounts = new Set([...before.accounts, ...after.accounts].map(({ account }) => account)).size > 1;
  const labelOf = ({ kind, name, address, account }: Identity): string => {
    const label = `${kind === "user" ? "" : `${kind} `}${typeof name === "string" ? name : (address ?? kind)}`;
    return severalAccounts ? `${label} (${account})` : label;
  };
  for (const [one, other] of pairs) {
    add(labelOf(other), changedIdentity(one, other, changedGroups.get(other.account) ?? new Set()));
  }
  for (const identity of byAddress.added) add(labelOf(identity), addedIdentity(identity));
  for (const identity of byAddress.removed) add(labelOf(identity), removedIdentity(identity));
}

function identitiesIn({ accounts }: Manifest): Identity[] {
  return accounts.flatMap(({ account, users, groups, roles, policies }) => [
    ...users.map((user) => identityOf("user", account, user)),
    ...groups.map((group) => identityOf("group", account, group)),
    ...roles.map((role) => identityOf("role", account, role)),
    ...policies.map((policy) => identityOf("policy", account, policy)),
  ]);
}

/** RAM compares names without regard to case. */
function nameOf({ kind, account, name, address }: Identity): string {
  return JSON.stringify([kind, account, typeof name === "string" ? name.toLowerCase() : [address]]);
}

function addressOf({ kind, address, name }: Identity): string {
  return JSON.stringify([kind, address ?? [name]]);
}

/** Names of the groups of each account about whose own grants something is said. */
function groupsWithOtherGrants(pairs: readonly (readonly [Identity, Identity])[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const [one, other] of pairs) {
    if (other.kind !== "group" || typeof other.name !== "string") continue;
    const { added, removed } = pairUp(ownGrants(one.grants), ownGrants(other.grants), (grant) => JSON.stringify(grant));
    if (added.length + removed.length === 0) continue;
    const ofAccount = names.get(other.account) ?? new Set();
    names.set(other.account, ofAccount.add(other.name));
  }
  return names;
}

function describeAcknowledgements(before: Manifest, after: Manifest, add: Add): void {
  const { both, added, removed } = pairUp(before.acknowledgements, after.acknowledgements, ({ rule, path, address }) =>
    JSON.stringify([rule, path, address]),
  );
  const place = ({ path, address }: ManifestAcknowledgement): string =>
    address ?? (path === "" ? "the whole app" : path);
  for (const [one, other] of both) {
    const words = `${quote(other.rule)} ${acceptanceText(other)}`;
    const weight = isWider(one, other) ? "high" : "low";
    const differ = (): Said[] => [said("acknowledgement", weight, words)];
    const equal = (): Said[] => [];
    const sayings = {
      rule: equal,
      path: equal,
      address: equal,
      reason: differ,
      until: differ,
      owner: differ,
      link: differ,
    };
    add(place(other), compareMembers(sayings, one, other).slice(0, 1));
  }
  for (const one of added) {
    add(place(one), [said("acknowledgement", "high", `${quote(one.rule)} ${acceptanceText(one)}`)]);
  }
  for (const one of removed) add(place(one), [said("acknowledgement", "low", `${quote(one.rule)} no longer accepted`)]);
}

function describeUnresolved(before: Manifest, after: Manifest, add: Add): void {
  const { added, removed } = pairUp(before.unresolved, after.unresolved, (one) => JSON.stringify(one));
  for (const { address, about, unknown } of added) {
    add(address, [
      said("unresolved", "high", `${quote(about)} of an identity that is not known, because ${quote(unknown)}`),
    ]);
  }
  for (const { address, about } of removed) {
    add(address, [said("unresolved", "low", `${quote(about)} is no longer there, or its identity is known`)]);
  }
}
