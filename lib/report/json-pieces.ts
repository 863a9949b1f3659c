import { inPieces } from "./pieces";
import { printableJson } from "./printable";

/**
 * The JSON of plain data in pieces, with a line end: as `JSON.stringify` writes it, with an indentation of two, and
 * printable. Lists may be made while they are written.
 *
 * @param levels of so many levels of objects and lists each member is written by itself; what is in those is short
 */
export function* jsonPieces(value: unknown, levels: number): Generator<string> {
  for (const piece of inPieces(document(value, levels))) yield printableJson(piece);
}

function* document(value: unknown, levels: number): Generator<string> {
  yield* parts(value, "", levels);
  yield "\n";
}

function* parts(value: unknown, indent: string, levels: number): Generator<string> {
  if (typeof value !== "object" || value === null) {
    yield JSON.stringify(value);
    return;
  }
  if (levels === 0) {
    yield JSON.stringify(value, undefined, 2).replaceAll("\n", `\n${indent}`);
    return;
  }
  const isList = Symbol.iterator in value;
  const [open, close] = isList ? "[]" : "{}";
  let separator = `${open}\n${indent}  `;
  let isEmpty = true;
  for (const [name, member] of isList ? numbered(value as Iterable<unknown>) : Object.entries(value)) {
    if (member === undefined) continue;
    yield isList ? separator : `${separator}${JSON.stringify(name)}: `;
    yield* parts(member, `${indent}  `, levels - 1);
    separator = `,\n${indent}  `;
    isEmpty = false;
  }
  yield isEmpty ? `${open}${close}` : `\n${indent}${close}`;
}

function* numbered(items: Iterable<unknown>): Generator<[string, unknown]> {
  for (const item of items) yield ["", item];
}
