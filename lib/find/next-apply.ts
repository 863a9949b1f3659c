import type { AccessKey, FormerAddress, Inventory, KeyLifecycle, Maybe, Stack } from "../inventory/model";
import { isUnknown } from "../inventory/model";
import { placeKey } from "../inventory/place-key";
import { withoutKeys } from "../inventory/plan/resource-instance";

/** What the code says of the status of a key. */
export type Pin = "Active" | "Inactive" | "none" | "unknown";

/** Whether the code has a key of a state: its block, nothing, or nobody can tell. */
export type Standing =
  | { readonly is: "declared"; readonly block: AccessKey }
  /** `isDestroyed` as its `removed` block says; true where there is none. */
  | { readonly is: "undeclared"; readonly isDestroyed: boolean | null }
  | { readonly is: "notKnown"; readonly because: string; readonly block: AccessKey | null };

/** What the next apply of its stack does with a key, as far as state and code tell. */
export interface NextApply {
  /** What the state has noted of it. */
  readonly mark: "deposed" | "tainted" | null;
  readonly standing: Standing;
  readonly pin: Pin;
  readonly lifecycle: Maybe<KeyLifecycle> | null;
}

/** A chain of `moved` blocks that is longer is nobody's code. */
const MOST_MOVES = 20;
const OWN_INDEX = /\[(\d+|"(?:[^"\\]|\\.)*")\]$/;
const DEPOSED = / \(deposed [^()]*\)$/;

/** @param states the inventory that has the key */
export function nextApplyOf(
  key: AccessKey,
  states: Pick<Inventory, "stacks">,
  configuration: Inventory | null,
): NextApply {
  const standing = standingOf(key, states, configuration);
  const block = standing.is === "undeclared" ? null : standing.block;
  // A state that was read with its configuration knows what that says.
  const known = block ?? (key.metadata === null ? null : key);
  return {
    mark: key.record?.mark ?? null,
    standing,
    pin: known === null ? "unknown" : pinOf(known),
    lifecycle: known?.lifecycle ?? null,
  };
}

/** The block of the code that a key of a state is of, also where it has moved. */
function standingOf(
  { site, metadata }: AccessKey,
  states: Pick<Inventory, "stacks">,
  configuration: Inventory | null,
): Standing {
  const stack = configuration?.stacks.find(({ name }) => name === site.stack);
  if (configuration === null || stack === undefined) {
    return { is: "notKnown", because: "its configuration was not given", block: null };
  }
  const own = site.address.replace(DEPOSED, "");
  const address = withoutKeys(own);
  const declaredAt = (place: string): AccessKey | undefined =>
    configuration.accessKeys.find((declared) => placeKey(declared.site) === placeKey({ ...site, address: place }));
  const former = stack.formerAddresses ?? [];
  const block = declaredAt(address);
  if (block !== undefined) return ofInstance(own, block, former);
  const moved = movedFrom(address, former);
  const target = moved === null ? undefined : declaredAt(withoutKeys(moved));
  if (target !== undefined) return { is: "declared", block: target };
  if (moved !== null) return { is: "notKnown", because: "a moved block names its address", block: null };
  if (stack.isIncomplete) return { is: "notKnown", because: "its configuration was not read as a whole", block: null };
  if (
    metadata !== null ||
    !isLikelyOf(
      stack,
      states.stacks.find(({ name }) => name === site.stack),
    )
  ) {
    return { is: "notKnown", because: "the configuration may be that of another stack", block: null };
  }
  return { is: "undeclared", isDestroyed: isDestroyed(address, former) };
}

/** A block may have lost one of its instances; what is implied of one is that of the other: `k` and `k[0]`. */
function ofInstance(address: string, block: AccessKey, former: readonly FormerAddress[]): Standing {
  const index = OWN_INDEX.exec(address)?.[1] ?? null;
  const module = address.slice(0, address.length - (index === null ? 0 : index.length + 2));
  const { repeatedBy, instances } = block;
  const gone: Standing = { is: "undeclared", isDestroyed: true };
  const open = (because: string): Standing => ({ is: "notKnown", because, block });
  if (module.includes("[")) return open("whether the code still has that instance of its module cannot be told");
  if (former.some(({ from }) => withoutKeys(from) === withoutKeys(address))) {
    return index === null && repeatedBy === null ? { is: "declared", block } : open("a moved block names its address");
  }
  if (instances === 0) return gone;
  const position = index === null ? 0 : Number(index);
  switch (repeatedBy) {
    case null:
      return position === 0 ? { is: "declared", block } : gone;
    case "count":
      if (Number.isNaN(position)) return gone;
      if (isUnknown(instances)) return open("how many instances of it the code has cannot be told");
      return position < instances ? { is: "declared", block } : gone;
    case "for_each":
      return index?.startsWith('"') ? open("whether the code still has that instance of it cannot be told") : gone;
  }
}

/** Where `moved` blocks have led to; null where none of them speaks of the address. */
function movedFrom(address: string, former: readonly FormerAddress[]): string | null {
  let at = address;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const move = former.find(({ from, to }) => to !== null && isAtOrIn(at, from));
    if (move?.to == null) break;
    at = withoutKeys(move.to) + at.slice(withoutKeys(move.from).length);
  }
  return at === address ? null : at;
}

function isDestroyed(address: string, former: readonly FormerAddress[]): boolean | null {
  const removal = former.find(({ from, to }) => to === null && isAtOrIn(address, from));
  return removal === undefined ? true : removal.isDestroyed;
}

/** Whether a configuration may be that of a state: it has at least something of what is in it. */
function isLikelyOf(code: Stack, state: Stack | undefined): boolean {
  const declared = new Set(code.resources.map(({ address }) => address));
  return state?.resources.some(({ address }) => declared.has(withoutKeys(address.replace(DEPOSED, "")))) ?? false;
}

function isAtOrIn(address: string, from: string): boolean {
  const plain = withoutKeys(from);
  return address === plain || address.startsWith(`${plain}.`);
}

function pinOf({ status, pinsStatus }: AccessKey): Pin {
  if (isUnknown(status)) return "unknown";
  if (!pinsStatus) return "none";
  return status === "Active" || status === "Inactive" ? status : "none";
}
