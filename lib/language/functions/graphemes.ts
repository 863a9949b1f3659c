const SEGMENTER = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * What a reader takes as the characters of a text, which is what Terraform counts.
 *
 * Later versions of Unicode keep consonants of Indic scripts together that a virama joins; Terraform's does not.
 *
 * Source: https://www.unicode.org/reports/tr29/tr29-41.html, measured with Terraform's `split`, `substr` and `length`
 */
export function graphemesOf(text: string): readonly string[] {
  // eslint-disable-next-line no-control-regex -- what is asked is whether there is anything beside ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text.match(/\r\n|[^]/g) ?? [];
  const segments = Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
  return HAS_JOINED.test(text) ? segments.flatMap((segment) => segment.split(JOINED)) : segments;
}

const CONSONANT =
  "[\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Telugu}\\p{Script=Malayalam}]";
const HAS_JOINED = new RegExp(CONSONANT, "u");
/** Before a consonant that follows a sign of the one before. */
const JOINED = new RegExp(`(?<=[\\p{M}\\u200c\\u200d])(?=${CONSONANT}(?<=\\p{Lo}))`, "u");
