import type { Difference } from "./judge/difference";

interface KnownDifference {
  /** The end of "ours differs, since". */
  readonly because: string;
  /** Looks at a difference that has been made small. */
  readonly is: (difference: Difference) => boolean;
}

/** Where ours are other values than Terraform's on purpose, or can be no others. */
const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    because: "what is decided has the marks of the branch that is taken, and Terraform's has those of both",
    is: ({ kind, text }) => kind === "unmarked" && / \? |%\{~? if /.test(text),
  },
  {
    because: "Terraform takes unknown elements of a set as others than its known ones when it goes through them",
    is: ({ kind, text }) => kind === "less known" && /\bfor\b[^:]*set/.test(text),
  },
  {
    because:
      "what stands beside a value of unknown type may become a text with it, which Terraform does not reckon with",
    is: ({ kind, text }) =>
      kind === "less known" && /\b(?:to(?:list|set|map)|chunklist|coalesce)\(.*open_(?:part|any)/.test(text),
  },
  {
    because: "the last digits of a logarithm are those of the machine",
    is: ({ kind, text }) => kind === "other" && /\blog\(/.test(text),
  },
  {
    because: "only the encodings that Node.js knows are looked at",
    is: ({ text, where }) => /the encoding "[^"]*" is not one/.test(where) || /\btext(?:en|de)codebase64\(/.test(text),
  },
];

/** Why a difference is none to mend; null where it is one. */
export function explanationOf(difference: Difference): string | null {
  return KNOWN_DIFFERENCES.find(({ is }) => is(difference))?.because ?? null;
}
