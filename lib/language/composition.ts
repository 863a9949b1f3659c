/**
 * Texts are in composed form: an "e" before a part that turns out to start with an accent becomes another character.
 * These two cut off what may still change where a known part stands beside an unknown one.
 *
 * Source: https://unicode.org/reports/tr15/#Buffering_with_Unicode_Normalization; Terraform does the same
 */

/** What a text certainly starts with whatever follows this start of it. */
export function whateverFollows(start: string): string {
  let end = start.length;
  while (end > 0 && start.charCodeAt(end - 1) > 0x7f) end--;
  // Of ASCII, letters and the signs of comparison take accents.
  return start.slice(0, end).replace(/[A-Za-z<=>]$/, "");
}

/** What a text certainly ends with whatever stands before this end of it. */
export function whateverPrecedes(end: string): string {
  // eslint-disable-next-line no-control-regex -- what is asked is where ASCII begins
  return end.replace(/^[^\x00-\x7f]+/, "");
}
