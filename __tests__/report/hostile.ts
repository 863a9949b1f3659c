import fc from "fast-check";
import type { Finding } from "../../lib/rules/finding";
import { codePoint } from "../code-point";
import { thirdKey } from "./findings";

/** Texts with which a name attacks whoever shows it. Each has the word that no format may lose. */
export const HOSTILE: readonly (readonly [attack: string, text: string])[] = [
  ["a terminal escape", "\u001b[31mword\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007"],
  ["bidirectional text", "word\u202etxt.exe\u2066\u200f"],
  ["line ends", "\n\r\n::set-output name=x::word\u2028\u2029\u0085"],
  ["a workflow command", "::set-output name=x::word"],
  ["another workflow command", "  ::stop-commands::word ##[error]x ##vso[task.complete]"],
  ["HTML", `</code></summary><img src=x onerror="alert('word')"><!-- &lt; -->`],
  ["Markdown", "word](https://evil.example) **b** `c` [x]: <https://evil.example> ~~s~~ | $x$ # h"],
  ["a mention", "@word @org/team a@word.example #123 GH-12 www.evil.example https://evil.example org/repo#1 !12"],
  ["controls of XML", "word\u0000\u0001\ufffe\uffff]]>&amp;<![CDATA["],
  ["lone surrogates", "word\ud800\udc00\udfff\ud83d"],
  ["commands in properties", "word,line=1::%0A%25: x"],
  ["a very long name", `word${"x".repeat(100_000)}`],
];

/** A finding in which every text of a configuration is one text. */
export function findingOf(text: string, parts: Partial<Finding> = {}): Finding {
  const place = { stack: text, address: text, path: text, source: { file: text, line: 3 } };
  return thirdKey({
    ...place,
    subject: `user:${text}`,
    message: text,
    fix: text,
    unknown: text,
    related: [place, { ...place, path: null, source: null }],
    ...parts,
  });
}

const text = fc.oneof(
  fc.string({ unit: codePoint }),
  fc.constantFrom(...HOSTILE.slice(0, -1).map(([, hostile]) => hostile)),
);

const place = fc.record({
  stack: text,
  address: text,
  path: fc.option(text),
  source: fc.option(fc.record({ file: text, line: fc.integer({ min: 1, max: 1e9 }) })),
});

/** Findings of whatever texts. */
export const hostileFindings: fc.Arbitrary<Finding[]> = fc.array(
  fc
    .record({
      at: place,
      message: text,
      fix: text,
      subject: fc.option(text),
      unknown: fc.option(text),
      related: fc.array(place, { maxLength: 3 }),
      rule: fc.constantFrom("KEY002", "SEC001", "GRD004"),
      level: fc.constantFrom("error" as const, "warning" as const, "info" as const),
      acknowledged: fc.option(fc.record({ reason: text, until: text, owner: text, link: text })),
    })
    .map(({ at, ...parts }) => thirdKey({ ...at, ...parts })),
  { maxLength: 5 },
);
