import { Decimal } from "../decimal";
import { areEqual, isWhollyKnown } from "../equality";
import { derived } from "../marks";
import { marksWithin } from "../marks-within";
import { reasonIn } from "../sets";
import { ANY, BOOL, listOf, NUMBER } from "../type";
import { typeOf } from "../type-of";
import { failure, Mapping, marksOf, Sequence, Unknown, unmarked, withMarks, type Value } from "../value";
import type { Functions, Parameter } from "./definition";
import { graphemesOf } from "./graphemes";
import { elementsOf, isNonEmptyText, mayBe, opened, openNumber, PARTS } from "./known-parts";

const TRUTHS: Parameter = { type: listOf(BOOL), takesUnknown: true };
const SEARCHED: Parameter = { type: ANY, takesUnknown: true };

/** Functions that ask what a collection holds. An answer that does not depend on what is unknown is known. */
export const SEARCH_FUNCTIONS: Functions = {
  alltrue: {
    parameters: [TRUTHS],
    returns: BOOL,
    result: "derived",
    call: (truths: Value) => decided(truths, (each) => (each === null ? true : each === false), false),
  },
  anytrue: {
    parameters: [TRUTHS],
    returns: BOOL,
    result: "derived",
    call: (truths: Value) => decided(truths, (each) => each === true, true),
  },
  contains: { parameters: [SEARCHED, SEARCHED], returns: BOOL, result: "derived", call: contains },
  index: { parameters: [SEARCHED, SEARCHED], returns: NUMBER, result: "derived", call: index },
  length: { parameters: [PARTS], returns: NUMBER, result: "derived", call: length },
};

/** The answer if one of the elements decides it; the other one if none can; else unknown. */
function decided(collection: Value, decides: (element: Value) => boolean, answer: boolean): Value {
  const elements = elementsOf(collection);
  if (elements === null) return failure("a list is wanted");
  if (elements.known.some((each) => decides(unmarked(each)))) return answer;
  const open = elements.known.find((each) => unmarked(each) instanceof Unknown);
  const because = elements.because ?? (open === undefined ? null : reasonIn(open));
  return because === null ? !answer : new Unknown(because, { type: BOOL, isSet: true });
}

function contains(collection: Value, wanted: Value): Value {
  const elements = elementsOf(collection);
  if (elements === null) return failure("contains() takes a list, a set or a tuple");
  let because = elements.because;
  for (const element of elements.known) {
    const answer = areEqual(element, wanted);
    if (answer === true) return true;
    if (answer === null) because ??= reasonIn(isWhollyKnown(element) ? wanted : element);
  }
  return because === null ? false : new Unknown(because, { type: BOOL, isSet: true });
}

function index(collection: Value, wanted: Value): Value {
  const elements = elementsOf(collection);
  if (elements === null || typeOf(opened(collection)).kind === "set") return failure("index() takes a list or a tuple");
  if (elements.because !== null) return openIndex(elements.because, 0, elements.atMost - 1);
  const possible: number[] = [];
  for (const [at, element] of elements.known.entries()) {
    const answer = areEqual(element, wanted);
    if (answer !== false) possible.push(at);
    if (answer === true) break;
  }
  const [first, last] = [possible[0], possible[possible.length - 1]];
  if (first === undefined || last === undefined) return failure("what index() looks for is not in the list");
  if (areEqual(elements.known[first] ?? null, wanted) === true) return new Decimal(first);
  const open = elements.known[first] ?? null;
  return openIndex(reasonIn(isWhollyKnown(open) ? wanted : open), first, last);
}

function openIndex(because: string, atLeast: number, atMost: number): Unknown {
  return openNumber(because, { atLeast, ...(Number.isFinite(atMost) && { atMost }) });
}

/** Of a text: how many characters a reader sees in it. */
function length(given: Value): Value {
  const inner = opened(given);
  if (typeof inner === "string") {
    return withMarks(new Decimal(graphemesOf(inner).length), derived(marksOf(given)));
  }
  const marks = derived(inner instanceof Unknown && mayBe(inner, "string") ? marksWithin(given) : marksOf(given));
  if (inner instanceof Sequence) return withMarks(new Decimal(inner.elements.length), marks);
  if (inner instanceof Mapping) return withMarks(new Decimal(inner.members.size), marks);
  if (!(inner instanceof Unknown) || !mayBe(inner, "string", "list", "set", "map")) {
    return failure("length() takes a text or a collection");
  }
  return withMarks(openLength(inner), marks);
}

function openLength(value: Unknown): Value {
  const { elements = [], members, atLeast = 0, atMost } = value.certain;
  const certain = Math.max(atLeast, elements.length, members?.size ?? 0, isNonEmptyText(value) === true ? 1 : 0);
  if (atMost === certain) return new Decimal(certain);
  return openNumber(value.because, { atLeast: certain, ...(atMost !== undefined && { atMost }) });
}
