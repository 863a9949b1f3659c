import type { Random } from "../../truth/random";

/** A kind of secret that is tried in every position where it is promised that it does not get out. */
export interface Kind {
  readonly name: string;
  /** Which of what may be said of it is enough for it to be known. */
  readonly known: readonly Known[];
  /** Whether it might as well be a name, which is shown where it is one in the open. */
  readonly isName?: true;
  /** Whether its characters need no encoding in a URL. */
  readonly isPlain?: true;
  readonly make: (random: Random) => string;
}

/**
 * How it is known for a secret: by its own form; beside an AccessKey id; under a telling name; in a URL; by a mask or a
 * declaration; by one elsewhere, where the position is an address, in which names are left.
 */
export type Known = "form" | "pair" | "told" | "url" | "marked" | "address";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const EVERYWHERE: readonly Known[] = ["form", "pair", "told", "url", "marked", "address"];
const SAID: readonly Known[] = ["told", "url", "marked"];

/** So many characters, with letters of both cases and digits among them, and changing often. */
function mixed(random: Random, length: number): string {
  const classes = [LETTERS.slice(26), DIGITS, LETTERS.slice(0, 26)];
  return Array.from({ length }, (_, at) => random.pick([...(classes[at % 3] ?? DIGITS)])).join("");
}

function many(random: Random, characters: string, length: number): string {
  return Array.from({ length }, () => random.pick([...characters])).join("");
}

/** No beginning of a token stands in one piece in this file, so that no scanner takes it for a leak. */
const token = (name: string, parts: readonly string[], make: (random: Random) => string): Kind => ({
  name,
  known: ["form", "told", "url", "marked"],
  isPlain: true,
  make: (random) => parts.join("") + make(random),
});

export const KINDS: readonly Kind[] = [
  {
    name: "AccessKey secret",
    known: ["pair", "told", "url", "marked", "address"],
    isPlain: true,
    make: (random) => mixed(random, 30),
  },
  {
    name: "secret of a session",
    known: ["pair", "told", "url", "marked", "address"],
    isPlain: true,
    make: (random) => mixed(random, 44),
  },
  {
    name: "AccessKey id",
    known: EVERYWHERE,
    isPlain: true,
    make: (random) => `${["LT", "AI"].join("")}5t${mixed(random, 18)}`,
  },
  { name: "password of 8", known: ["pair", ...SAID], isPlain: true, make: (random) => mixed(random, 8) },
  { name: "password of 12", known: ["pair", ...SAID], isPlain: true, make: (random) => mixed(random, 12) },
  {
    name: "password of words",
    known: ["marked"],
    make: (random) => `correct horse ${many(random, LETTERS, 9)} staple`,
  },
  { name: "password with marks", known: SAID, make: (random) => `${mixed(random, 5)}!$%${mixed(random, 4)}*` },
  {
    name: "password like a name",
    known: ["marked"],
    isName: true,
    make: (random) => many(random, LETTERS.slice(26), 11),
  },
  {
    name: "password of odd characters",
    known: ["marked", "address"],
    make: (random) => `p\\a"ss${mixed(random, 6)}wörd'$x|<b>\n&%%${mixed(random, 4)}`,
  },
  token("GitHub token", ["gh", "p_"], (random) => mixed(random, 36)),
  token("fine-grained GitHub token", ["github", "_pat_"], (random) => mixed(random, 82)),
  token("GitLab token", ["gl", "pat-"], (random) => mixed(random, 20)),
  token(
    "Slack token",
    ["xo", "xb-"],
    (random) => `${many(random, DIGITS, 11)}-${many(random, DIGITS, 11)}-${mixed(random, 24)}`,
  ),
  token("AWS id", ["AK", "IA"], (random) => many(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)),
  token("Google key", ["AI", "za"], (random) => mixed(random, 35)),
  token("Stripe key", ["sk_", "live_"], (random) => mixed(random, 24)),
  token("npm token", ["np", "m_"], (random) => mixed(random, 36)),
  token("PyPI token", ["py", "pi-AgEIcHlwaS5vcmc"], (random) => mixed(random, 60)),
  token(
    "JSON Web Token",
    ["e", "yJhbGciOiJIUzI1NiJ9."],
    (random) => `${["e", "yJ"].join("")}${mixed(random, 40)}.${mixed(random, 43)}`,
  ),
  {
    name: "private key",
    known: ["form", "marked"],
    make: (random: Random): string => {
      const edge = (word: string): string => `-----${word} ${["PRIVATE", "KEY"].join(" ")}-----`;
      return [edge("BEGIN"), mixed(random, 64), mixed(random, 64), edge("END")].join("\n");
    },
  },
];

/**
 * The parts of a secret by which it can be told, in any case and however it is escaped: of an id, of which both ends
 * are shown, the middle; of a key the lines between its edges.
 */
export function tracesOf({ name }: Kind, secret: string): string[] {
  const body = name === "private key" ? secret.split("\n").slice(1, -1).join("") : secret;
  const letters = lettersOf(body);
  // Its beginning is the same in all of them.
  if (name === "JSON Web Token") return [letters.slice(-12)];
  if (name === "AccessKey id") return [letters.slice(6, 18)];
  const length = Math.min(12, letters.length);
  return [letters.slice(0, length), letters.slice(-length)];
}

/** What is left of a text when it is no matter how it is folded, coloured and escaped. */
export function lettersOf(text: string): string {
  return text.replace(/\\[nu"\\]|&#?\w+;|\\u\{?[0-9a-f]{1,6}\}?|[^0-9A-Za-zö]/g, "");
}
