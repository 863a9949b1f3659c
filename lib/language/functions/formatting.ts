import { isCertainlySet } from "../alternatives";
import { convert, isFailure } from "../convert";
import { Decimal } from "../decimal";
import { union, type Mark } from "../marks";
import { marksWithin } from "../marks-within";
import { minimumLength, textOf } from "../parts";
import { reasonIn } from "../sets";
import { tooLong } from "../text-builder";
import { typeOf } from "../type-of";
import { ANY, BOOL, listOf, NUMBER, STRING } from "../type";
import {
  failure,
  LIMITS,
  list,
  marksOf,
  Sequence,
  Unknown,
  unmarked,
  withMarks,
  type Hole,
  type Part,
  type Unmarked,
  type Value,
} from "../value";
import type { Functions, Parameter } from "./definition";
import { general, isOfWholeNumbers, isTooLong, numberText, wholeNumberText } from "./format-number";
import { isTooWide, verbsOf, type Verb } from "./format-verb";
import { graphemesOf } from "./graphemes";

/** What is put into a text stays in it with what is certain of it, and with its marks. */
const ANYTHING: Parameter = { type: ANY, takesNull: true, takesUnknown: true, takesMarks: true };
const TEXT: Parameter = { type: STRING, takesUnknown: true, takesMarks: true };
const TEXT_LIST = listOf(STRING);
const TEXTS: Parameter = { type: TEXT_LIST, takesUnknown: true, takesMarks: true };

const TOO_LONG = tooLong();

/** Texts that are put together from values. */
export const FORMATTING_FUNCTIONS: Functions = {
  format: { parameters: [{ type: STRING }], rest: ANYTHING, returns: STRING, result: "contains", call: format },
  formatlist: {
    parameters: [{ type: STRING }],
    rest: ANYTHING,
    returns: TEXT_LIST,
    result: "contains",
    call: formatList,
  },
  join: { parameters: [TEXT, TEXTS], rest: TEXTS, returns: STRING, result: "contains", call: join },
};

function format(text: string, ...values: Value[]): Value {
  const verbs = verbsOf(text);
  if (verbs === null) return failure("a text of format() has something that is no verb");
  const wanted = verbs.reduce((most, verb) => (typeof verb === "string" ? most : Math.max(most, verb.argument + 1)), 0);
  if (wanted !== values.length) return failure(`format() has ${values.length} values, and ${wanted} are wanted`);
  const parts: Part[] = [];
  let length = 0;
  for (const verb of verbs) {
    const part = typeof verb === "string" ? verb : formatted(verb, values[verb.argument] ?? null);
    length += minimumLength(typeof part === "string" ? part : part.value);
    if (length > LIMITS.text) return TOO_LONG;
    parts.push(part);
  }
  return textOf(parts);
}

/** What stands in the place of a verb. */
function formatted(verb: Verb, value: Value): Hole {
  const text = isTooWide(verb) ? TOO_LONG : verb.mode === "v" ? inOwnForm(verb, value) : inForm(verb, value);
  return { value: withMarks(text, marksWithin(value)), as: "text" };
}

/** `%v`: texts and numbers as they are, all else as JSON. */
function inOwnForm(verb: Verb, value: Value): Value {
  const inner = unmarked(value);
  const { kind } = typeOf(inner);
  const isCollection = !["open", "none", "string", "number", "bool"].includes(kind);
  const isJson = inner === null || typeof inner === "boolean" || isCollection || verb.flags.has("#");
  if (isJson) return padded(verb, asJson(value));
  if (inner instanceof Decimal) return padded(verb, isTooLong(inner) ? TOO_LONG : general(inner, null));
  return padded(verb, kind === "string" && isCertainlySet(inner) ? inner : someText(inner));
}

function inForm(verb: Verb, value: Value): Value {
  const { mode } = verb;
  const isText = mode === "s" || mode === "q";
  const inner = unmarked(convert(value, isText ? STRING : mode === "t" ? BOOL : NUMBER));
  if (inner === null) return failure(`a value for "%${mode}" of format() is null`);
  if (isFailure(inner) || mode === "t") return inner;
  if (!isText) return ofNumber(verb, inner);
  // That it is a number, say, is lost once it is a text, and would be in quotes.
  const text = mode === "s" && inner instanceof Unknown ? unmarked(value) : inner;
  const beginning = beginningOf(text, verb.precision ?? 0);
  return padded(verb, mode === "q" ? asJson(beginning) : beginning);
}

function ofNumber(verb: Verb, number: Unmarked): Value {
  const isPlain = verb.mode === "d" && verb.flags.size === 0 && verb.width === 0 && verb.precision === null;
  if (!(number instanceof Decimal)) return isPlain ? number : someText(number);
  if (isTooLong(number)) return TOO_LONG;
  if (!isOfWholeNumbers(verb)) return numberText(verb, number);
  return number.isInteger() ? wholeNumberText(verb, number) : failure("a whole number is wanted");
}

/** So many characters of a text; all where that is 0. */
function beginningOf(text: Unmarked, characters: number): Unmarked {
  if (characters === 0) return text;
  return typeof text === "string" ? graphemesOf(text).slice(0, characters).join("") : someText(text);
}

function padded({ width, flags }: Verb, text: Value): Value {
  if (width === 0) return text;
  if (typeof text !== "string") return someText(text);
  const padding = (flags.has("0") ? "0" : " ").repeat(Math.max(0, width - graphemesOf(text).length));
  return flags.has("-") ? text + padding : padding + text;
}

function asJson(value: Value): Value {
  return textOf([{ value, as: "json" }]);
}

/** A text of which nothing is known but that it is there. */
function someText(value: Value): Unknown {
  return new Unknown(reasonIn(value), { type: STRING, isSet: true });
}

/** Values that are lists are gone through side by side, and all others stand in each of the texts. */
function formatList(text: string, ...values: Value[]): Value {
  const lists = values.map(unmarked).filter((value) => value instanceof Sequence);
  const open = values.map(unmarked).find((value) => value instanceof Unknown && mayBeList(value));
  const [first] = lists;
  if (first === undefined && open !== undefined) return new Unknown(reasonIn(open), { type: TEXT_LIST, isSet: true });
  const length = first?.elements.length ?? 1;
  if (lists.some(({ elements }) => elements.length !== length))
    return failure("the lists of formatlist() differ in length");
  if (length * values.length > LIMITS.elements) return new Unknown(TOO_LONG.because, { type: TEXT_LIST, isSet: true });
  const texts: Value[] = [];
  let characters = 0;
  for (let index = 0; index < length; index++) {
    const each = format(text, ...values.map((value) => elementOf(value, index)));
    if (isFailure(each)) return each;
    characters += minimumLength(each);
    if (characters > LIMITS.text) return new Unknown(TOO_LONG.because, { type: TEXT_LIST, isSet: true });
    texts.push(each);
  }
  return list(texts, STRING);
}

function mayBeList({ certain }: Unknown): boolean {
  return ["any", "open", "list", "set", "tuple"].includes(certain.type?.kind ?? "open");
}

function elementOf(value: Value, index: number): Value {
  const inner = unmarked(value);
  if (inner instanceof Sequence) return withMarks(inner.elements[index] ?? null, marksOf(value));
  const isOpen = inner instanceof Unknown && mayBeList(inner);
  return isOpen ? withMarks(new Unknown(inner.because), marksWithin(value)) : value;
}

function join(separator: Value, ...lists: Value[]): Value {
  const parts: Part[] = [];
  const noted: (readonly Mark[])[] = [];
  let isAfterElement = false;
  for (const each of lists) {
    const inner = unmarked(each);
    const marks = marksOf(each);
    if (!(inner instanceof Sequence)) {
      // Between elements that are known there is at least a separator, and nobody knows whether there is more.
      parts.push({ value: withMarks(someText(inner), marksWithin(each)), as: "text" });
      isAfterElement = false;
      continue;
    }
    if (parts.length + inner.elements.length > LIMITS.elements) return TOO_LONG;
    noted.push(marks);
    for (const element of inner.elements) {
      if (isAfterElement) parts.push({ value: separator, as: "text" });
      parts.push({ value: withMarks(element, marks), as: "text" });
      isAfterElement = true;
    }
  }
  return withMarks(textOf(parts), union(...noted));
}
