import type { NamedIdentity } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import { nameAttributesOf } from "../registry/identity-types";
import { placeKey } from "../places/place-key";
import type { Plan } from "../inventory/read-plans";
import type { ResourceChange } from "../plans/plan-model";
import { ordersAcross, type OrderSources } from "./key-orders";
import type { Operation } from "./simulation/key-operation";
import { operationsOf } from "./work";
import { explore } from "./world/explore";
import { outcomeOf } from "./world/outcome";
import type { Request, WorldUser } from "./world/world";

/** A group, role or policy that gets a name which another one has at that moment, in some order or in all. */
export interface NameClash {
  readonly identity: NamedIdentity;
  readonly name: string;
  readonly verdict: "may fail" | "will fail";
  readonly change: ResourceChange;
  /** The one that has the name before the apply. */
  readonly other: NamedIdentity;
  readonly isOrderCertain: boolean;
}

/** What one plan does to one identity. */
interface Participant {
  readonly before: NamedIdentity | null;
  readonly after: NamedIdentity | null;
  readonly leaving: ResourceChange | null;
  readonly coming: ResourceChange | null;
}

/** The groups, roles and policies of which the service refuses the name; users are told with their keys. */
export function nameClashes(plan: Plan, sources: OrderSources): NameClash[] {
  const groups = groupsOf(plan).filter(isClashing);
  const works = groups.map((group) => group.flatMap(worksOf));
  const orders = ordersAcross(
    works.map((group) => group.map(({ operation }) => operation)),
    sources,
  );
  return groups.flatMap((group, index) => clashesOf(group, works[index] ?? [], orders[index] ?? NO_ORDER));
}

const USER_TYPE = "alicloud_ram_user";
const NO_ORDER = { before: [], certain: false };

/** Those of one kind and account whose names meet. */
function groupsOf(plan: Plan): Participant[][] {
  const isComing = ({ type, action, isRename }: ResourceChange): boolean =>
    type !== USER_TYPE &&
    (action === "create" || action === "replace" || isRename) &&
    nameAttributesOf(type).length > 0;
  if (!plan.changes.some(isComing)) return [];
  const changes = new Map(plan.changes.map((change) => [placeKey(change.site), change]));
  const before = new Map<string, NamedIdentity>();
  for (const identity of plan.before.identities) before.set(placeKey(identity.site), identity);
  const participants: Participant[] = [];
  const placed = new Set<string>();
  for (const after of plan.after.identities) {
    const place = placeKey(after.site);
    const change = changes.get(place) ?? null;
    placed.add(place);
    participants.push({ before: before.get(place) ?? null, after, leaving: change, coming: change });
  }
  for (const [place, identity] of before) {
    if (placed.has(place)) continue;
    participants.push({ before: identity, after: null, leaving: changes.get(place) ?? null, coming: null });
  }
  const byName = new Map<string, Participant[]>();
  for (const participant of participants) {
    for (const name of namesOf(participant)) {
      const known = byName.get(name);
      if (known) known.push(participant);
      else byName.set(name, [participant]);
    }
  }
  const grouped = new Set<Participant>();
  return participants.flatMap((participant) => {
    if (grouped.has(participant) || !isNaming(participant)) return [];
    const group = new Set([participant]);
    // The set grows while it is walked.
    for (const member of group)
      for (const name of namesOf(member)) for (const o of byName.get(name) ?? []) group.add(o);
    for (const member of group) grouped.add(member);
    return group.size > 1 || participant.before !== null ? [[...group]] : [];
  });
}

/** Whether a plan gives it a name that it does not have. */
function isNaming({ before, after, coming }: Participant): boolean {
  if (after === null || after.kind === "user" || coming === null) return false;
  return (
    coming.action === "create" || coming.action === "replace" || (coming.isRename && nameIn(before) !== nameIn(after))
  );
}

function isClashing(group: readonly Participant[]): boolean {
  const taken = new Set(group.flatMap(({ before }) => (before === null ? [] : [nameIn(before)])));
  return group.some((each) => isNaming(each) && taken.has(nameIn(each.after)));
}

function namesOf({ before, after }: Participant): Set<string> {
  return new Set([before, after].flatMap((identity) => nameIn(identity) ?? []));
}

function nameIn(identity: NamedIdentity | null): string | null {
  if (identity === null || identity.name === null || isUnknown(identity.name)) return null;
  return `${identity.kind}\n${identity.account.key}\n${identity.name.toLowerCase()}`;
}

interface NameWork {
  readonly participant: Participant;
  readonly operation: Operation;
  readonly verb: "create" | "delete" | "rename";
}

function worksOf(participant: Participant): NameWork[] {
  const { leaving, coming } = participant;
  const isRenamed = isNaming(participant) && coming?.action === "update";
  return operationsOf(leaving ?? coming, isRenamed).map(({ kind, ...operation }) => {
    return { participant, operation: { kind, ...operation }, verb: kind === "update" ? "rename" : kind };
  });
}

function clashesOf(
  group: readonly Participant[],
  works: readonly NameWork[],
  order: ReturnType<typeof ordersAcross>[number],
): NameClash[] {
  const names = new Map<string, number>();
  const nameId = (identity: NamedIdentity | null): number => {
    const name = nameIn(identity) ?? `? ${identity === null ? "" : placeKey(identity.site)}`;
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name) ?? 0;
  };
  // Each may be there twice: as what it was, and as what is created in its place.
  const users = group.flatMap(({ before }): WorldUser[] => {
    return [
      { name: before === null ? null : nameId(before), quota: 0 },
      { name: null, quota: 0 },
    ];
  });
  const requests = works.map(({ participant, verb }): Request => {
    const user = 2 * group.indexOf(participant);
    const name = nameId(participant.after);
    if (verb === "delete") return { kind: "delete user", user, force: true };
    return verb === "rename" ? { kind: "rename user", user, name } : { kind: "create user", user: user + 1, name };
  });
  const exploration = explore({ users, keys: [] }, requests, order.before);
  if (exploration === null) return [];
  return works.flatMap(({ participant: { after, coming } }, index) => {
    const own = outcomeOf(exploration, { users: new Set(), requests: new Set([index]) });
    const refusal = own.refusals.find(({ kind }) => kind === "name taken");
    const other = group.find(({ before }) => before !== null && nameIn(before) === nameIn(after))?.before;
    if (!refusal || !after || !coming || !other || after.name === null || isUnknown(after.name)) return [];
    const { verdict } = refusal;
    return { identity: after, name: after.name, verdict, change: coming, other, isOrderCertain: order.certain };
  });
}
