import type { ElsewhereCount } from "../inventory/elsewhere-count";
import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { AccessKey, Owner } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import { mostQuotaOf } from "../inventory/quota-of";
import { isListed, nameIn, nameKey } from "./clusters";
import type { Holder } from "./holders";
import { existingKey } from "./key-pairs";
import type { HolderWork, Work } from "./work";
import { workingOf, type Working } from "./working";
import type { Group } from "./world/outcome";
import type { NameId, Request, WorldKey, WorldUser } from "./world/world";

/** The users and keys of a cluster as a world, with what is asked of the service. */
export class ClusterWorld {
  private readonly names = new Map<string, NameId>();
  readonly users: WorldUser[] = [];
  readonly keys: WorldKey[] = [];
  readonly requests: Request[] = [];
  /** What each request comes from. */
  readonly works: { readonly work: Work; readonly holder: Holder }[] = [];
  /** By holder: its users, and its keys by their places. */
  private readonly usersOf = new Map<Holder, Set<number>>();
  private readonly keysOf = new Map<Holder, Map<number, number>>();
  /** The key that a pair stands for after its creation. */
  private readonly created = new Map<object, number>();

  /** The names that somebody has at the start, and those that somebody had until a rename outside of Terraform. */
  private readonly taken: ReadonlySet<string>;
  private readonly former: ReadonlySet<string>;

  constructor(
    works: readonly HolderWork[],
    private readonly unmanagedOf: (holder: Holder) => ElsewhereCount,
    private readonly listing: LiveKeyIndex | null,
    /** Keys that nobody has counted, by holder. */
    private readonly uncounted: ReadonlyMap<Holder, number>,
  ) {
    this.taken = new Set(works.flatMap(({ holder }) => (holder.before ? [nameKey(holder.before)] : [])));
    this.former = new Set(
      works.flatMap(({ holder: { account, formerName } }) =>
        formerName === null ? [] : [nameIn(account, formerName)],
      ),
    );
    for (const work of works) this.addUsers(work);
    for (const work of works) this.addRequests(work);
  }

  /** How many more keys the quota of a holder leaves room for at the start. */
  roomOf(holder: Holder): number {
    const own = this.usersOf.get(holder);
    const count = this.keys.filter(({ user }) => user !== null && own?.has(user)).length;
    return Math.max(0, accessKeyQuota(holder) - count);
  }

  groupOf(holder: Holder): Group {
    const requests = this.works.flatMap((each, index) => (each.holder === holder ? [index] : []));
    return { users: this.usersOf.get(holder) ?? new Set(), requests: new Set(requests) };
  }

  /** The index of a key by its place among those of its holder; undefined for one that is not there and never comes. */
  keyAt(holder: Holder, place: number): number | undefined {
    return this.keysOf.get(holder)?.get(place);
  }

  /** The index of the key that is created in the place of another one; undefined where there is none. */
  successorOf(holder: Holder, place: number): number | undefined {
    const next = this.created.get(holder.keys[place]?.pair ?? holder);
    return next === this.keyAt(holder, place) ? undefined : next;
  }

  private addUsers({ holder, users }: HolderWork): void {
    const { before } = holder;
    const quota = accessKeyQuota(holder);
    const own = new Set<number>();
    this.usersOf.set(holder, own);
    const existing = before ?? this.listedUser(holder) ?? this.referredUser(holder);
    const old = existing === null ? null : this.add(own, { name: this.nameId(existing), quota });
    for (const { verb } of users) if (verb === "create") this.add(own, { name: null, quota });
    const places = new Map<number, number>();
    this.keysOf.set(holder, places);
    for (const [place, { pair, part }] of holder.keys.entries()) {
      const key = part === "after" ? null : existingKey(pair);
      const isManaged = key !== null && key === pair.before && pair.change?.action !== "forget";
      const isCreated = part !== "before" && (pair.change?.action === "create" || pair.change?.action === "replace");
      if (key === null && !isCreated) continue;
      if (key !== null) {
        // Of what a plan leaves out, the state keeps the name that it has.
        const inState = pair.change === null ? (pair.recorded ?? key) : key;
        const soughtAs = isManaged ? this.ownerName(inState) : null;
        places.set(place, this.keys.length);
        this.keys.push({ user: old, working: workingOf(key), soughtAs });
      }
      if (isCreated && pair.after) {
        this.created.set(pair, this.keys.length);
        if (key === null) places.set(place, this.keys.length);
        this.keys.push({ user: null, working: workingOf(pair.after), soughtAs: this.ownerName(pair.after) });
      }
    }
    if (old !== null)
      for (const working of this.elsewhere(holder)) this.keys.push({ user: old, working, soughtAs: null });
  }

  private add(own: Set<number>, user: WorldUser): number {
    own.add(this.users.length);
    return this.users.push(user) - 1;
  }

  /** A user that only a listing knows, where one of its name is to be created. */
  private listedUser({ after }: Holder): Owner | null {
    return after && isListed(this.listing, after) && !this.taken.has(nameKey(after)) ? after : null;
  }

  /** A user that only the code names: whoever refers to one says that there is one, unless it has another name now. */
  private referredUser({ after, coming }: Holder): Owner | null {
    if (after === null || after.userName === null || after.declaration !== null || coming !== null) return null;
    if (this.listing?.covers(after.account) || this.taken.has(nameKey(after))) return null;
    return this.former.has(nameIn(after.account, after.userName)) ? null : after;
  }

  private *elsewhere(holder: Holder): Iterable<Working> {
    const { count, keys } = this.unmanagedOf(holder);
    if (keys !== null) {
      for (const { status } of keys) yield status === "Active" ? "yes" : "no";
      return;
    }
    const said = (isUnknown(count) ? 0 : count) + (this.uncounted.get(holder) ?? 0);
    for (let index = 0; index < said; index++) yield "perhaps";
  }

  private addRequests({ holder, users, keys }: HolderWork): void {
    const own = [...(this.usersOf.get(holder) ?? [])];
    const { before, after } = holder;
    // The one that there is comes first, then the one that is created.
    const isOld = before !== null || this.listedUser(holder) !== null || this.referredUser(holder) !== null;
    const old = own[0] ?? -1;
    const next = own[isOld ? 1 : 0] ?? -1;
    for (const work of users) {
      const name = after === null ? -1 : this.nameId(after);
      if (work.verb === "delete")
        this.request(work, holder, { kind: "delete user", user: old, force: forceOf(holder) });
      else if (work.verb === "rename") this.request(work, holder, { kind: "rename user", user: old, name });
      else this.request(work, holder, { kind: "create user", user: next, name });
    }
    for (const work of keys) {
      const { pair } = holder.keys[work.place] ?? {};
      if (pair === undefined) continue;
      const own = this.keysOf.get(holder)?.get(work.place) ?? -1;
      const working = work.after ?? "perhaps";
      if (work.kind === "create") {
        const key = this.created.get(pair) ?? -1;
        this.request(work, holder, { kind: "create key", key, owner: this.ownerName(pair.after), working });
      } else {
        const owner = this.ownerName(pair.before);
        this.request(
          work,
          holder,
          work.kind === "delete"
            ? { kind: "delete key", key: own, owner }
            : { kind: "update key", key: own, owner, working },
        );
      }
    }
  }

  private request(work: Work, holder: Holder, request: Request): void {
    this.requests.push(request);
    this.works.push({ work, holder });
  }

  private ownerName(key: AccessKey | null): NameId {
    return key === null || key.owner === null || isUnknown(key.owner) ? -1 : this.nameId(key.owner);
  }

  private nameId(owner: Owner): NameId {
    const name = nameKey(owner);
    let id = this.names.get(name);
    if (id === undefined) {
      id = this.names.size;
      this.names.set(name, id);
    }
    return id;
  }
}

function accessKeyQuota({ account }: Holder): number {
  return mostQuotaOf(account, "accessKeysPerUser");
}

/** The provider goes by what the state has. */
export function forceOf({ before }: Holder): boolean | null {
  const force = before?.declaration?.force ?? null;
  return typeof force === "string" ? force === "true" : force === null ? false : null;
}
