import { isLikeRandom } from "./looks";

/*
 * What a text itself says to be a secret: `password = hunter2!`, `token: …`, an AccessKey id with its secret behind it.
 */

/** How the names of secrets end: of arguments, variables, settings and headers. */
const NAMES =
  "secret|secret[_-]?(?:data|string|value|key|access[_-]?key)|passwo?r?d|passwd|passphrase|pwd|token|credentials?|" +
  "(?:api|private|signing|encryption|master|account|customer|shared|storage)[_-]?key|conn(?:ection)?_?str(?:ing)?|" +
  "authorization|bearer";
const TELLING_END = new RegExp(`(?:${NAMES})$`, "i");
/** Few texts have any of it, and this is cheaper than the whole form. */
const PARTS = ["ecret", "ECRET", "assw", "ASSW", "oken", "OKEN", "redential", "REDENTIAL"];
const MORE_PARTS = [
  "assphrase",
  "ASSPHRASE",
  "pwd",
  "PWD",
  "Pwd",
  "nn_str",
  "NN_STR",
  "nnStr",
  "onnection",
  "ONNECTION",
  "uthoriz",
  "earer",
];
const KEY = /key["'`]?\s{0,3}[:=]/i;
const SIGN = "[\"'`]?\\s{0,3}(?:[:=]>?|:=)\\s{0,3}|\\s{1,3}is\\s{1,3}|\\s{1,3}";
const VALUE = "[^\\s\"'`,;(){}<>|]{8,}";
const TOLD = new RegExp(`(?:${NAMES})(${SIGN})["'\`(]?(?:bearer\\s|basic\\s)?(${VALUE})`, "gi");
/** Where to find one: `$SECRET`, `${var.token}`, `/dev/stdin`. */
const NO_VALUE = /^(?:\$[A-Z_{(]|\/dev\/)/;
const PROSE = /^[A-Za-z_-]+[.:!?]?$/;
const ADDRESS = /^(?:[a-z][a-z0-9]*_\w+|module|var|local|data|output|provider)\.[\w.[\]-]*$/;

/** The ids of login pairs, and what may stand between an id and its secret. */
const ID = `(?:${["LT", "AI"].join("")}|STS\\.|AKIA|ASIA)[0-9A-Za-z]{12,40}`;
const GAP = "[^0-9A-Za-z]{1,20}";
const PAIRS = new RegExp(`(${ID})(${GAP}(?:\\w{0,24}(?:secret|key|token)\\w{0,12}${GAP})?)(${VALUE})`, "g");

/** Whether the name of an argument, variable or setting says that its value is a secret. */
export function tellsSecret(name: string): boolean {
  return TELLING_END.test(name);
}

/** A text without the values that it says to be secrets. */
export function withoutToldSecrets(text: string, replacement: string): string {
  if (!mayTell(text)) return text;
  return text.replace(TOLD, (all: string, between: string, value: string) =>
    isTold(between, value) ? all.slice(0, all.length - value.length) + replacement : all,
  );
}

function mayTell(text: string): boolean {
  for (const part of PARTS) if (text.includes(part)) return true;
  if (!text.includes(":") && !text.includes("=")) return false;
  return MORE_PARTS.some((part) => text.includes(part)) || KEY.test(text);
}

/** A text in which nothing that looks like a secret stands behind the id that belongs to it. */
export function withoutPairedSecrets(text: string, replacement: string): string {
  return text.replace(PAIRS, (all: string, id: string, between: string, value: string) =>
    isLikeRandom(value) || between.includes("=") ? id + between + replacement : all,
  );
}

/** Prose names secrets without saying what they are: only behind a sign may the value be anything. */
function isTold(between: string, value: string): boolean {
  if (value.startsWith("[redacted") || NO_VALUE.test(value) || ADDRESS.test(value)) return false;
  if (between.includes("=")) return true;
  if (!between.includes(":")) return isLikeRandom(value);
  // A name in quotes is one of data.
  return /["'`]/.test(between) || !PROSE.test(value);
}
