import { isAscii } from "./ascii";
import { Decimal } from "./decimal";
import { NO_MARKS, union, type Mark } from "./marks";
import type { Type } from "./type";

/**
 * A value of Terraform's language: known, or unknown with a reason and with what is certain of it all the same. Texts,
 * truth values and null are those of JavaScript; a number is a `Decimal`.
 */
export type Value = Known | Unknown | Marked;
export type Known = null | boolean | string | Decimal | Sequence | Mapping;
/** What is left of a value when its own marks are taken off. */
export type Unmarked = Known | Unknown;

/** Beyond these a value is unknown, since nobody writes such a configuration but to make a checker slow. */
export const LIMITS = {
  /** Characters of a text. */
  text: 1024 * 1024,
  /** Elements and members of a value, with those of what is in them. */
  elements: 100_000,
  /** Values of which one is the one. */
  alternatives: 64,
  /** Levels of nesting. */
  depth: 500,
} as const;

/** Lists of long texts are bounded as lists of many elements are. */
const CHARACTERS_AN_ELEMENT = 256;

/** A list, a set or a tuple. The elements of a set stand in the order in which Terraform goes through them. */
export class Sequence {
  /** How many elements there are, with those inside of them. */
  public readonly weight: number;
  public readonly depth: number;

  public constructor(
    public readonly kind: "list" | "set" | "tuple",
    public readonly elements: readonly Value[],
    /** Of a list or set: the type of its elements, also of those that it does not have. */
    public readonly element?: Type,
  ) {
    [this.weight, this.depth] = sizeOf(elements);
  }
}

/** The members of a map or an object, which may be made as they are asked for. */
export interface Members {
  readonly size: number;
  get(name: string): Value | undefined;
  has(name: string): boolean;
  keys(): Iterable<string>;
}

/** A map or an object; its members stand in the order of their names where that matters: `memberNames`. */
export class Mapping {
  public readonly weight: number;
  public readonly depth: number;

  public constructor(
    public readonly kind: "map" | "object",
    public readonly members: Members,
    /** Of a map: the type of its members, also of those that it does not have. */
    public readonly element?: Type,
  ) {
    let [weight, depth] = [members.size, 0];
    // Members that are made when they are asked for are no part of a value that grows.
    if (members instanceof Map) {
      for (const member of (members as ReadonlyMap<string, Value>).values()) {
        weight += weightOf(member);
        depth = Math.max(depth, depthOf(member));
      }
    }
    this.weight = weight;
    this.depth = depth + 1;
  }
}

/** A part of a text that is not known as a whole: known characters, or a value in one of the forms it may stand in. */
export type Part = string | Hole;

export interface Hole {
  readonly value: Value;
  /** The text of the value; or what `jsonencode` or `yamlencode` makes of it. */
  readonly as: "text" | "json" | "yaml";
}

/** What is certain of a value that is not known. All of it may be absent. */
export interface Certain {
  readonly type?: Type;
  /** Whether it is certain that the value is not null. */
  readonly isSet?: boolean;
  /** The text in its parts, of which at least one is a hole. */
  readonly parts?: readonly Part[];
  /** It is one of these; at least two, and none of them is unknown with alternatives of its own. */
  readonly oneOf?: readonly Value[];
  /** Bounds of a number, or of how many elements a collection has. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Elements that a list, set or tuple has in any case, in their order, with whatever else may be in it. */
  readonly elements?: readonly Value[];
  /** Members that a map or object has in any case. */
  readonly members?: ReadonlyMap<string, Value>;
  /** What each element or member is, however many there are. */
  readonly each?: Value;
  /** What it is the value of, unchanged: two unknown values of one source are the same value. */
  readonly source?: object;
  /** True when Terraform cannot evaluate the expression either: `try` takes the next one. */
  readonly isFailure?: boolean;
}

export class Unknown {
  /** What is certain of it grows as values do, and is bounded in the same way. */
  public readonly weight: number;
  public readonly depth: number;

  public constructor(
    /** The end of "… is not known, because". */
    public readonly because: string,
    public readonly certain: Certain = {},
  ) {
    const { oneOf, elements, members, parts, each } = certain;
    const within: Value[] = [];
    for (const value of oneOf ?? []) within.push(value);
    for (const value of elements ?? []) within.push(value);
    for (const value of members?.values() ?? []) within.push(value);
    for (const part of parts ?? []) if (typeof part !== "string") within.push(part.value);
    if (each !== undefined) within.push(each);
    [this.weight, this.depth] = within.length === 0 ? [0, 0] : sizeOf(within);
  }
}

/** A value with what is noted at it. What is inside of it may have marks of its own. */
export class Marked {
  public constructor(
    public readonly value: Unmarked,
    public readonly marks: readonly Mark[],
    /** Of null: the type that it has where it comes from; absent for one that is written. */
    public readonly type?: Type,
  ) {}
}

/** Null of a type, which decides what stands beside it; of no type in particular where that is not known. */
export function nullOf(type: Type): Value {
  return type.kind === "any" || type.kind === "open" || type.kind === "none" ? null : new Marked(null, NO_MARKS, type);
}

export function unmarked(value: Value): Unmarked {
  return value instanceof Marked ? value.value : value;
}

/** The marks of a value itself, without those inside of it. */
export function marksOf(value: Value): readonly Mark[] {
  return value instanceof Marked ? value.marks : NO_MARKS;
}

/** A value with more marks. */
export function withMarks(value: Value, marks: readonly Mark[]): Value {
  if (marks.length === 0) return value;
  if (!(value instanceof Marked)) return new Marked(value, marks);
  return new Marked(value.value, union(value.marks, marks), value.type);
}

/**
 * A value that Terraform cannot evaluate. `because` ends "… is not known, because". It may have a type all the same,
 * which the other result of a condition is converted to.
 */
export function failure(because: string, type?: Type): Unknown {
  return new Unknown(because, { isFailure: true, ...(type && { type }) });
}

export function isFailure(value: Value): boolean {
  const inner = unmarked(value);
  return inner instanceof Unknown && inner.certain.isFailure === true;
}

export function object(members: Iterable<readonly [string, Value]>): Unmarked {
  return bounded(new Mapping("object", new Map(members)));
}

export function map(members: Iterable<readonly [string, Value]>, element?: Type): Unmarked {
  return bounded(new Mapping("map", new Map(members), element));
}

export function tuple(elements: readonly Value[]): Unmarked {
  return bounded(new Sequence("tuple", elements));
}

export function list(elements: readonly Value[], element?: Type): Unmarked {
  return bounded(new Sequence("list", elements, element));
}

/** A text, in the one form in which Terraform has it: composed characters. */
export function text(characters: string): Unmarked {
  if (characters.length > LIMITS.text) return tooLarge("it is longer than any value that is looked at");
  return isAscii(characters) ? characters : characters.normalize("NFC");
}

/** The value, or an unknown one where it is larger than anything that is looked at. */
export function bounded(value: Sequence | Mapping): Unmarked {
  if (value.weight > LIMITS.elements) return tooLarge("it has more elements than are looked at");
  if (value.depth > LIMITS.depth) return tooLarge("it is nested more deeply than is looked at");
  return value;
}

function tooLarge(because: string): Unknown {
  return new Unknown(because, { isSet: true });
}

/** The names of members in the order in which Terraform goes through them: by their bytes. */
export function memberNames(members: Members): string[] {
  return [...members.keys()].sort(compareTexts);
}

/** The order of texts by their bytes in UTF-8, which is that of their code points. */
export function compareTexts(one: string, other: string): number {
  if (isAscii(one) && isAscii(other)) return one < other ? -1 : one > other ? 1 : 0;
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** The weight and the depth of what holds these values. */
function sizeOf(values: readonly Value[]): [number, number] {
  let [weight, depth] = [values.length, 0];
  for (const value of values) {
    weight += weightOf(value);
    depth = Math.max(depth, depthOf(value));
  }
  return [weight, depth + 1];
}

/** How many elements a value has, with those inside of them; so many characters of a text are as large as one. */
export function weightOf(value: Value): number {
  const inner = unmarked(value);
  if (typeof inner === "string") return Math.floor(inner.length / CHARACTERS_AN_ELEMENT);
  return isMadeOfValues(inner) ? inner.weight : 0;
}

function depthOf(value: Value): number {
  const inner = unmarked(value);
  return isMadeOfValues(inner) ? inner.depth : 0;
}

function isMadeOfValues(value: Unmarked): value is Sequence | Mapping | Unknown {
  return value instanceof Sequence || value instanceof Mapping || value instanceof Unknown;
}
