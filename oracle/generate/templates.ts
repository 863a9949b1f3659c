import { BOOL, NUMBER, STRING, listOf, mapOf } from "../../lib/language/type";
import { quoted } from "../names/given";
import type { Generator } from "./generator";
import { TEXTS } from "./literals";
import { fragment, written, type Node } from "./node";
import { anything, is, way, type Production } from "./production";

/** Texts with expressions in them. */
export const TEMPLATES: readonly Production[] = [
  way(10, is("string"), (generator) => written(STRING)`"${sequence(generator, inline)}"`),
  way(1, anything, (generator, type) => written(type)`"\${${generator.of(type)}}"`),
  way(3, is("string"), heredoc),
];

type Literal = (generator: Generator) => string;

/** Literal texts, interpolations and directives, one after the other. */
function sequence(generator: Generator, literal: Literal): Node {
  const count = generator.random.between(1, 4);
  const pieces = Array.from({ length: count }, () => piece(generator, literal));
  return { type: STRING, parts: pieces, isFragment: true };
}

function piece(generator: Generator, literal: Literal): Node {
  const { random } = generator;
  const type = random.weighted([
    [6, STRING],
    [2, NUMBER],
    [1, BOOL],
  ]);
  const [left, right] = [(): string => mark(generator), (): string => mark(generator)];
  const nested = (): Node => (generator.isDeep ? sequence(generator, literal) : fragment`${literal(generator)}`);
  return random.weighted<() => Node>([
    [4, () => fragment`${literal(generator)}`],
    [5, () => fragment`\${${left()} ${generator.of(type)} ${right()}}`],
    [1, () => fragment`%{${left()} if ${generator.of(BOOL)} ${right()}}${nested()}%{${left()} endif ${right()}}`],
    [
      1,
      () =>
        written(
          STRING,
        )`%{ if ${generator.of(BOOL)} ${right()}}${nested()}%{${left()} else ${right()}}${nested()}%{ endif }`,
    ],
    [1, () => loop(generator, literal)],
  ])();
}

function loop(generator: Generator, literal: Literal): Node {
  const { random } = generator;
  const name = generator.variableName();
  const isMap = random.chance(0.25);
  const collection = isMap ? generator.of(mapOf(STRING)) : generator.of(listOf(STRING));
  const key = random.chance(0.3) || isMap ? `${name}_key` : null;
  const variables = [[name, STRING] as const, ...(key === null ? [] : [[key, isMap ? STRING : NUMBER] as const])];
  const body = sequence(generator.knowing(variables), literal);
  const bound = key === null ? name : `${key}, ${name}`;
  return fragment`%{ for ${bound} in ${collection} ${mark(generator)}}${body}%{${mark(generator)} endfor }`;
}

/** A strip marker, now and then. */
function mark({ random }: Generator): string {
  return random.chance(0.15) ? "~" : "";
}

function inline({ random }: Generator): string {
  const text = random.pick([...TEXTS, " ", "  ", " - ", "\n", ": "]);
  // A text that ends like the beginning of an interpolation would make one of what comes after it.
  return quoted(text.replace(/[$%]+$/, "")).slice(1, -1);
}

const LINES = [
  "",
  "  ",
  "    ",
  "text",
  "  indented",
  "\ttab",
  "key = value",
  'say "hi"',
  "back\\nslash",
  "é",
  "$${x}",
  "%%{y}",
];

function heredoc(generator: Generator): Node {
  const { random } = generator;
  const flush = random.chance(0.5) ? "-" : "";
  const indent = flush === "" ? "" : random.pick(["", "  "]);
  const line: Literal = () => `${random.pick(LINES)}${random.pick(["\n", "\n  ", "", ""])}`;
  const lines = Array.from({ length: random.between(1, 3) }, () => sequence(generator, line));
  const body = lines.flatMap((content) => [random.pick(["", "  ", "    "]), content, "\n"]);
  return { type: STRING, parts: [`(<<${flush}EOT\n`, ...body, `${indent}EOT\n)`] };
}
