import { forEachAlternative, oneOf } from "./alternatives";
import { convert, isFailure } from "./convert";
import { Decimal } from "./decimal";
import { derived, union, type Mark } from "./marks";
import { marksWithin } from "./marks-within";
import { BOOL, STRING } from "./type";
import {
  failure,
  Mapping,
  marksOf,
  memberNames,
  object,
  Sequence,
  tuple,
  Unknown,
  unmarked,
  withMarks,
  type Unmarked,
  type Value,
} from "./value";

/** What a `for` does with each element: its parts are evaluated with the element under its names. */
export interface Loop {
  /** The name of a member; null where the result is a tuple. */
  readonly key: ((key: Value, value: Value) => Value) | null;
  readonly result: (key: Value, value: Value) => Value;
  readonly condition: ((key: Value, value: Value) => Value) | null;
  readonly isGrouped: boolean;
}

/** One element that is in the result, or may be. */
interface Made {
  readonly key: Value;
  readonly result: Value;
  /** Why nobody knows whether it is there; null where it is. */
  readonly doubt: Unknown | null;
}

/** A `for` over a collection. */
export function loopOver(collection: Value, loop: Loop): Value {
  const ofEach = forEachAlternative([collection], ([each = null]) => loopOver(each, loop));
  if (ofEach !== null) return ofEach;
  const inner = unmarked(collection);
  if (inner === null) return failure("a for goes over null");
  const noted: (readonly Mark[])[] = [derived(marksOf(collection))];
  if (inner instanceof Unknown) {
    const open = overUnknown(inner, loop, noted);
    return withMarks(open, union(...noted));
  }
  const entries = entriesOf(inner);
  if (entries === null) return failure("a for goes over what is no collection");
  const made: Made[] = [];
  for (const [key, value] of entries) {
    const each = make(loop, withMarks(key, marksOf(collection)), withMarks(value, marksOf(collection)), noted);
    if (each instanceof Unknown) return each;
    if (each !== null) made.push(each);
  }
  return withMarks(collect(made, loop), union(...noted));
}

/** What becomes of one element: null where it is left out, the failure where Terraform has one. */
function make(loop: Loop, key: Value, value: Value, noted: (readonly Mark[])[]): Made | Unknown | null {
  let doubt: Unknown | null = null;
  if (loop.condition) {
    const condition = convert(loop.condition(key, value), BOOL);
    noted.push(derived(marksOf(condition)));
    const truth = unmarked(condition);
    if (truth === false) return null;
    if (truth === null) return failure("the condition of a for is null");
    if (truth instanceof Unknown) {
      if (isFailure(truth)) return truth;
      doubt = truth;
    }
  }
  const name = loop.key === null ? null : convert(loop.key(key, value), STRING);
  const result = loop.result(key, value);
  const wrong = [name, result].find(isFailure);
  // Where it is not left out, there is no value at all.
  if (wrong !== undefined) return doubt === null ? (unmarked(wrong) as Unknown) : null;
  if (loop.key !== null && name === null) return failure("the name of a member is null");
  if (name !== null) noted.push(marksWithin(name));
  return { key: name, result, doubt };
}

function entriesOf(collection: Unmarked): (readonly [Value, Value])[] | null {
  if (collection instanceof Mapping) {
    return memberNames(collection.members).map((name) => [name, collection.members.get(name) ?? null] as const);
  }
  if (!(collection instanceof Sequence)) return null;
  const isSet = collection.kind === "set";
  return collection.elements.map((value, index) => [isSet ? value : new Decimal(index), value] as const);
}

function collect(made: readonly Made[], loop: Loop): Value {
  return loop.key === null ? collectTuple(made) : collectObject(made, loop.isGrouped);
}

function collectTuple(made: readonly Made[]): Value {
  const open = made.find(({ doubt }) => doubt !== null)?.doubt;
  if (!open) return tuple(made.map(({ result }) => result));
  const certain = made.filter(({ doubt }) => doubt === null).map(({ result }) => result);
  const each = oneOf(
    made.map(({ result }) => result),
    open.because,
  );
  return new Unknown(open.because, {
    isSet: true,
    elements: certain,
    each,
    atLeast: certain.length,
    atMost: made.length,
  });
}

function collectObject(made: readonly Made[], isGrouped: boolean): Value {
  const members = new Map<string, Value[]>();
  let open: Unknown | null = null;
  for (const { key, result, doubt } of made) {
    const name = unmarked(key);
    if (doubt !== null || typeof name !== "string") {
      open ??= doubt ?? (name instanceof Unknown ? name : null);
      continue;
    }
    const known = members.get(name);
    if (known && !isGrouped) return failure("two members of an object have one name");
    if (known) known.push(result);
    else members.set(name, [result]);
  }
  // What else there may be can be in any group.
  if (open !== null) {
    const certain = isGrouped ? [] : [...members].map(([name, [result = null]]) => [name, result] as const);
    const any = oneOf(
      made.map(({ result }) => result),
      open.because,
    );
    const each = isGrouped ? new Unknown(open.because, { isSet: true, each: any }) : any;
    return new Unknown(open.because, { isSet: true, members: new Map(certain), each, atMost: made.length });
  }
  return object([...members].map(([name, results]) => [name, isGrouped ? tuple(results) : (results[0] ?? null)]));
}

/** Of elements that are there in any case the results are there too, unless what else there is changes their place. */
function overUnknown({ because, certain }: Unknown, loop: Loop, noted: (readonly Mark[])[]): Value {
  if (certain.isFailure) return failure(because);
  const { elements = [], members, atMost, each } = certain;
  const { type } = certain;
  // The key of an element of a set is the element.
  const keyOf = (value: Value): Value => (type?.kind === "set" ? value : new Unknown(because));
  const entries: (readonly [Value, Value])[] = members
    ? [...members]
    : elements.map((value) => [keyOf(value), value] as const);
  const made: Made[] = [];
  const possible: Value[] = [];
  for (const [key, value] of entries) {
    const one = make(loop, key, value, noted);
    if (one instanceof Unknown) return one;
    if (one !== null && one.doubt === null) made.push(one);
    else if (one !== null) possible.push(one.result);
  }
  // What may be of any other element is asked with one of which nothing is known but its type.
  const other = each ?? new Unknown(because, type && "element" in type ? { type: type.element } : {});
  const any = make(loop, keyOf(other), other, noted);
  if (any !== null && !(any instanceof Unknown)) possible.push(any.result);
  else if (any instanceof Unknown && !any.certain.isFailure) possible.push(new Unknown(because));
  const all = [...made.map(({ result }) => result), ...possible];
  if (any === null && all.length === 0) return loop.key === null ? tuple([]) : object([]);
  const ofAny = all.length === 0 || loop.isGrouped ? {} : { each: oneOf(all, because) };
  if (loop.key === null) {
    const results = made.map(({ result }) => result);
    const bounds = { atLeast: results.length, ...(atMost !== undefined && { atMost }) };
    return new Unknown(because, { isSet: true, elements: results, ...bounds, ...ofAny });
  }
  const named = made.flatMap(({ key, result }) => {
    const name = unmarked(key);
    return typeof name === "string" && !loop.isGrouped ? [[name, result] as const] : [];
  });
  return new Unknown(because, { isSet: true, members: new Map(named), ...ofAny });
}
