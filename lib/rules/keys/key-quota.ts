import { leastOf, mostOf } from "../../maybe/counts";
import type { AccessKey, AccountIdentity } from "../../inventory/model";
import type { Maybe, Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { claimedQuota, FIX_CLAIMED_QUOTA } from "../../inventory/quota-of";
import { mayBeSameAccount } from "../../inventory/same-account";
import type { Quotas } from "../../limits/quotas";
import { comparePlaces, compareText } from "../place-order";
import type { Observation, Stage } from "../rule";
import { indeterminate, violation } from "../rule";
import { counted, notKnown } from "../wording";

/** Whoever has AccessKeys under one quota: a RAM user, or the Alibaba Cloud account itself. */
export interface KeyHolder {
  /** `RAM user "hologres-bi"`. */
  readonly label: string;
  readonly subject: string | undefined;
  readonly account: AccountIdentity;
  readonly quota: number;
  readonly quotaName: keyof Quotas;
  /** Keys that Terraform does not manage. */
  readonly existing: Maybe<number>;
  /** How to say how many those are. */
  readonly fixForExisting: string;
  readonly keys: readonly AccessKey[];
}

interface Tally {
  readonly holder: KeyHolder;
  /** Keys that there are for certain, with those that exist already. */
  readonly count: number;
  readonly existing: number;
  readonly unknown: Unknown | null;
  /** In the order in which a reader finds them. */
  readonly keys: readonly AccessKey[];
}

function tallyOf(holder: KeyHolder): Tally {
  const keys = inReadingOrder(holder.keys);
  const existing = isUnknown(holder.existing) ? 0 : holder.existing;
  let count = existing;
  let most = existing;
  let unknown: Unknown | null = null;
  for (const { instances } of keys) {
    if (isUnknown(instances)) unknown ??= instances;
    count += leastOf(instances);
    most += mostOf(instances);
  }
  if (isUnknown(holder.existing)) unknown ??= holder.existing;
  // However many there turn out to be, they fit.
  if (!isUnknown(holder.existing) && most <= holder.quota) unknown = null;
  return { holder, count, existing, unknown, keys };
}

function inReadingOrder(keys: readonly AccessKey[]): AccessKey[] {
  return [...keys].sort((one, other) => comparePlaces(one.site, other.site));
}

/** Nearly all do, and need no list in reading order. */
function fitsForCertain({ keys, existing, quota }: KeyHolder): boolean {
  return !isUnknown(existing) && keys.reduce((most, { instances }) => most + mostOf(instances), existing) <= quota;
}

/** What the keys of holders say about their quota: of each at most one observation, at the last key. */
export function* judgeHolders(holders: Iterable<KeyHolder>, stage: Stage): Iterable<Observation> {
  for (const holder of holders) {
    const observation = fitsForCertain(holder) ? null : judgeHolder(holder, stage);
    if (observation) yield observation;
  }
}

function judgeHolder(holder: KeyHolder, stage: Stage): Observation | null {
  const { count, existing, unknown, keys } = tallyOf(holder);
  const { label, quota, subject } = holder;
  const last = keys.at(-1);
  if (!last) return null;

  const sites = keys.map((key) => key.site);
  const holds = verb(stage);
  if (count > quota) {
    const atLeast = unknown ? "at least " : "";
    const outside = existing > 0 ? ` (${existing} of them not managed by Terraform)` : "";
    const message = `${label} ${holds} ${atLeast}${counted(count, "AccessKey")}${outside}; RAM allows ${quota}`;
    const claim = claimedQuota(holder.account, holder.quotaName, count);
    if (claim !== null) {
      const fix = FIX_CLAIMED_QUOTA;
      return indeterminate(last.site, `${message}: ${notKnown(claim)}`, claim, { subject, related: sites, fix });
    }
    return violation(last.site, message, { subject, related: sites });
  }
  if (unknown) {
    const known = count > 0 ? `at least ${counted(count, "AccessKey")}` : "a number of AccessKeys that is not known";
    const message = `${label} ${holds} ${known}, and RAM allows ${quota}: ${notKnown(unknown)}`;
    return indeterminate(last.site, message, unknown, {
      subject,
      related: sites.length > 1 ? sites : [],
      ...(unknown === holder.existing && { fix: holder.fixForExisting }),
    });
  }
  return null;
}

/**
 * What may be one holder in truth, since the configurations do not all say which account is theirs: at most one
 * observation. Two different account ids are not added up, unless they are claimed of one login; a configuration
 * without one may be any account.
 */
export function* judgeNamesakes(label: string, holders: readonly KeyHolder[], stage: Stage): Iterable<Observation> {
  if (holders.length < 2) return;
  const tallies = holders.map(tallyOf);
  if (tallies.some(({ count, holder }) => count > holder.quota)) return;

  const declared = tallies.filter(({ holder }) => holder.account.accountId !== null);
  const seeds = declared.length === 0 ? tallies.slice(0, 1) : inAccountOrder(declared);
  const pool = fullest(seeds.map((seed) => tallies.filter((other) => mayBeSame(seed, other))));
  const undeclared = pool.filter(({ holder }) => holder.account.accountId === null);
  const count = countOf(pool);
  const quota = quotaOf(pool);
  const sites = inReadingOrder(pool.flatMap((tally) => tally.keys)).map((key) => key.site);
  const last = sites.at(-1);
  // What one holder has, has been found to fit.
  if (count <= quota || !last) return;

  const accounts = pool.map(({ holder }) => holder.account);
  const unknown =
    undeclared.length > 0
      ? undeclaredAccount(undeclared.map(({ holder }) => holder.account))
      : claimedAccount(accounts);
  const message =
    `${label} ${verb(stage)} ${count} AccessKeys if these configurations act on one account; RAM allows ${quota}: ` +
    notKnown(unknown);
  yield indeterminate(last, message, unknown, {
    subject: pool[0]?.holder.subject,
    related: sites,
    fix: "declare the account of each configuration with Account, or with account_id of its provider",
  });
}

/** A state has what is there already. */
function verb(stage: Stage): string {
  return stage === "state" ? "holds" : "would hold";
}

/** The existing keys of one holder are the same ones, however many configurations tell of them. */
function mostExisting(tallies: readonly Tally[]): number {
  return tallies.reduce((most, tally) => Math.max(most, tally.existing), 0);
}

function mayBeSame(one: Tally, other: Tally): boolean {
  return one === other || mayBeSameAccount(one.holder.account, other.holder.account);
}

/** The keys of holders that may be one, of whom no two are certainly of different accounts. */
function countOf(pool: readonly Tally[]): number {
  return pool.reduce((sum, tally) => sum + tally.count - tally.existing, mostExisting(pool));
}

/** Undeclared accounts have the default quota, all of them the same. */
function quotaOf(pool: readonly Tally[]): number {
  const declared = pool.find(({ holder }) => holder.account.accountId !== null);
  return (declared ?? pool[0])?.holder.quota ?? 0;
}

function inAccountOrder(tallies: readonly Tally[]): Tally[] {
  return [...tallies].sort((one, other) => compareText(one.holder.account.key, other.holder.account.key));
}

/** Those that leave the least room under their quota; of equal ones the first. */
function fullest(pools: readonly (readonly Tally[])[]): readonly Tally[] {
  const roomIn = (pool: readonly Tally[]): number => quotaOf(pool) - countOf(pool);
  return [...pools].sort((one, other) => roomIn(one) - roomIn(other))[0] ?? [];
}

/** That one login is said to be of two accounts, at the first of them. */
function claimedAccount(accounts: readonly AccountIdentity[]): Unknown {
  const [site] = accounts.flatMap((account) => account.site ?? []).sort(comparePlaces);
  return {
    unknown: true,
    attribute: `${site?.address ?? "provider.alicloud"}.account_id`,
    because: "the same credentials are said to be of different accounts, and nothing has read whose they are",
  };
}

/** That some configurations do not say which account is theirs, at the first of them. */
export function undeclaredAccount(accounts: readonly AccountIdentity[]): Unknown {
  const sites = accounts.flatMap(({ site }) => site ?? []).sort(comparePlaces);
  return {
    unknown: true,
    attribute: `${sites[0]?.address ?? "provider.alicloud"}.account_id`,
    because: "no Account, account_id or role ARN says which account it is",
  };
}
