import { oneOf } from "../alternatives";
import { convert, inOneType, type Alike } from "../convert";
import { isWhollyKnown } from "../equality";
import { derived, union } from "../marks";
import { marksWithin } from "../marks-within";
import { setOfValues } from "../sets";
import { ANY, listOf, setOf, type Type } from "../type";
import { typeOf } from "../type-of";
import { failure, LIMITS, list, marksOf, Sequence, tuple, withMarks, type Value } from "../value";
import type { Functions, Parameter } from "./definition";
import { eachOf, elementsOf, onePartType, opened, openSequence, PARTS, partType, type Elements } from "./known-parts";
import { matcherOf, type Answer } from "./matcher";

const SET: Parameter = { ...PARTS, type: setOf(ANY) };

/** Functions of sets. Elements that are in the result whatever the others are stay known. */
export const SET_FUNCTIONS: Functions = {
  setintersection: {
    parameters: [SET],
    rest: SET,
    returns: setOf(ANY),
    result: "contains",
    call: (...given: readonly Value[]) =>
      filtered("setintersection()", given, (answers) => {
        if (answers.includes(false)) return false;
        return answers.find((answer) => answer !== true) ?? true;
      }),
  },
  setproduct: { parameters: [], rest: PARTS, returns: ANY, result: "contains", call: product },
  setsubtract: {
    parameters: [SET, SET],
    returns: setOf(ANY),
    result: "contains",
    call: (...given: readonly Value[]) =>
      filtered("setsubtract()", given, ([answer = false]) => (typeof answer === "object" ? answer : !answer)),
  },
  setunion: { parameters: [SET], rest: SET, returns: setOf(ANY), result: "contains", call: unite },
};

interface Sets {
  readonly sets: readonly Elements[];
  /** The type that all elements have. */
  readonly type: Type;
}

/** The elements of the sets in the one type that all of them have; null where there is none. */
function setsOf(given: readonly Value[]): Sets | null {
  const sets = given.map(elementsOf);
  const type = onePartType(given);
  return type === null || !sets.every((each) => each !== null) ? null : { sets, type };
}

function unite(...given: readonly Value[]): Value {
  const all = setsOf(given);
  if (all === null) return failure("the sets of setunion() are of several types");
  const { sets, type } = all;
  const elements = sets.flatMap(({ known }) => known.map((each) => convert(each, type)));
  const because = sets.find((each) => each.because !== null)?.because ?? null;
  const marks = union(...given.map(marksOf));
  if (because === null) return withMarks(setOfValues(elements, type), marks);
  const known = knownOnes(elements, type);
  const atLeast = sets.reduce((most, each) => Math.max(most, Math.min(1, each.atLeast)), known.length);
  const atMost = sets.reduce((total, each) => total + each.atMost, 0);
  const each = all.sets.every((set) => set.atMost === 0 || eachOf(set) !== undefined)
    ? oneOf(
        all.sets.flatMap((set) => eachOf(set) ?? []).map((one) => convert(one, type)),
        because,
      )
    : undefined;
  return withMarks(openSequence(setOf(type), { known, because, atLeast, atMost, ...ofEach(each) }), marks);
}

/** Those elements of the first set that are taken because of the answer whether they are in each of the others. */
function filtered(name: string, given: readonly Value[], isTaken: (answers: readonly Answer[]) => Answer): Value {
  const all = setsOf(given);
  if (all === null) return failure(`the sets of ${name} are of several types`);
  const { sets, type } = all;
  const [first, ...others] = sets;
  const matchers = others.map((each) => matcherOf(each, type));
  const taken: Value[] = [];
  let because = first?.because ?? null;
  let atMost = first?.atMost ?? 0;
  for (const element of first?.known ?? []) {
    const answer = isTaken(matchers.map((isIn) => isIn(element)));
    if (answer === true) taken.push(convert(element, type));
    else if (answer === false) atMost -= 1;
    else because ??= answer.because;
  }
  const marks = union(...given.map(marksOf), derived(union(...given.slice(1).map(marksWithin))));
  if (because === null || atMost === 0) return withMarks(setOfValues(taken, type), marks);
  const known = knownOnes(taken, type);
  const each = first && eachOf(first);
  const inType = each === undefined ? undefined : convert(each, type);
  const bounds = { known, because, atLeast: known.length, atMost, ...ofEach(inType) };
  return withMarks(openSequence(setOf(type), bounds), marks);
}

function ofEach(each: Value | undefined): { readonly each?: Value } {
  return each === undefined ? {} : { each };
}

function knownOnes(elements: readonly Value[], type: Type): readonly Value[] {
  const known = setOfValues(elements.filter(isWhollyKnown), type);
  return known instanceof Sequence ? known.elements : [];
}

/** Each combination of one element of each: a list of them if all are lists, else a set. */
function product(...given: readonly Value[]): Value {
  if (given.length < 2) return failure("setproduct() takes at least two sets");
  const marks = union(...given.map(marksOf));
  const all = given.map(elementsOf);
  if (!all.every((each) => each !== null)) return failure("setproduct() takes sets and lists");
  const columns = given.map((each, index) => columnOf(each, all[index]?.known ?? []));
  if (!columns.every((column) => column !== null)) {
    return failure("the elements of a list of setproduct() are of several types");
  }
  const kinds = given.map((each) => typeOf(opened(each)).kind);
  const element: Type = { kind: "tuple", elements: columns.map(({ type }) => type) };
  const isSet = kinds.includes("set");
  const because = all.find((each) => each.because !== null)?.because ?? null;
  const atLeast = all.reduce((total, each) => total * each.atLeast, 1);
  const atMost = all.some((each) => each.atMost === 0) ? 0 : all.reduce((total, each) => total * each.atMost, 1);
  if ((because !== null && (atMost > 0 || kinds.includes("open"))) || atMost * (given.length + 1) > LIMITS.elements) {
    const type = isSet ? setOf(element) : kinds.includes("open") ? null : listOf(element);
    const reason = because ?? "it has more elements than are looked at";
    const bounds = { known: [], because: reason, atLeast: isSet ? Math.min(1, atLeast) : atLeast, atMost };
    return withMarks(openSequence(type, bounds), marks);
  }
  let rows: readonly (readonly Value[])[] = [[]];
  for (const { values } of columns) {
    rows = atMost === 0 ? [] : rows.flatMap((row) => values.map((each) => [...row, each]));
  }
  const tuples = rows.map(tuple);
  return withMarks(isSet ? setOfValues(tuples, element) : list(tuples, element), marks);
}

/** The elements in the one type that they have. */
function columnOf(given: Value, known: readonly Value[]): Alike | null {
  const inner = opened(given);
  return inner instanceof Sequence && inner.kind === "tuple"
    ? inOneType(known)
    : { type: partType(inner), values: known };
}
