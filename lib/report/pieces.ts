/** A piece has so many characters at least, unless nothing is left: writing each costs something. */
const LEAST_PIECE = 64 * 1024;

/** Puts parts of a text together to pieces, each of which ends where a line ends. */
export function* inPieces(parts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const part of parts) {
    const end = part.lastIndexOf("\n") + 1;
    if (end === 0 || piece.length + end < LEAST_PIECE) {
      piece += part;
      continue;
    }
    yield piece + part.slice(0, end);
    piece = part.slice(end);
  }
  if (piece !== "") yield piece;
}
