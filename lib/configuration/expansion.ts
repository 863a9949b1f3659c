import { largest, smallest } from "../text/lists";
import { alternativesOf, oneOf } from "../language/alternatives";
import { convert } from "../language/convert";
import { Decimal } from "../language/decimal";
import { isHiding } from "../language/marks";
import { NUMBER } from "../language/type";
import { Mapping, marksOf, memberNames, Sequence, Unknown, unmarked, type Value } from "../language/value";
import { inCircle } from "./schedule";

/** How many instances there are of something. */
export interface Times {
  readonly atLeast: number;
  /** Null where there is no limit. */
  readonly atMost: number | null;
  /** Why the number is not known; null where it is. */
  readonly because: string | null;
}

/** An instance that a block makes, or one that stands for several that are all alike. */
export interface Slot {
  /** Its key in addresses; null where there is no key, or none that is known. */
  readonly key: number | string | null;
  /** Whether nothing in the block depends on which one it is, of several for which it stands. */
  readonly areAlike?: boolean;
  /** The keys of those for which it stands, where these are known. */
  readonly names?: readonly string[];
  /** `count.index` or `each.key`. */
  readonly index: Value;
  /** `each.value`. */
  readonly value: Value;
  readonly times: Times;
}

/** What `count` and `for_each` of a block come to. */
export interface Expansion {
  readonly repeatedBy: "count" | "for_each" | null;
  readonly slots: readonly Slot[];
}

/** More instances of one block are not told apart. */
const MOST_TOLD_APART = 10_000;
const ONCE: Times = { atLeast: 1, atMost: 1, because: null };

export const SINGLE: Expansion = {
  repeatedBy: null,
  slots: [{ key: null, index: null, value: null, times: ONCE }],
};

/** What is known of a number of instances that needs itself to be known. */
export function expansionInCircle(repeatedBy: "count" | "for_each", because: string): Expansion {
  return { repeatedBy, slots: [anyOf(inCircle(because), 0, null)] };
}

/**
 * The instances of `count`.
 *
 * @param areAlike whether nothing in the block depends on which instance it is
 */
export function countedBy(count: Value, areAlike: boolean): Expansion {
  const number = unmarked(convert(count, NUMBER));
  const because = number instanceof Unknown ? number.because : "it is not a whole number";
  if (!(number instanceof Decimal)) {
    const { atLeast, atMost } = boundsOf(number);
    const because_ = number === null ? "it is null" : because;
    return { repeatedBy: "count", slots: atMost === 0 ? [] : [anyOf(new Unknown(because_), atLeast, atMost)] };
  }
  if (!number.isInteger() || number.isNegative()) {
    return { repeatedBy: "count", slots: number.isZero() ? [] : [anyOf(new Unknown(because), 0, null)] };
  }
  const times = number.toNumber();
  if (times > 1 && (areAlike || times > MOST_TOLD_APART)) {
    const any = anyOf(new Unknown("it differs from instance to instance"), times, times);
    return { repeatedBy: "count", slots: [{ ...any, areAlike, times: { ...any.times, because: null } }] };
  }
  const slots = Array.from({ length: times }, (_, index): Slot => {
    return { key: index, index: new Decimal(index), value: null, times: ONCE };
  });
  return { repeatedBy: "count", slots };
}

function boundsOf(number: Value): { readonly atLeast: number; readonly atMost: number | null } {
  if (!(number instanceof Unknown)) return { atLeast: 0, atMost: null };
  const { oneOf, atLeast = 0, atMost = null } = number.certain;
  if (!oneOf) return { atLeast: Math.max(0, atLeast), atMost };
  const numbers = oneOf.map(unmarked).flatMap((each) => (each instanceof Decimal ? [each.toNumber()] : []));
  const isBounded = numbers.length === oneOf.length;
  return isBounded
    ? { atLeast: Math.max(0, smallest(numbers)), atMost: Math.max(0, largest(numbers)) }
    : { atLeast: 0, atMost: null };
}

/** The instances of `for_each`. */
export function namedBy(collection: Value, areAlike: boolean): Expansion {
  const alternatives = alternativesOf(collection);
  const sides = alternatives.map(entriesOf);
  const known = sides.filter((entries) => entries !== null);
  if (known.length < sides.length) return { repeatedBy: "for_each", slots: openSlots(unmarked(collection)) };
  const names = new Map<string, { readonly value: Value; count: number }>();
  for (const [name, value] of known.flat()) {
    const seen = names.get(name);
    if (seen) seen.count++;
    else names.set(name, { value, count: 1 });
  }
  const because = "a condition decides it";
  if (known.length === 1 && names.size > 1 && (areAlike || names.size > MOST_TOLD_APART)) {
    const any = anyOf(new Unknown("it differs from instance to instance"), names.size, names.size);
    const slot: Slot = { ...any, areAlike, names: [...names.keys()], times: { ...any.times, because: null } };
    return { repeatedBy: "for_each", slots: [slot] };
  }
  const slots = [...names].map(([name, { value, count }]): Slot => {
    const times = count === known.length ? ONCE : { atLeast: 0, atMost: 1, because };
    return { key: name, index: name, value, times };
  });
  return { repeatedBy: "for_each", slots };
}

/** The names and values of a known map, or of a set of known texts; null where that is not known. */
function entriesOf(value: Value): (readonly [string, Value])[] | null {
  const inner = unmarked(value);
  if (inner instanceof Mapping) {
    return memberNames(inner.members).map((name) => [name, inner.members.get(name) ?? null] as const);
  }
  if (!(inner instanceof Sequence) || inner.kind !== "set") return null;
  // Terraform refuses them, and an address that is made of a secret would show it.
  if (inner.elements.some(isSecret)) return null;
  const entries = inner.elements
    .map(unmarked)
    .map((each) => (typeof each === "string" ? ([each, each] as const) : null));
  return entries.every((entry) => entry !== null) ? entries : null;
}

function isSecret(name: Value): boolean {
  return marksOf(name).some(isHiding);
}

/** Where not all names are known, those that are have an instance each, and one stands for all the others. */
function openSlots(collection: Value): readonly Slot[] {
  if (collection instanceof Sequence && collection.kind === "set") {
    const because = collection.elements.map(unmarked).find((each) => each instanceof Unknown)?.because;
    const { length } = collection.elements;
    const isHidden = collection.elements.some(isSecret);
    const open = new Unknown(because ?? (isHidden ? "a name is secret" : "its elements are no texts"));
    return [ofSet(anyOf(open, 1, length), oneOf(collection.elements, open.because))];
  }
  if (!(collection instanceof Unknown)) return [anyOf(new Unknown("it is neither a map nor a set"), 0, null)];
  const { members, elements = [], atMost, each, type } = collection.certain;
  const certain: (readonly [string, Value])[] = members
    ? [...members]
    : elements.map(unmarked).flatMap((name) => (typeof name === "string" ? [[name, name] as const] : []));
  const slots = certain.map(([key, value]): Slot => ({ key, index: key, value, times: ONCE }));
  const limit = atMost === undefined ? null : Math.max(0, atMost - slots.length);
  if (limit === 0) return slots;
  const any = anyOf(collection, 0, limit);
  if (each === undefined) return [...slots, any];
  return [...slots, type?.kind === "set" ? ofSet(any, each) : { ...any, value: each }];
}

/** In a set, an element is its own name. */
function ofSet(slot: Slot, element: Value): Slot {
  return { ...slot, index: element, value: element };
}

/** One instance that stands for all that there may be. */
function anyOf({ because }: Unknown, atLeast: number, atMost: number | null): Slot {
  const open = new Unknown(because);
  return { key: null, index: open, value: open, times: { atLeast, atMost, because } };
}
