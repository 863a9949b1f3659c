import type { Random } from "../../truth/random";
import { NUMBER, STRING, BOOL } from "../../lib/language/type";
import { quoted } from "../names/given";
import { written, type Node } from "./node";

/** What comes up in configurations, and what is hard in texts: other scripts, accents in two forms, quotes, JSON. */
export const TEXTS: readonly string[] = [
  ...["", "a", "b", "c", "ab", "name", "id", "prod", "ci-runner", "Hello World", "  padded ", "a,b,c", "a=1;b=2"],
  ...["true", "false", "null", "0", "12", "-3.50", "1e3", "007", "0x1f", "é", "e\u0301", "ß", "İ", "ǅ", "日本語"],
  ...[
    "👩‍👩‍👧",
    "\u{1F1E9}\u{1F1EA}",
    "\u0000",
    "\u007f",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "tab\there",
    "two\nlines\n",
    "\r\n",
  ],
  ...[
    'say "hi"',
    "back\\slash",
    "${literal}",
    "%{literal}",
    "$",
    "%",
    "$$",
    "<a href='x'>&amp;</a>",
    "100%",
    "%s",
    "%%",
  ],
  ...['{"a":1}', "[1,2]", "acs:ram::1234567890123456:user/*", "AliyunOSSReadOnlyAccess", "a/b/../c", "~/x.pem", "*"],
];

export const NUMBERS: readonly string[] = [
  ...["0", "1", "2", "3", "10", "42", "255", "1.5", "0.1", "2.50", "1e3", "1E-2", "1e+2", "9007199254740993"],
  ...["12345678901234567890", "123456789.123456789123456789", "1e21", "1e30", "0.000001", "1e-7", "3.0", "00012"],
];

export function textLiteral(random: Random): Node {
  if (random.chance(0.1)) return written(STRING)`${escaped(random)}`;
  const text = random.chance(0.2) ? random.pick(TEXTS) + random.pick(TEXTS) : random.pick(TEXTS);
  return written(STRING)`${quoted(text)}`;
}

const ESCAPES = ["\\n", "\\t", "\\r", '\\"', "\\\\", "\\u00e9", "\\U0001F600", "e\\u0301", "$${x}", "%%{x}", "$$", "é"];

function escaped(random: Random): string {
  return `"${Array.from({ length: random.between(1, 5) }, () => random.pick(ESCAPES)).join("-")}"`;
}

export function numberLiteral(random: Random): Node {
  const number = random.chance(0.5) ? String(random.between(0, 9)) : random.pick(NUMBERS);
  return random.chance(0.15) ? written(NUMBER)`-${number}` : written(NUMBER)`${number}`;
}

export function truthLiteral(random: Random): Node {
  return written(BOOL)`${random.pick(["true", "false"])}`;
}
