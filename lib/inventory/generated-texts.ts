import { isAttribute } from "../configuration/origins";
import { alternativesOf } from "../language/alternatives";
import { isFailure } from "../language/convert";
import { Unknown, unmarked, type Value } from "../language/value";
import type { Instance } from "../configuration/instance";
import { member } from "../json/json";
import { largest } from "../text/lists";

/** Characters of which a generated text is made, and how many of them. */
interface Shape {
  readonly prefix?: string;
  readonly alphabet: string;
  readonly atLeast: number;
  readonly atMost: number;
}

type ShapeOf = (argument: (name: string) => unknown) => Shape | null;

const DIGITS = "0123456789";
const HEXADECIMAL = `${DIGITS}abcdef`;
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const LETTERS = `${LOWER}${LOWER.toUpperCase()}`;
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";
const UUID: ShapeOf = () => ({ alphabet: `${HEXADECIMAL}-`, atLeast: 36, atMost: 36 });
/** No word of a pet's name is longer; the lists are those of the program and not of its documentation. */
const LONGEST_WORD = 16;
/** Longer texts are names of nothing. */
const LONGEST = 1024;
/** What has more forms is not known. */
const MOST_SAMPLES = 1_000;

/**
 * What the generators of HashiCorp's providers make.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/random/3.6.0/docs and …/time/0.11.0/docs.
 */
const SHAPES: ReadonlyMap<string, ShapeOf> = new Map<string, ShapeOf>([
  ["random_id.hex", (argument) => ofBytes(argument, HEXADECIMAL, (bytes) => 2 * bytes)],
  [
    "random_id.b64_url",
    (argument) => ofBytes(argument, `${LETTERS}${DIGITS}-_`, (bytes) => Math.ceil((4 * bytes) / 3)),
  ],
  ["random_id.dec", (argument) => decimal(ofBytes(argument, DIGITS, (bytes) => Math.ceil(bytes * Math.log10(256))))],
  ["random_uuid.result", UUID],
  ["random_uuid.id", UUID],
  ["random_string.result", ofCharacters],
  ["random_string.id", ofCharacters],
  ["random_pet.id", ofWords],
  ["random_integer.result", ofDigits],
  ["random_integer.id", ofDigits],
  ["time_static.unix", () => ({ alphabet: DIGITS, atLeast: 10, atMost: 10 })],
  ["time_static.rfc3339", () => ({ alphabet: `${DIGITS}-T:Z`, atLeast: 20, atMost: 20 })],
]);

/**
 * Texts that stand for all that a value may come to: of its shortest and its longest form, with each character that may
 * be in it. Null where anything may come of it.
 *
 * @param instanceOf the instance of the attribute that a value comes from
 */
export function samplesOf(value: Value, instanceOf: (source: object) => Instance | null): readonly string[] | null {
  const inner = unmarked(value);
  if (typeof inner === "string") return [inner];
  if (!(inner instanceof Unknown)) return null;
  // What fails is no name: there is no apply with it.
  const alternatives = alternativesOf(value).filter((each) => !isFailure(each));
  if (alternatives.length > 1 || alternatives[0] !== value)
    return allOf(alternatives.map((each) => samplesOf(each, instanceOf)));
  const { parts, source } = inner.certain;
  if (parts) {
    const samples = parts.map((part) => {
      if (typeof part === "string") return [part];
      return part.as === "text" ? samplesOf(part.value, instanceOf) : null;
    });
    return samples.reduce<readonly string[] | null>(joined, [""]);
  }
  const shape = source && isAttribute(source) ? shapeOf(source.name, instanceOf(source)) : null;
  return shape && samplesIn(shape);
}

function allOf(samples: readonly (readonly string[] | null)[]): readonly string[] | null {
  const known = samples.filter((each) => each !== null);
  return known.length === samples.length && known.length > 0 ? bounded(known.flat()) : null;
}

/** Each with each: the longest of one goes with the longest of the other, in whatever order they are. */
function joined(before: readonly string[] | null, after: readonly string[] | null): readonly string[] | null {
  if (before === null || after === null || before.length * after.length > MOST_SAMPLES) return null;
  return before.flatMap((start) => after.map((end) => start + end));
}

function bounded(samples: readonly string[]): readonly string[] | null {
  return samples.length > 0 && samples.length <= MOST_SAMPLES ? samples : null;
}

function shapeOf(attribute: string, instance: Instance | null): Shape | null {
  if (instance === null) return null;
  const make = SHAPES.get(`${instance.type}.${attribute}`);
  return make ? make((name) => member(instance.values, name) ?? null) : null;
}

function samplesIn({ prefix = "", alphabet, atLeast, atMost }: Shape): readonly string[] | null {
  if (!(atMost <= LONGEST) || atLeast > atMost || alphabet === "") return null;
  const rounds = Math.max(1, Math.ceil(alphabet.length / Math.max(1, atMost)));
  const characters = alphabet.repeat(Math.ceil((rounds * atMost) / alphabet.length) + 1);
  const longest = Array.from({ length: rounds }, (_, round) => characters.slice(round * atMost, (round + 1) * atMost));
  return [characters.slice(0, atLeast), ...longest].map((each) => prefix + each);
}

function ofBytes(
  argument: (name: string) => unknown,
  alphabet: string,
  lengthOf: (bytes: number) => number,
): Shape | null {
  const bytes = argument("byte_length");
  const prefix = argument("prefix") ?? "";
  if (!isCount(bytes) || typeof prefix !== "string") return null;
  return { prefix, alphabet, atLeast: lengthOf(bytes), atMost: lengthOf(bytes) };
}

function decimal(shape: Shape | null): Shape | null {
  return shape && { ...shape, atLeast: 1 };
}

function ofCharacters(argument: (name: string) => unknown): Shape | null {
  const length = argument("length");
  const special = argument("override_special") ?? SPECIAL;
  if (!isCount(length) || typeof special !== "string") return null;
  const kinds: readonly (readonly [string, string])[] = [
    ["lower", LOWER],
    ["upper", LOWER.toUpperCase()],
    ["numeric", DIGITS],
    ["special", special],
  ];
  const given = kinds.map(([name]) => argument(name) ?? argument(name === "numeric" ? "number" : name) ?? true);
  if (given.some((each) => typeof each !== "boolean")) return null;
  const alphabet = kinds.map(([, characters], index) => (given[index] === true ? characters : "")).join("");
  return { alphabet, atLeast: length, atMost: length };
}

function ofWords(argument: (name: string) => unknown): Shape | null {
  const words = argument("length") ?? 2;
  const [separator, prefix] = [argument("separator") ?? "-", argument("prefix") ?? ""];
  if (!isCount(words) || typeof separator !== "string" || typeof prefix !== "string") return null;
  const between = separator.length * (words - 1);
  const beginning = prefix === "" ? "" : prefix + separator;
  const alphabet = separator + LOWER;
  return { prefix: beginning, alphabet, atLeast: words + between, atMost: words * LONGEST_WORD + between };
}

function ofDigits(argument: (name: string) => unknown): Shape | null {
  const [least, most] = [argument("min"), argument("max")];
  if (typeof least !== "number" || typeof most !== "number" || least > most) return null;
  const lengths = [least, most].map((each) => String(Math.abs(each)).length);
  const sign = least < 0 ? "-" : "";
  return { alphabet: DIGITS + sign, atLeast: 1, atMost: largest(lengths) + sign.length };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value <= LONGEST;
}
