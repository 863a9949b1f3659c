import { ANY, listOf, mapOf, NUMBER, setOf, STRING, type Type } from "../../lib/language/type";
import { quoted } from "../names/given";
import { CSVS, JSONS, YAMLS } from "./arguments";
import type { Generator } from "./generator";
import { written, type Node } from "./node";
import { anything, is } from "./production";
import { isPrimitive, randomPrimitive, randomType } from "./types";

/** A call whose signature does not say which arguments make sense: what it can give, and arguments for it. */
interface SpecialCall {
  readonly weight?: number;
  readonly fits: (type: Type) => boolean;
  readonly write: (generator: Generator, type: Type) => Node[] | null;
}

const isList = is("list");
const isMap = is("map");
const elementOf = (type: Type): Type => ("element" in type ? type.element : ANY);

function numberFrom({ random }: Generator, least: number, most: number): Node {
  return written(NUMBER)`${String(random.between(least, most))}`;
}

/** A tuple of at least so many elements. */
function filled(generator: Generator, least: number, element: Type): Node {
  return written(listOf(element))`[${generator.several(least, 4, element)}]`;
}

/** A list or set of simple things, as `contains`, `index` and the like want it. */
function simpleList(generator: Generator): { element: Type; list: Node } {
  const element = randomPrimitive(generator.random);
  return { element, list: generator.of(listOf(element)) };
}

function chosen(generator: Generator, texts: readonly string[]): Node {
  return written(STRING)`${quoted(generator.random.pick(texts))}`;
}

/** `%s` for a text and the like: the format agrees with its arguments but for one time in twenty. */
function formatted(generator: Generator, isOver: boolean): Node[] {
  const { random } = generator;
  const texts: string[] = [random.pick(["", "a-", "é "])];
  const values: Node[] = [];
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    const type = random.chance(0.85) ? randomPrimitive(random) : randomType(random, 1);
    const verbs = VERBS[random.chance(0.95) ? type.kind : "any"] ?? ["%v", "%#v"];
    texts.push(random.pick(verbs), random.pick(["", "-", "%%", " "]));
    values.push(isOver && random.chance(0.5) && isPrimitive(type) ? filled(generator, 2, type) : generator.of(type));
  }
  return [written(STRING)`${quoted(texts.join(""))}`, ...values];
}

const VERBS: Readonly<Record<string, readonly string[]>> = {
  string: ["%s", "%q", "%v", "%10s", "%-6s|", "%.2s", "%#v"],
  number: [
    "%d",
    "%v",
    "%s",
    "%5.2f",
    "%05d",
    "%+d",
    "%x",
    "%X",
    "%o",
    "%b",
    "%e",
    "%g",
    "%G",
    "%.3g",
    "% d",
    "%08.3f",
    "%#v",
  ],
  bool: ["%t", "%v", "%s", "%#v", "%6t"],
  any: ["%d", "%s", "%t", "%v", "%q", "%x", "%f"],
};

/** By name; each gives its arguments. */
export const SPECIAL_CALLS: Readonly<Record<string, SpecialCall>> = {
  can: {
    fits: is("bool"),
    write: (generator) => [generator.of(randomType(generator.random, 1))],
  },
  coalesce: {
    fits: isPrimitive,
    write: (generator, type) => {
      const first = generator.random.chance(0.3) ? [written(type)`null`] : [];
      return [...first, ...generator.several(1, 2, type)];
    },
  },
  coalescelist: {
    fits: isList,
    write: (generator, type) => [generator.of(type), filled(generator, 1, elementOf(type))],
  },
  concat: { weight: 2, fits: isList, write: (generator, type) => generator.several(1, 3, type) },
  contains: {
    weight: 3,
    fits: is("bool"),
    write: (generator) => {
      const { element, list } = simpleList(generator);
      return [list, generator.of(element)];
    },
  },
  csvdecode: {
    fits: (type) => isList(type) && elementOf(type).kind === "map",
    write: (generator) => [chosen(generator, CSVS)],
  },
  element: {
    weight: 2,
    fits: anything,
    write: (generator, type) => [filled(generator, 1, type), numberFrom(generator, 0, 4)],
  },
  ephemeralasnull: { fits: anything, write: (generator, type) => [generator.of(type)] },
  flatten: {
    weight: 2,
    fits: isList,
    write: (generator, type) => {
      const nested = { kind: "tuple", elements: [type, elementOf(type), listOf(type)] } as const;
      return [generator.of(nested)];
    },
  },
  format: { weight: 4, fits: is("string"), write: (generator) => formatted(generator, false) },
  formatlist: {
    fits: (type) => isList(type) && elementOf(type).kind === "string",
    write: (generator) => formatted(generator, true),
  },
  index: {
    fits: is("number"),
    write: (generator) => {
      const { element, list } = simpleList(generator);
      const wanted = generator.of(element);
      const around = written(listOf(element))`concat(${list}, [${wanted}])`;
      return [around, wanted];
    },
  },
  issensitive: { fits: is("bool"), write: (generator) => [generator.of(randomType(generator.random, 1))] },
  join: {
    weight: 4,
    fits: is("string"),
    write: (generator) => {
      const separator = chosen(generator, [",", "", "-", ", ", "\n", "é"]);
      return [separator, ...generator.several(1, 2, listOf(randomPrimitive(generator.random)))];
    },
  },
  jsondecode: {
    fits: anything,
    write: (generator, type) => {
      if (generator.random.chance(0.7)) return [written(STRING)`jsonencode(${generator.of(type)})`];
      return [chosen(generator, JSONS)];
    },
  },
  jsonencode: { weight: 4, fits: is("string"), write: (generator) => [generator.of(randomType(generator.random))] },
  keys: {
    weight: 2,
    fits: (type) => isList(type) && elementOf(type).kind === "string",
    write: (generator) => [generator.of(mapOf(randomPrimitive(generator.random)))],
  },
  length: {
    weight: 3,
    fits: is("number"),
    write: (generator) => {
      const element = randomPrimitive(generator.random);
      return [generator.of(generator.random.pick([listOf(element), mapOf(element), setOf(element), STRING]))];
    },
  },
  lookup: {
    weight: 2,
    fits: isPrimitive,
    write: (generator, type) => [generator.of(mapOf(type)), generator.simple(STRING), generator.of(type)],
  },
  max: { fits: is("number"), write: (generator) => generator.several(1, 3, NUMBER) },
  merge: { weight: 3, fits: isMap, write: (generator, type) => generator.several(1, 3, type) },
  min: { fits: is("number"), write: (generator) => generator.several(1, 3, NUMBER) },
  nonsensitive: { fits: anything, write: (generator, type) => [generator.of(type)] },
  one: {
    fits: anything,
    write: (generator, type) => [written(listOf(type))`[${generator.several(0, 1, type)}]`],
  },
  parseint: {
    fits: is("number"),
    write: (generator) => [
      chosen(generator, ["10", "-7", "ff", "FF", "zZ", "0", "12345678901234567890123", "1_0", "+5"]),
      numberFrom(generator, 2, 62),
    ],
  },
  range: {
    fits: (type) => isList(type) && elementOf(type).kind === "number",
    write: (generator) => {
      const parameters = [numberFrom(generator, -3, 6), numberFrom(generator, -3, 8), numberFrom(generator, 1, 3)];
      return parameters.slice(0, generator.random.between(1, 3));
    },
  },
  regex: {
    fits: is("string"),
    write: (generator) => {
      const pattern = chosen(generator, ["[a-z]+", ".*", "^.", "é?", "\\w*", "[^,]*", "x*$"]);
      return [pattern, generator.of(STRING)];
    },
  },
  reverse: { fits: isList, write: (generator, type) => [generator.of(type)] },
  sensitive: { fits: anything, write: (generator, type) => [generator.of(type)] },
  setproduct: {
    fits: (type) => isList(type) && ["list", "tuple"].includes(elementOf(type).kind),
    write: (generator, type) => {
      const element = elementOf(elementOf(type));
      return Array.from({ length: 2 }, () => filled(generator, 0, element.kind === "any" ? STRING : element));
    },
  },
  slice: {
    fits: isList,
    write: (generator, type) => [
      filled(generator, 2, elementOf(type)),
      numberFrom(generator, 0, 1),
      numberFrom(generator, 1, 2),
    ],
  },
  sum: { fits: is("number"), write: (generator) => [filled(generator, 1, NUMBER)] },
  tolist: {
    fits: isList,
    write: (generator, type) => [generator.of(generator.random.pick([type, setOf(elementOf(type))]))],
  },
  tomap: { fits: isMap, write: (generator, type) => [generator.of(type)] },
  toset: { fits: is("set"), write: (generator, type) => [generator.of(listOf(elementOf(type)))] },
  tostring: { weight: 2, fits: is("string"), write: (generator) => [generator.of(randomPrimitive(generator.random))] },
  transpose: {
    fits: (type) => isMap(type) && isList(elementOf(type)) && elementOf(elementOf(type)).kind === "string",
    write: (generator, type) => [generator.of(type)],
  },
  try: {
    weight: 3,
    fits: anything,
    write: (generator, type) => {
      const { random } = generator;
      const failing = written(
        type,
      )`${random.pick(["var.map.nope", "var.list[9]", 'tonumber("x")', "local.mixed.a", "null.a"])}`;
      return [random.chance(0.5) ? failing : generator.of(type), generator.of(type)];
    },
  },
  values: {
    weight: 2,
    fits: isList,
    write: (generator, type) => [generator.of(mapOf(elementOf(type)))],
  },
  yamldecode: {
    fits: anything,
    write: (generator, type) => {
      if (generator.random.chance(0.6)) return [written(STRING)`yamlencode(${generator.of(type)})`];
      return [chosen(generator, YAMLS)];
    },
  },
  yamlencode: { weight: 2, fits: is("string"), write: (generator) => [generator.of(randomType(generator.random))] },
  zipmap: {
    fits: isMap,
    write: (generator, type) => {
      const count = generator.random.between(0, 3);
      const element = elementOf(type);
      const keys = generator.several(count, count, STRING);
      return [written(listOf(STRING))`[${keys}]`, written(ANY)`[${generator.several(count, count, element)}]`];
    },
  },
};
