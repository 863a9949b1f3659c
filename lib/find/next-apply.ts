import type { AccessKey, FormerAddress, Inventory, KeyLifecycle, Stack } from "../inventory/model";
import type { Maybe } from "../maybe/maybe";
import { isUnknown } from "../maybe/maybe";
import { placeKey } from "../places/place-key";
import { withoutKeys } from "../places/instance-keys";

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
/** Calls of modules at the start of an address, each with the number or name of its instance. */
const MODULES = /module\.[^.[]+(?:\[(\d+|"(?:[^"\\]|\\.)*")\])?\./g;
const OWN_KEY = /\[(\d+|"(?:[^"\\]|\\.)*")\]$/;
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
  const keysAt = (place: string): AccessKey[] =>
    configuration.accessKeys.filter((each) => placeOf(each.site) === placeOf({ ...site, address: place }));
  const former = stack.formerAddresses ?? [];
  const keys = keysAt(address);
  if (keys.length > 0) return ofInstance(own, keys, former);
  const moved = movedFrom(address, former);
  const [target] = moved === null ? [] : keysAt(moved);
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

const GONE: Standing = { is: "undeclared", isDestroyed: true };

/**
 * A block may have lost one of its instances; what is implied of one is that of the other: `k` and `k[0]`.
 *
 * @param keys those that the block makes in all instances of its module
 */
function ofInstance(address: string, keys: readonly AccessKey[], former: readonly FormerAddress[]): Standing {
  const isSame = ({ site }: AccessKey): boolean => withoutFirst(site.address) === withoutFirst(address);
  const block = keys.find(isSame) ?? keys[0] ?? null;
  const open = (because: string, of = block): Standing => ({ is: "notKnown", because, block: of });
  if (block !== null && former.some(({ from }) => withoutKeys(from) === withoutKeys(address))) {
    const isPlain = !address.includes("[") && block.repeatedBy === null;
    return isPlain ? { is: "declared", block } : open("a moved block names its address");
  }
  const inModule = keys.filter(({ site }) => withoutFirst(moduleOf(site)) === withoutFirst(moduleOf({ address })));
  if (inModule.length === 0) {
    if (!keys.some(({ site }) => mayStandFor(moduleOf(site), moduleOf({ address })))) return GONE;
    return open("whether the code still has that instance of its module cannot be told");
  }
  const own = inModule.find((key) => isSame(key) && !standsForSeveral(key));
  if (own !== undefined && isUnknown(own.instances)) {
    return open("whether the code still has that instance of it cannot be told", own);
  }
  if (own !== undefined) return { is: "declared", block: own };
  const several = inModule.find(standsForSeveral);
  return several === undefined ? GONE : amongSeveral(OWN_KEY.exec(address)?.[1] ?? null, several);
}

/** @param key the number or name of the instance, as its address has it */
function amongSeveral(key: string | null, block: AccessKey): Standing {
  const { repeatedBy, instances } = block;
  const open = (because: string): Standing => ({ is: "notKnown", because, block });
  if (repeatedBy === "for_each") {
    return key?.startsWith('"') ? open("whether the code still has that instance of it cannot be told") : GONE;
  }
  const position = Number(key ?? 0);
  if (Number.isNaN(position)) return GONE;
  if (isUnknown(instances)) return open("how many instances of it the code has cannot be told");
  return position < instances ? { is: "declared", block } : GONE;
}

/** Whether a key of the code is that of all its instances, or of those whose number or names are not known. */
function standsForSeveral({ repeatedBy, amongst }: AccessKey): boolean {
  return repeatedBy !== null && amongst === undefined;
}

/** `module.m[0].`, empty in the root. */
function moduleOf({ address }: { readonly address: string }): string {
  return (address.match(MODULES) ?? []).join("");
}

/** Whether the instance of a module may be one of those for which the code has one without a number or name. */
function mayStandFor(declared: string, instance: string): boolean {
  const keysOf = (module: string): (string | undefined)[] => [...module.matchAll(MODULES)].map(([, key]) => key);
  const own = keysOf(instance);
  return keysOf(declared).every((key, index) => key === undefined || key === (own[index] ?? "0"));
}

/** An address in which the first instance is spelled as the only one. */
function withoutFirst(address: string): string {
  return address.replaceAll("[0]", "");
}

function placeOf(site: { readonly stack: string; readonly address: string }): string {
  return placeKey({ ...site, address: withoutKeys(site.address) });
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
