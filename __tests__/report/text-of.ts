/** The whole of a report that is made in pieces. */
export function textOf(pieces: Iterable<string>): string {
  return [...pieces].join("");
}
