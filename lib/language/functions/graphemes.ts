/** Made when a text needs it: that takes longer than most runs need for all of their functions. */
let segmenter: Intl.Segmenter | null = null;
/** The segmenter takes time that grows with the square of what it is given, so it is given a little at a time. */
const AT_A_TIME = 128;

/**
 * What a reader takes as the characters of a text, which is what Terraform counts.
 *
 * Later versions of Unicode keep consonants of Indic scripts together that a virama joins; Terraform's does not.
 *
 * Source: https://www.unicode.org/reports/tr29/tr29-41.html, measured with Terraform's `strrev`, `substr` and `length`
 */
export function graphemesOf(text: string): readonly string[] {
  if (ALONE.test(text)) return text.match(/\r\n|[^]/g) ?? [];
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const graphemes: string[] = [];
  let [start, taken] = [0, AT_A_TIME];
  while (start < text.length) {
    const end = endOfPair(text, start + taken);
    const segments = Array.from(segmenter.segment(text.slice(start, end)), ({ segment }) => segment);
    // The last one may go on behind the end; where it is the only one, more has to be looked at.
    const whole = end < text.length ? segments.slice(0, -1) : segments;
    taken = whole.length === 0 ? taken * 2 : AT_A_TIME;
    for (const segment of whole) {
      start += segment.length;
      for (const grapheme of HAS_JOINED.test(segment) ? segment.split(JOINED) : [segment]) graphemes.push(grapheme);
    }
  }
  return graphemes;
}

/** Latin letters: before the first accent, only the two characters of a line break go together. */
// eslint-disable-next-line no-control-regex -- control characters are characters of a text as well
const ALONE = /^[\x00-\u02ff]*$/;

/** An index that does not stand between the two units of one character. */
function endOfPair(text: string, index: number): number {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff ? index + 1 : index;
}

const CONSONANT =
  "[\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Telugu}\\p{Script=Malayalam}]";
/** Before a consonant that follows a sign of the one before. */
const JOINED = new RegExp(`(?<=[\\p{M}\\u200c\\u200d])(?=${CONSONANT}(?<=\\p{Lo}))`, "u");
const HAS_JOINED = new RegExp(`${CONSONANT}[^]+${CONSONANT}`, "u");
