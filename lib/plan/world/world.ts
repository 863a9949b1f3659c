import type { Working } from "../working";

/*
 * The users and keys of an account that one apply touches, small enough to be tried in every order. A user is an
 * object that keeps its keys when it is renamed; it is found by the name that it has at that moment, as the service
 * does.
 */

/** A name as the service compares it: one number for one name, whatever its case. */
export type NameId = number;

export interface WorldUser {
  /** Null for one that there is not yet. */
  readonly name: NameId | null;
  /** How many keys it may have. */
  readonly quota: number;
}

export interface WorldKey {
  /** The index of the user that has it; null for a key that there is not yet. */
  readonly user: number | null;
  readonly working: Working;
  /** The name under which Terraform looks for it after the apply; null for what Terraform does not manage then. */
  readonly soughtAs: NameId | null;
}

export interface World {
  readonly users: readonly WorldUser[];
  readonly keys: readonly WorldKey[];
}

/** What an apply asks of the service, by the indices of users and keys. */
export type Request =
  | { readonly kind: "create user"; readonly user: number; readonly name: NameId }
  | { readonly kind: "rename user"; readonly user: number; readonly name: NameId }
  | { readonly kind: "delete user"; readonly user: number; readonly force: boolean | null }
  | { readonly kind: "create key"; readonly key: number; readonly owner: NameId; readonly working: Working }
  | { readonly kind: "update key"; readonly key: number; readonly owner: NameId; readonly working: Working }
  | { readonly kind: "delete key"; readonly key: number; readonly owner: NameId };

/** Why the service refuses a request. */
export type RefusalKind = "quota" | "name taken" | "user keeps keys" | "no such user";

/** What there is at one moment: numbers only, so that equal moments are found again. */
export interface Moment {
  /** By user: its name; -1 where there is none. */
  readonly names: readonly number[];
  /** By key: its user; -1 where there is none. */
  readonly users: readonly number[];
  readonly working: readonly Working[];
}

/** What comes of a request: the next moment, or the same one where it is refused. */
export interface Answer {
  readonly moment: Moment;
  readonly refusal: RefusalKind | null;
}

/** In a moment, what there is none of. */
export const NOBODY = -1;

export function firstMoment({ users, keys }: World): Moment {
  return {
    names: users.map(({ name }) => name ?? NOBODY),
    users: keys.map(({ user }) => user ?? NOBODY),
    working: keys.map(({ working }) => working),
  };
}

/** Both answers where it is not known whether a user is deleted by force. */
export function answersTo(world: World, moment: Moment, request: Request): readonly Answer[] {
  const refused = (refusal: RefusalKind): Answer => ({ moment, refusal });
  const done = (change: Partial<Moment> = {}): Answer => ({ moment: { ...moment, ...change }, refusal: null });
  const { names, users, working } = moment;
  switch (request.kind) {
    case "create user":
      if (names.includes(request.name)) return [refused("name taken")];
      return [done({ names: names.with(request.user, request.name) })];
    case "rename user": {
      const own = names[request.user];
      if (own === NOBODY) return [refused("no such user")];
      if (own !== request.name && names.includes(request.name)) return [refused("name taken")];
      return [done({ names: names.with(request.user, request.name) })];
    }
    case "delete user": {
      // The provider looks for the user by its id: one that is gone is deleted already.
      const isHeld = users.includes(request.user);
      const gone = {
        names: names.with(request.user, NOBODY),
        users: users.map((user) => (user === request.user ? NOBODY : user)),
      };
      if (!isHeld || request.force === true) return [done(gone)];
      return request.force === false ? [refused("user keeps keys")] : [refused("user keeps keys"), done(gone)];
    }
    case "create key": {
      const user = names.indexOf(request.owner);
      if (user === NOBODY) return [refused("no such user")];
      const held = users.filter((each) => each === user).length;
      if (held >= (world.users[user]?.quota ?? Infinity)) return [refused("quota")];
      return [done({ users: users.with(request.key, user), working: working.with(request.key, request.working) })];
    }
    case "update key": {
      if (!isFound(moment, request)) return [refused("no such user")];
      return [done({ working: working.with(request.key, request.working) })];
    }
    case "delete key":
      // What the service does not find is deleted for the provider, wherever it is in truth.
      return [isFound(moment, request) ? done({ users: users.with(request.key, NOBODY) }) : done()];
  }
}

/** Whether a key is with the user that has the name now. */
function isFound({ names, users }: Moment, { key, owner }: { readonly key: number; readonly owner: NameId }): boolean {
  const user = users[key] ?? NOBODY;
  return user !== NOBODY && names[user] === owner;
}

/** Whether there is a key that Terraform looks for elsewhere, or not at all. */
export function isLostFromView({ keys }: World, { names, users }: Moment, key: number, isDeleted: boolean): boolean {
  const user = users[key] ?? NOBODY;
  if (user === NOBODY) return false;
  const soughtAs = keys[key]?.soughtAs ?? null;
  return isDeleted || soughtAs === null || names[user] !== soughtAs;
}
