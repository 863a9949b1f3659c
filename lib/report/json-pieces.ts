import { printableJson } from "./printable";

/** So many levels are written member by member; what is below them is short. */
const LEVELS = 3;
/** Pieces are put together up to so many characters. */
const SHORTEST_PIECE = 64 * 1024;

/**
 * The JSON of plain data in pieces, since that of a large report is longer than a text can be: as `JSON.stringify`
 * writes it, with an indentation of two, and printable. Lists may be made while they are written.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = "";
  for (const part of parts(value, "", LEVELS)) {
    piece += part;
    if (piece.length < SHORTEST_PIECE) continue;
    yield printableJson(piece);
    piece = "";
  }
  yield printableJson(piece);
}

function* parts(value: unknown, indent: string, levels: number): Generator<string> {
  if (levels === 0 || typeof value !== "object" || value === null) {
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
