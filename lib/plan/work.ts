import { existingKey } from "./key-pairs";
import type { HeldKey, Holder } from "./holders";
import type { Operation } from "./simulation/key-operation";
import type { ResourceChange } from "../plans/plan-model";
import { workingOf, type Working } from "./working";

const DEPOSED = / \(deposed [^()]*\)$/;

/** Something that an apply does to a key, with whether the key works before it and after it. */
export interface KeyWork extends Operation {
  readonly of: "key";
  /** The place of the key among those of its holder. */
  readonly place: number;
  readonly before: Working | null;
  readonly after: Working | null;
}

/** Something that an apply does to a RAM user itself. */
export interface UserWork extends Operation {
  readonly of: "user";
  readonly verb: "create" | "rename" | "delete";
}

export type Work = KeyWork | UserWork;

/** A holder, and what is done to it and to its keys. */
export interface HolderWork {
  readonly holder: Holder;
  readonly keys: readonly KeyWork[];
  readonly users: readonly UserWork[];
}

export function workOf(holder: Holder): HolderWork {
  const keys: KeyWork[] = [];
  for (const [place, key] of holder.keys.entries()) addKeyWork(keys, key, place);
  return { holder, keys, users: userWork(holder) };
}

/** Nothing, one thing, or the two halves of a replacement. */
function addKeyWork(works: KeyWork[], { pair, part }: HeldKey, place: number): void {
  const { site, after, change } = pair;
  if (change === null) return;
  const existing = existingKey(pair);
  const was = existing && workingOf(existing);
  // What is forgotten in the place of another one stays as it is.
  const isReplaced = change.action === "replace" && change.order !== "forget";
  const add = (kind: Operation["kind"]): void => {
    const will = after === null ? (kind === "create" ? "perhaps" : null) : workingOf(after);
    const { deposed } = change;
    works.push({
      of: "key",
      place,
      stack: site.stack,
      address: currentAddress(site.address, deposed),
      kind,
      deposed,
      replacement: isReplaced ? halfOf(change) : null,
      before: kind === "create" ? null : was,
      after: kind === "delete" ? null : will,
    });
  };
  // What is gone cannot be deleted.
  const canDelete = pair.before !== null;
  switch (change.action) {
    case "create":
      // Of one that is lost from view, another user may have been the owner.
      if (part !== "before") add("create");
      break;
    case "delete":
      if (canDelete) add("delete");
      break;
    case "update":
      if (was !== null && (was === "perhaps" || after === null || workingOf(after) !== was)) add("update");
      break;
    case "replace":
      if (isReplaced && canDelete && part !== "after") add("delete");
      if (part !== "before") add("create");
      break;
    default:
  }
}

const NO_USER_WORK: readonly UserWork[] = [];

function userWork({ leaving, coming, before, after }: Holder): readonly UserWork[] {
  const isLeft = leaving === null || leaving.action === "no-op" || (leaving.action === "update" && !leaving.isRename);
  if (leaving === coming && isLeft) return NO_USER_WORK;
  const isRenamed = before?.userName !== after?.userName || after?.userName === null;
  const going = operationsOf(leaving, leaving?.isRename === true && isRenamed).filter(({ kind }) => kind !== "create");
  const next = operationsOf(coming, false).filter(({ kind }) => kind === "create");
  return [...going, ...next].map((operation): UserWork => {
    return { ...operation, of: "user", verb: operation.kind === "update" ? "rename" : operation.kind };
  });
}

/** What a change does to one object, whatever that is: the two halves of a replacement, one thing, or nothing. */
export function operationsOf(change: ResourceChange | null, isUpdated: boolean): Operation[] {
  if (change === null) return [];
  const isReplaced = change.action === "replace" && change.order !== "forget";
  const of = (kind: Operation["kind"]): Operation => operationOf(change.site, change, kind, isReplaced);
  if (change.action === "replace") return isReplaced ? [of("delete"), of("create")] : [of("create")];
  if (change.action === "delete" || change.action === "create") return [of(change.action)];
  return isUpdated ? [of("update")] : [];
}

/** Terraform's graph has a deposed object under the address of the current one. */
function currentAddress(address: string, deposed: string | null): string {
  return deposed === null ? address : address.replace(DEPOSED, "");
}

function halfOf({ order }: Pick<ResourceChange, "order">): Operation["replacement"] {
  return order === "create-first" ? "create first" : "delete first";
}

function operationOf(
  site: { readonly stack: string; readonly address: string },
  { deposed, order }: ResourceChange,
  kind: Operation["kind"],
  isReplaced: boolean,
): Operation {
  return {
    stack: site.stack,
    address: currentAddress(site.address, deposed),
    kind,
    deposed,
    replacement: isReplaced ? halfOf({ order }) : null,
  };
}
