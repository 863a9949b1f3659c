import { oneOf } from "../alternatives";
import { convert } from "../convert";
import { Decimal } from "../decimal";
import { areEqual, isWhollyKnown, keyOf } from "../equality";
import { union } from "../marks";
import { marksWithin } from "../marks-within";
import { reasonIn } from "../sets";
import { ANY, listOf, NUMBER, OPEN, STRING } from "../type";
import { typeOf } from "../type-of";
import { compareTexts, failure, list, marksOf, Sequence, tuple, Unknown, unmarked, withMarks } from "../value";
import type { Value } from "../value";
import type { Functions } from "./definition";
import {
  elementsOf,
  isNonEmptyText,
  keepingMarks,
  LIST,
  onePartType,
  openList,
  openSequence,
  opened,
  PARTS,
  partType,
} from "./known-parts";
import type { Elements } from "./known-parts";
import { machineInteger } from "./whole-numbers";

/** Functions that make lists of lists. What is known of a list that is not known as a whole stays known. */
export const LIST_FUNCTIONS: Functions = {
  chunklist: {
    parameters: [LIST, { type: NUMBER }],
    returns: listOf(listOf(ANY)),
    result: "derived",
    call: chunk,
  },
  compact: {
    parameters: [{ ...LIST, type: listOf(STRING) }],
    returns: listOf(STRING),
    result: "contains",
    call: compact,
  },
  concat: { parameters: [], rest: PARTS, returns: ANY, result: "contains", call: concat },
  distinct: { parameters: [LIST], returns: listOf(ANY), result: "contains", call: distinct },
  flatten: { parameters: [PARTS], returns: ANY, result: "contains", call: flatten },
  range: { parameters: [], rest: { type: NUMBER }, returns: listOf(NUMBER), result: "derived", call: range },
  reverse: { parameters: [PARTS], returns: ANY, result: "contains", call: reverse },
  slice: { parameters: [PARTS, { type: NUMBER }, { type: NUMBER }], returns: ANY, result: "derived", call: slice },
  sort: { parameters: [{ ...LIST, type: listOf(STRING) }], returns: listOf(STRING), result: "contains", call: sort },
};

function chunk(given: Value, ofSize: Decimal): Value {
  const size = machineInteger(ofSize);
  if (size === null || size < 0) return failure("the size of chunklist() is a whole number");
  return keepingMarks(given, (inner) => {
    const element = partType(inner);
    if (inner instanceof Unknown) return new Unknown(inner.because, { type: listOf(listOf(element)), isSet: true });
    const { elements } = inner as Sequence;
    const length = size === 0n || size > elements.length ? elements.length : Number(size);
    const chunks: Value[] = [];
    for (let from = 0; from < elements.length; from += length) {
      chunks.push(list(elements.slice(from, from + length), element));
    }
    return list(chunks, listOf(element));
  });
}

/** Without elements that are empty or null; those that may be are neither certain nor gone. */
function compact(given: Value): Value {
  return keepingMarks(given, (inner) => {
    const elements = elementsOf(inner);
    if (elements === null) return failure("compact() takes a list");
    const isFull = elements.known.map(isNonEmptyText);
    const known = elements.known.filter((_, index) => isFull[index] === true);
    const open = elements.known.find((_, index) => isFull[index] === null);
    const because = open === undefined ? elements.because : (unmarked(open) as Unknown).because;
    if (because === null) return list(known, STRING);
    const gone = isFull.filter((answer) => answer === false).length;
    return openList(STRING, { known, because, atLeast: known.length, atMost: elements.atMost - gone });
  });
}

function concat(...given: readonly Value[]): Value {
  if (given.length === 0) return failure("concat() takes at least one list");
  const marks = union(...given.map(marksOf));
  const all = given.map(elementsOf);
  if (!all.every((each) => each !== null)) return failure("concat() takes lists and tuples");
  const types = given.map((each) => typeOf(opened(each)));
  if (types.some(({ kind }) => kind === "set")) return failure("concat() takes lists and tuples");
  const because = all.find((each) => each.because !== null)?.because ?? null;
  const areLists = types.every(({ kind }) => kind === "list");
  const mayBeLists = types.every(({ kind }) => kind === "list" || kind === "open");
  const inOne = mayBeLists ? onePartType(given) : null;
  // Lists that have no type in common become a tuple.
  const element = areLists && inOne?.kind !== "open" ? inOne : null;
  const elements: Elements = {
    // Beside what may be a tuple, nothing is converted for certain.
    known: all.flatMap(({ known }) => known.map((each) => (inOne ? convert(each, areLists ? inOne : OPEN) : each))),
    because,
    atLeast: all.reduce((total, { atLeast }) => total + atLeast, 0),
    atMost: all.reduce((total, { atMost }) => total + atMost, 0),
  };
  if (because !== null) return withMarks(openSequence(element && listOf(element), elements), marks);
  return withMarks(element ? list(elements.known, element) : tuple(elements.known), marks);
}

function distinct(given: Value): Value {
  return keepingMarks(given, (inner) => {
    const elements = elementsOf(inner);
    if (elements === null) return failure("distinct() takes a list");
    const { known, because, atMost } = elements;
    const element = partType(inner);
    const open = known.filter((each) => !isWhollyKnown(each));
    if (because === null && open.every((each) => isDifferent(each, known, open.length))) {
      return list(withoutRepetition(known), element);
    }
    // What comes after an element that is not known may stand before it, where it is the same one.
    const end = because === null ? known.findIndex((each) => !isWhollyKnown(each)) : 1;
    const certain = withoutRepetition(known.filter(isWhollyKnown));
    return openList(element, {
      known: withoutRepetition(known.slice(0, end).filter(isWhollyKnown)),
      because: because ?? reasonIn(open[0] ?? null),
      ...(elements.because === null && { each: oneOf(known, reasonIn(open[0] ?? null)) }),
      atLeast: Math.max(Math.min(1, elements.atLeast), certain.length),
      atMost,
    });
  });
}

/** Beyond so many comparisons nobody looks. */
const COMPARISONS = 10_000;

/** Whether an element is certainly another one than all others. */
function isDifferent(open: Value, all: readonly Value[], times: number): boolean {
  if (all.length * times > COMPARISONS) return false;
  return all.every((each) => each === open || areEqual(open, each) === false);
}

/** Known elements once; each that is not known stays. */
function withoutRepetition(elements: readonly Value[]): Value[] {
  const kept = new Map<unknown, Value>();
  for (const element of elements) {
    const key = isWhollyKnown(element) ? keyOf(element) : element;
    const known = kept.get(key);
    kept.set(key, known === undefined ? element : withMarks(known, marksWithin(element)));
  }
  return [...kept.values()];
}

/** What is in lists in the list, one after the other. Where a list in it is not known, its neighbours are. */
function flatten(given: Value): Value {
  return keepingMarks(given, (inner) => {
    if (elementsOf(inner) === null) return failure("flatten() takes lists, sets and tuples");
    const flat = flattened(inner);
    return flat.because === null ? tuple(flat.known) : openSequence(null, flat);
  });
}

function flattened(value: Value): Elements {
  const inner = opened(value);
  const elements = elementsOf(inner);
  const isOpen = inner instanceof Unknown && typeOf(inner).kind === "open";
  if (inner === null || elements === null) return { known: [value], because: null, atLeast: 1, atMost: 1 };
  if (isOpen) return { known: [], because: inner.because, atLeast: 0, atMost: Infinity };
  const parts = elements.known.map((each) => flattened(withMarks(each, marksOf(value))));
  return {
    known: parts.flatMap(({ known }) => known),
    because: elements.because ?? parts.find(({ because }) => because !== null)?.because ?? null,
    atLeast: parts.reduce((total, { atLeast }) => total + atLeast, 0),
    atMost: elements.because === null ? parts.reduce((total, { atMost }) => total + atMost, 0) : Infinity,
  };
}

/** Terraform makes no more numbers than these. */
const LONGEST_RANGE = 1024;

function range(...given: readonly Decimal[]): Value {
  const [first, second, third] = given;
  if (first === undefined || given.length > 3) return failure("range() takes one, two or three numbers");
  const [start, end] = second === undefined ? [new Decimal(0), first] : [first, second];
  const step = third ?? new Decimal(end.lessThan(start) ? -1 : 1);
  const direction = step.lessThan(0) ? -1 : 1;
  if (end.comparedTo(start) === -direction) return failure("range() goes away from its end");
  const numbers: Decimal[] = [];
  for (let number = start; number.comparedTo(end) === -direction; number = number.plus(step)) {
    if (numbers.length === LONGEST_RANGE) return failure(`range() makes at most ${LONGEST_RANGE} numbers`);
    numbers.push(number);
  }
  return list(numbers, NUMBER);
}

function reverse(given: Value): Value {
  return keepingMarks(given, (inner) => {
    const elements = elementsOf(inner);
    if (elements === null) return failure("reverse() takes lists, sets and tuples");
    const known = [...elements.known].reverse();
    const { kind } = typeOf(opened(inner));
    if (elements.because === null) return kind === "tuple" ? tuple(known) : list(known, partType(inner));
    return openSequence(kind === "open" ? null : listOf(partType(inner)), { ...elements, known });
  });
}

function slice(given: Value, from: Decimal, to: Decimal): Value {
  return keepingMarks(given, (inner) => {
    const elements = elementsOf(inner);
    const type = typeOf(opened(inner));
    if (elements === null || type.kind === "set") return failure("slice() takes lists and tuples");
    const [start, end] = [machineInteger(from), machineInteger(to)];
    if (start === null || end === null || start < 0 || start > end || end > elements.atMost) {
      return failure("slice() takes a start and an end within the list");
    }
    if (elements.because === null) {
      const taken = elements.known.slice(Number(start), Number(end));
      return type.kind === "tuple" ? tuple(taken) : list(taken, partType(inner));
    }
    const count = Number(end - start);
    const bounds = { known: [], because: elements.because, atLeast: count, atMost: count };
    return openSequence(type.kind === "open" ? null : type, bounds);
  });
}

/** By their bytes. Where some are not known, the others are in order all the same. */
function sort(given: Value): Value {
  return keepingMarks(given, (inner) => {
    const elements = elementsOf(inner);
    if (elements === null) return failure("sort() takes a list");
    if (elements.known.some((each) => unmarked(each) === null)) return failure("sort() takes no null");
    const texts = elements.known.filter((each) => typeof unmarked(each) === "string");
    const known = [...texts].sort((one, other) => compareTexts(unmarked(one) as string, unmarked(other) as string));
    const open = elements.known.find((each) => typeof unmarked(each) !== "string");
    const because = elements.because ?? (open === undefined ? null : reasonIn(open));
    if (elements.because === null && elements.known.length === 1) return list(elements.known, STRING);
    return because === null ? list(known, STRING) : openList(STRING, { ...elements, known, because });
  });
}
