import type { AccountIdentity } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import type { Plan } from "../inventory/read-plans";
import { mayBeSameAccount } from "../inventory/same-account";
import type { HeldKey, Holder } from "./holders";
import type { UnmanagedKeyCounts } from "./unmanaged-keys";

/** How many AccessKeys of a name there may be at one time, by the key of the account, and whether a user changes. */
type Tally = Map<string, Entry>;

interface Entry {
  readonly account: AccountIdentity;
  count: number;
  /** Whether a user of the name comes, goes, or gets or gives up the name. */
  isChanging: boolean;
  /** Whether one is deleted, and may take keys along. */
  isGoing: boolean;
  /** Whether keys are created for the name, and may meet the quota. */
  isCreating: boolean;
}

/**
 * Counts the keys of plans that may turn out to be a holder's, though nothing says so: those whose user is not known,
 * or may have been renamed, those of a user of the same name where not both say their account, and those of stacks
 * that are not reviewed.
 */
export class PossibleKeys {
  private readonly ofNobody: Tally = new Map();
  private readonly byName = new Map<string, Tally>();
  private readonly byHolder = new Map<Holder, readonly Tally[]>();

  constructor(
    holders: readonly Holder[],
    unmanaged: UnmanagedKeyCounts,
    private readonly isWhole: boolean,
  ) {
    // Within one account everybody is known by the name.
    const isOneAccount = holders.every(({ account }) => account.key === holders[0]?.account.key);
    for (const holder of holders) {
      const lost = holder.keys.filter((key) => isLost(key) || isUnasked(key, holder)).length;
      if (lost > 0) add(this.ofNobody, holder, lost);
      if (isOneAccount && !isNobodyKnown(holder)) continue;
      const elsewhere = unmanaged.of(holder).count;
      const count = countOf(holder) + (isUnknown(elsewhere) ? 0 : elsewhere);
      if (isNobodyKnown(holder)) add(this.ofNobody, holder, count);
      if (isOneAccount) continue;
      const tallies = namesOf(holder).map((name) => this.named(name));
      for (const known of tallies) add(known, holder, count);
      this.byHolder.set(holder, tallies);
    }
  }

  /** At the most so many beside its own; infinite where some stack is not known as a whole. */
  of(holder: Holder): number {
    if (!this.isWhole) return Infinity;
    const { account } = holder;
    const tallies = this.byHolder.get(holder) ?? [];
    const ofNobody = within(this.ofNobody, account);
    // In its own account nobody else has its name.
    return tallies.reduce(
      (sum, known) => sum + within(known, account) - (known.get(account.key)?.count ?? 0),
      ofNobody,
    );
  }

  /** Whether a user changes who, in an account that may be the same one, has a name of the holder's, or gets it. */
  isNamesake(holder: Holder): boolean {
    return this.namesakes(holder, this.byHolder.get(holder)).some((other) => other.isChanging || isChanging(holder));
  }

  /** Whether such a user is deleted, and may take the keys of the holder along. */
  isNamesakeGoing(holder: Holder): boolean {
    return this.namesakes(holder, this.byHolder.get(holder)).some(({ isGoing }) => isGoing);
  }

  /** Whether keys are created for such a user, and may meet the quota of the holder. */
  isNamesakeCreating(holder: Holder): boolean {
    return this.namesakes(holder, this.byHolder.get(holder)).some(({ isCreating }) => isCreating);
  }

  private namesakes({ account }: Holder, tallies: readonly Tally[] = []): Entry[] {
    return tallies.flatMap((known) => {
      if (known.size < 2) return [];
      return [...known.values()].filter(
        (other) => other.account.key !== account.key && mayBeSameAccount(other.account, account),
      );
    });
  }

  private named(name: string): Tally {
    let known = this.byName.get(name);
    if (known === undefined) {
      known = new Map();
      this.byName.set(name, known);
    }
    return known;
  }
}

/**
 * The names of stacks whose part in the change is not known as a whole. A plan for some resources only is: what it
 * leaves out, and what it puts off, no apply of it touches.
 */
export function stacksInPart({ stacks }: Plan, notReviewed: readonly string[]): string[] {
  const inPart = stacks.filter(({ hasErrored }) => hasErrored === true);
  return [...notReviewed, ...inPart.map(({ name }) => name)];
}

function add(known: Tally, holder: Holder, count: number): void {
  const { account } = holder;
  const entry = known.get(account.key);
  if (entry === undefined) {
    const isCreating = holder.keys.some(isCreated);
    known.set(account.key, { account, count, isChanging: isChanging(holder), isGoing: isGoing(holder), isCreating });
  } else {
    entry.count += count;
    entry.isChanging ||= isChanging(holder);
    entry.isGoing ||= isGoing(holder);
    entry.isCreating ||= holder.keys.some(isCreated);
  }
}

function isChanging({ leaving, coming }: Holder): boolean {
  return [leaving, coming].some(
    (change) => change !== null && change.action !== "no-op" && (change.action !== "update" || change.isRename),
  );
}

function isGoing({ leaving }: Holder): boolean {
  return leaving?.action === "delete" || leaving?.action === "replace";
}

function isCreated({ pair: { change }, part }: HeldKey): boolean {
  return part !== "before" && (change?.action === "create" || change?.action === "replace");
}

/** Whether a key has vanished, unless its user was renamed: then it is another one's. */
function isLost({ pair: { before, lost } }: HeldKey): boolean {
  return before === null && lost !== null && lost.owner === null;
}

/** Whether Terraform has not asked for a key of whoever had a name that no user of the state has now. */
function isUnasked({ pair: { before, isAsked } }: HeldKey, { kind, before: user }: Holder): boolean {
  return before !== null && !isAsked && kind === "RAM user" && user?.declaration === null;
}

/** Those that are not certainly of another account. */
function within(known: Tally, other: AccountIdentity): number {
  let sum = 0;
  for (const { account, count } of known.values()) {
    if (mayBeSameAccount(account, other)) sum += count;
  }
  return sum;
}

function isNobodyKnown({ kind }: Holder): boolean {
  return kind === "unknown owner" || kind === "whoever runs Terraform";
}

/** What it is called before the apply and after it, and what the state called it; the account is one of a kind. */
function namesOf({ kind, before, after, formerName }: Holder): string[] {
  if (kind === "Alibaba Cloud account") return [kind];
  const names = new Set([before?.userName, after?.userName, formerName].map((name) => name?.toLowerCase()));
  return [...names].flatMap((name) => (name === undefined ? [] : `user ${name}`));
}

function countOf({ keys }: Holder): number {
  return keys.reduce((sum, key) => sum + mostOf(key), 0);
}

/** A key that is replaced is two, where the next one is there before it is gone. */
function mostOf({ pair: { before, after, change }, part }: HeldKey): number {
  const isReplaced = part === "both" && change?.action === "replace";
  return before === null && after === null ? 0 : isReplaced ? 2 : 1;
}
