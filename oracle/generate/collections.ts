import { ANY, BOOL, listOf, mapOf, NUMBER, STRING, setOf, type Type } from "../../lib/language/type";
import type { Generator } from "./generator";
import { fragment, written, type Node } from "./node";
import { anything, is, way, type Production } from "./production";
import { objectType, randomPrimitive } from "./types";

const KEYS = ["a", "b", "c", "name", "id", "on", "tags", "x-y", '"quoted key"', '"é"', '"1"', "(var.text)", '("k")'];

/** What makes collections, and what takes something out of them. */
export const COLLECTIONS: readonly Production[] = [
  way(8, is("list", "set", "map", "tuple", "object"), collectionLiteral),
  way(6, is("list"), (generator, type) => forTuple(generator, elementOf(type))),
  way(4, is("map"), (generator, type) => forObject(generator, elementOf(type))),
  way(3, is("list"), splat),
  way(2, anything, (generator, type) => {
    const elements = Array.from({ length: generator.random.between(1, 3) }, () => generator.of(type));
    const index = generator.random.between(0, elements.length - 1);
    if (generator.random.chance(0.2)) return written(type)`[${elements}].${String(index)}`;
    return written(type)`[${elements}][${String(index)}]`;
  }),
  way(2, anything, (generator, type) => {
    const access = generator.random.pick([".wanted", '["wanted"]', '["${"wanted"}"]']);
    const neighbour = generator.of(randomPrimitive(generator.random));
    return written(type)`{ wanted = ${generator.of(type)}, other = ${neighbour} }${access}`;
  }),
  way(
    1,
    anything,
    (generator, type) => written(type)`[{ v = ${generator.of(type)} }, { v = ${generator.of(type)} }].*.v[0]`,
  ),
];

function elementOf(type: Type): Type {
  return type.kind === "list" || type.kind === "set" || type.kind === "map" ? type.element : ANY;
}

/** A tuple or an object; of a set what `toset` makes of a tuple. */
export function collectionLiteral(generator: Generator, type: Type): Node {
  const { random } = generator;
  if (type.kind === "tuple") return written(type)`[${type.elements.map((element) => generator.of(element))}]`;
  if (type.kind === "object") {
    const members = [...type.attributes].map(
      ([name, attribute]) => fragment`${name} = ${generator.of(attribute.type)}`,
    );
    return written(type)`{ ${members} }`;
  }
  const element = elementOf(type);
  if (type.kind === "map") {
    const keys = KEYS.filter(() => random.chance(0.25));
    const sign = random.pick([" = ", " = ", ": ", "="]);
    const members = keys.map((key) => fragment`${key}${sign}${generator.of(element)}`);
    const lines = random.chance(0.15) ? members.flatMap((member) => ["\n", member]) : null;
    const object = lines === null ? written(type)`{ ${members} }` : { type, parts: ["{", ...lines, "\n}"] };
    return random.chance(0.2) ? written(type)`tomap(${object})` : object;
  }
  const end = random.chance(0.1) ? "," : "";
  const elements = generator.several(end === "" ? 0 : 1, 4, element);
  if (type.kind === "set") return written(type)`toset([${elements}${end}])`;
  return random.chance(0.2) ? written(type)`tolist([${elements}${end}])` : written(type)`[${elements}${end}]`;
}

/** A collection to go through, and the types of its keys and values. */
function collection(generator: Generator): { over: Node; key: Type; value: Type } {
  const { random } = generator;
  const value = random.chance(0.8)
    ? randomPrimitive(random)
    : objectType([
        ["id", STRING],
        ["on", BOOL],
      ]);
  const kind = random.weighted([
    [5, "list"],
    [3, "map"],
    [1, "set"],
  ] as const);
  if (kind === "map") return { over: generator.of(mapOf(value)), key: STRING, value };
  if (kind === "set") return { over: generator.of(setOf(STRING)), key: STRING, value: STRING };
  return { over: generator.of(listOf(value)), key: NUMBER, value };
}

interface Loop {
  readonly head: Node;
  readonly inner: Generator;
  readonly condition: Node | string;
  readonly key: string;
}

function loop(generator: Generator): Loop {
  const { over, key, value } = collection(generator);
  const name = generator.variableName();
  const attributes = value.kind === "object" ? [...value.attributes] : [];
  const inner = generator.knowing([
    [name, value],
    [`${name}_k`, key],
    ...attributes.map(([attribute, { type }]) => [`${name}.${attribute}`, type] as const),
  ]);
  const condition = generator.random.chance(0.25) ? fragment` if ${inner.of(BOOL)}` : "";
  return { head: fragment`for ${name}_k, ${name} in ${over} : `, inner, condition, key: `${name}_k` };
}

function forTuple(generator: Generator, element: Type): Node {
  const { head, inner, condition } = loop(generator);
  return written(listOf(element))`[${head}${inner.of(element)}${condition}]`;
}

function forObject(generator: Generator, element: Type): Node {
  const { head, inner, condition, key } = loop(generator);
  const type = mapOf(element);
  const name = generator.random.pick([key, `"k-\${${key}}"`, `upper(${key})`]);
  if (element.kind === "list" && generator.random.chance(0.6)) {
    return written(type)`{${head}${inner.of(STRING)} => ${inner.of(element.element)}...${condition}}`;
  }
  return written(type)`{${head}${name} => ${inner.of(element)}${condition}}`;
}

function splat(generator: Generator, type: Type): Node {
  const element = elementOf(type);
  const { random } = generator;
  const items = Array.from({ length: random.between(0, 3) }, () => written(ANY)`{ v = ${generator.of(element)} }`);
  const form = random.pick(["[*].v", ".*.v"]);
  // What is no list is one of one element, and null is an empty one.
  if (random.chance(0.2)) return written(type)`${items[0] ?? "null"}${form}`;
  return written(type)`[${items}]${form}`;
}
