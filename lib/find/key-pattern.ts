import { isLikeSecret } from "../limits/access-key-id";

/** What stands for the characters that were left out: an ellipsis, points, stars, in any number. */
const GAP = /(?:…|\.{2,}|\*+|•+)+/u;
/** Characters of an id. */
const PIECE = /^[0-9A-Za-z._-]*$/;
/** Fewer characters on each side fit too many keys. */
const LEAST = 4;
const LONGEST = 64;
const SHOWN = 4;

/** A part of an AccessKey id, as scanners and reports shorten one. */
export interface KeyPattern {
  /** As anything may show it: at most its first and last four characters. */
  readonly shown: string;
  matches(id: string): boolean;
}

/** @returns null for what is no part of an id, or too little of one */
export function readKeyPattern(text: string): KeyPattern | null {
  const pieces = text.split(GAP);
  if (text.length > LONGEST || pieces.some((piece) => isLikeSecret(piece) || !PIECE.test(piece))) return null;
  const [first = "", ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return first.length < LEAST ? null : ofOneSide(first);
  // What stands between two gaps may be anywhere, so that the sides have to tell the keys apart.
  if (Math.max(first.length, last.length) < LEAST) return null;
  return {
    shown: `${first.slice(0, SHOWN)}…${last.slice(-SHOWN)}`,
    matches: (id) =>
      id.length > first.length + last.length &&
      id.startsWith(first) &&
      id.endsWith(last) &&
      inOrder(id.slice(first.length, id.length - last.length), others),
  };
}

/** Without a gap nobody says which end it is. */
function ofOneSide(part: string): KeyPattern {
  return {
    shown: "…",
    matches: (id) => id.length > part.length && (id.startsWith(part) || id.endsWith(part)),
  };
}

function inOrder(text: string, pieces: readonly string[]): boolean {
  let at = 0;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return true;
}
