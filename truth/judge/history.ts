import type { Account, AccountKey, AccountUser, ApplyRecord, RecordedCall } from "./record";
import type { Holder, Review } from "./review";

/** RAM takes two names that differ only by case for the same. */
export function isSameName(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
}

/** A plan that comes from a file goes by the name of the file. */
export function isSameStack(said: string, stack: string): boolean {
  return said === stack || said === `${stack}.json` || said.endsWith(`/${stack}.json`);
}

export function userNamed(account: Account, name: string | null): AccountUser | null {
  return account.users.find((user) => isSameName(user.name, name)) ?? null;
}

export function keyIn(account: Account, id: string | null): (AccountKey & { readonly user: AccountUser }) | null {
  for (const user of account.users) {
    const key = user.keys.find((each) => each.id === id);
    if (key) return { ...key, user };
  }
  return null;
}

/** The name of a holder's user at the start; null where there is none. Who is only named has one name all the time. */
export function firstName({ users, change }: Holder): string | null {
  return users.before ?? (change?.kind === "created" ? null : users.after);
}

/** The name of a holder's user after the apply; null where there is none. */
export function lastName({ users, change }: Holder): string | null {
  return users.after ?? (change?.kind === "deleted" || change?.kind === "renamed" ? null : users.before);
}

/** A key that was in the account when the apply began, and was removed during it. */
export interface Death {
  readonly key: AccountKey;
  readonly user: AccountUser;
}

/** What an apply did over time. */
export class History {
  /** The account at every instant, the first and the last included. */
  public readonly instants: readonly Account[];
  public readonly deaths: readonly Death[];

  public constructor(public readonly record: ApplyRecord) {
    this.instants = [record.before, ...record.calls.map(({ after }) => after), record.after];
    this.deaths = this.instants.slice(1).flatMap((account, index) => {
      const earlier = this.instants[index] ?? record.before;
      return earlier.users.flatMap((user) =>
        user.keys.filter(({ id }) => keyIn(account, id) === null).map((key) => ({ key, user })),
      );
    });
  }

  public get isInjected(): boolean {
    return this.record.calls.some(({ refusal }) => refusal?.isInjected === true);
  }

  /** Keys of these users at every instant. */
  public keysOver(ids: ReadonlySet<string>): readonly (readonly AccountKey[])[] {
    return this.instants.map(({ users }) => users.filter(({ id }) => ids.has(id)).flatMap(({ keys }) => keys));
  }

  /** The id that the user of a call had when it was made; null for one that is created, or is not there. */
  public userOf(call: RecordedCall): string | null {
    const index = this.record.calls.indexOf(call);
    const before = this.instants[index] ?? this.record.before;
    return userNamed(before, call.user)?.id ?? null;
  }

  /**
   * The users of the account that a holder is, over the whole apply: whoever has its name at the start, and whoever
   * is created under its name; one that has the name already, unless that is another holder. Null where two holders may
   * be meant.
   */
  public usersOf(holder: Holder, { holders }: Review): ReadonlySet<string> | null {
    const ids = new Set<string>();
    // Where another holder has the name at the start, one that is only named later is not that user.
    const isTaken =
      holder.users.before === null && holders.some((other) => isSameName(other.users.before, holder.users.after));
    const first = isTaken ? null : userNamed(this.record.before, firstName(holder));
    if (first) ids.add(first.id);
    const taker = holder.change?.kind === "created" ? userNamed(this.record.before, lastName(holder)) : null;
    if (taker && !holders.some((other) => isSameName(firstName(other), taker.name))) ids.add(taker.id);
    const renamed = this.record.calls.find(
      ({ refusal, newName }) => refusal === null && newName !== null && isSameName(newName, lastName(holder)),
    );
    // Keys of a name that nobody has yet are of whoever gets it, too.
    if (!first && holder.change === null && renamed) {
      const user = userNamed(renamed.after, renamed.newName);
      if (user) ids.add(user.id);
    }
    const created = this.record.calls.filter((call) => call.action === "CreateUser" && call.refusal === null);
    for (const call of created) {
      if (!isSameName(call.user, lastName(holder))) continue;
      const claiming = holders.filter((other) => isSameName(call.user, lastName(other)));
      const creating = claiming.filter(({ change }) => change?.kind === "created" || change?.kind === "replaced");
      if (claiming.length > 1 && creating.length !== 1) return null;
      // Keys of a name that nobody has yet are of whoever is created under it.
      if (claiming.length > 1 && creating[0] !== holder && first) continue;
      const user = userNamed(call.after, call.user);
      if (user) ids.add(user.id);
    }
    return ids;
  }
}
