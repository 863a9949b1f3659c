import { isCertainlySet, oneOf } from "../alternatives";
import { convert, isFailure } from "../convert";
import { Decimal } from "../decimal";
import { areEqual } from "../equality";
import { derived, union, type Mark } from "../marks";
import { ANY, listOf, NUMBER, STRING, type Type } from "../type";
import { typeOf } from "../type-of";
import { unify } from "../unify";
import { failure, list, marksOf, Unknown, unmarked, withMarks, type Value } from "../value";
import type { Functions } from "./definition";
import { elementsOf, isNonEmptyText, keepingMarks, LIST, membersOf, onePartType, openList } from "./known-parts";
import { opened, openValue, PARTS, PARTS_OR_NULL, partType } from "./known-parts";
import { matcherOf, type Answer } from "./matcher";
import { machineInteger } from "./whole-numbers";

/** Functions that choose among values. Where the choice is open, the result is one of those that are left. */
export const CHOICE_FUNCTIONS: Functions = {
  coalesce: { parameters: [], rest: PARTS_OR_NULL, returns: ANY, result: "contains", call: coalesce },
  coalescelist: { parameters: [], rest: PARTS_OR_NULL, returns: ANY, result: "contains", call: coalesceList },
  element: {
    parameters: [PARTS, { type: NUMBER, takesUnknown: true }],
    returns: ANY,
    result: "derived",
    call: element,
  },
  lookup: {
    parameters: [PARTS, { type: STRING, takesUnknown: true }],
    rest: PARTS_OR_NULL,
    returns: ANY,
    result: "derived",
    call: lookup,
  },
  matchkeys: {
    parameters: [LIST, { type: listOf(ANY), takesUnknown: true }, { type: listOf(ANY), takesUnknown: true }],
    returns: listOf(ANY),
    result: "derived",
    call: matchKeys,
  },
  one: { parameters: [PARTS], returns: ANY, result: "contains", call: one },
};

/** The first that is neither null nor an empty text. */
function coalesce(...given: readonly Value[]): Value {
  const types = given.map(typeOf);
  // Beside null, which an open one may be, values that have nothing in common stay what they are.
  const staysAsItIs = types.some(({ kind }) => kind === "none" || kind === "open");
  const type = unify(types) ?? (staysAsItIs ? ANY : null);
  if (type === null) return failure("the arguments of coalesce() are of several types");
  const values = given.map((each) => convert(each, type));
  const wrong = values.find(isFailure);
  if (wrong !== undefined) return wrong;
  const mayBeText = type.kind === "string" || type.kind === "open";
  return firstOf(values, mayBeText ? isNonEmptyText : isSetOrOpen, { isSet: true });
}

function isSetOrOpen(value: Value): boolean | null {
  if (isCertainlySet(value)) return true;
  return unmarked(value) === null ? false : null;
}

/**
 * The first that has elements. Null is taken for a list that is null, as a variable may be; Terraform refuses one that
 * is written, which nobody does.
 */
function coalesceList(...given: readonly Value[]): Value {
  const lists = given.filter((each) => unmarked(each) !== null);
  if (lists.some((each) => elementsOf(each) === null || typeOf(opened(each)).kind === "set")) {
    return failure("coalescelist() takes lists and tuples");
  }
  const hasElements = (value: Value): boolean | null => {
    const { atLeast = 0, atMost = 0 } = elementsOf(value) ?? {};
    return atLeast > 0 ? true : atMost === 0 ? false : null;
  };
  return firstOf(given, hasElements, { isSet: true, atLeast: 1 });
}

/** The first that is taken, which is certain of those of which it is not known, if they are. */
function firstOf(
  values: readonly Value[],
  isTaken: (value: Value) => boolean | null,
  ifTaken: { readonly isSet: true; readonly atLeast?: 1 },
): Value {
  const candidates: Value[] = [];
  let passed: readonly Mark[] = [];
  let because = "";
  for (const value of values) {
    const answer = isTaken(value);
    const inner = unmarked(value);
    if (answer !== false) {
      const taken = inner instanceof Unknown ? new Unknown(inner.because, { ...inner.certain, ...ifTaken }) : inner;
      candidates.push(withMarks(taken, union(marksOf(value), passed)));
    }
    if (answer === true) break;
    passed = union(passed, derived(marksOf(value)));
    if (inner instanceof Unknown) because = inner.because;
  }
  return candidates.length === 0 ? failure("all of its arguments are null or empty") : oneOf(candidates, because);
}

function element(given: Value, at: Decimal | Unknown): Value {
  return keepingMarks(given, (inner) => {
    const elements = elementsOf(inner);
    if (elements === null || typeOf(opened(inner)).kind === "set") return failure("element() takes a list or a tuple");
    const { known, because, atMost } = elements;
    if (atMost === 0) return failure("element() takes a list that is not empty");
    const index = at instanceof Decimal ? machineInteger(at) : null;
    if (at instanceof Decimal && index === null) return failure("the index of element() is a whole number");
    if (because === null && index !== null) return elementAround(known, index, typeOf(opened(inner)).kind === "tuple");
    return oneOfThose(known, because, partType(inner), at instanceof Unknown ? at.because : "");
  });
}

/** An index beyond the end goes on with the first element; one before the start counts from the end, of lists alone. */
function elementAround(elements: readonly Value[], index: bigint, isTuple: boolean): Value {
  const at = Number(index % BigInt(elements.length));
  if (at < 0 && isTuple) return failure("there is no element of a tuple before the first one");
  return elements.at(at) ?? null;
}

/** One of the values, or one that is not known where there may be others. */
function oneOfThose(known: readonly Value[], because: string | null, type: Type, choice: string): Value {
  if (because === null) return oneOf(known, choice);
  return oneOf([...known, openValue(because, type)], because);
}

function lookup(given: Value, key: string | Unknown, ...rest: readonly Value[]): Value {
  const members = membersOf(given);
  if (members === null || rest.length > 1) return failure("lookup() takes a map, a key and a default");
  const isMap = typeOf(opened(given)).kind === "map";
  const type = isMap ? partType(given) : ANY;
  const defaults = rest.map((each) => withMarks(convert(each, type), derived(marksOf(given))));
  const wrong = defaults.find(isFailure);
  if (wrong !== undefined) return wrong;
  const own = (value: Value): Value => withMarks(value, marksOf(given));
  const { known, because } = members;
  const open = because === null ? [] : [own(openValue(because, type))];
  if (typeof key !== "string") {
    const possible = [...known].flatMap(([name, value]) => (areEqual(key, name) === false ? [] : [own(value)]));
    return chosen([...possible, ...open, ...defaults], key.because);
  }
  const member = known.get(key);
  return member === undefined ? chosen([...open, ...defaults], because ?? "") : own(member);
}

function chosen(values: readonly Value[], because: string): Value {
  return values.length === 0 ? failure("what lookup() looks for is not there") : oneOf(values, because);
}

/** The values whose keys are in another list. */
function matchKeys(given: Value, keys: Value, wanted: Value): Value {
  return keepingMarks(given, (inner) => {
    const [values, all, searched] = [elementsOf(inner), elementsOf(keys), elementsOf(wanted)];
    const type = onePartType([keys, wanted]);
    if (values === null || all === null || searched === null || type === null)
      return failure("matchkeys() takes lists");
    const { atMost } = values;
    const because = values.because ?? all.because;
    if (because !== null) return openList(partType(inner), { known: [], because, atLeast: 0, atMost });
    if (values.known.length !== all.known.length) return failure("matchkeys() takes as many keys as values");
    return matched(values.known, partType(inner), all.known.map(matcherOf(searched, type)));
  });
}

function matched(values: readonly Value[], type: Type, answers: readonly Answer[]): Value {
  const known = values.filter((_, index) => answers[index] === true);
  const open = answers.find((answer) => typeof answer === "object");
  if (open === undefined) return list(known, type);
  const atMost = answers.filter((answer) => answer !== false).length;
  return openList(type, { known, because: open.because, atLeast: known.length, atMost });
}

/** The only element; null where there is none. */
function one(given: Value): Value {
  return keepingMarks(given, (inner) => {
    const elements = elementsOf(inner);
    if (elements === null || elements.atLeast > 1) return failure("one() takes at most one element");
    const [only] = elements.known;
    if (only !== undefined) return only;
    return elements.because === null ? null : openValue(elements.because, partType(inner));
  });
}
