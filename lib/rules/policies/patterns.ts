import { spend } from "./effort";

/*
 * The wildcards of RAM's policy language: `*` stands for any characters, `?` for one. Names of actions have no case.
 */

/** Whether a pattern covers an action, or every action that another pattern covers. */
export function coversAction(pattern: string, action: string): boolean {
  return coversPattern(pattern.toLowerCase(), action.toLowerCase());
}

/**
 * Whether everything that `other` matches is matched by `pattern`. Linear in the product of their lengths, whatever
 * they are; a `*` of `other` is matched by a `*` alone.
 */
export function coversPattern(pattern: string, other: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  spend(1 + pattern.length);
  while (from < other.length) {
    const wanted = pattern.charAt(at);
    const found = other.charAt(from);
    if (wanted === "*") {
      star = at++;
      resume = from;
    } else if (wanted !== "" && found !== "*" && (wanted === "?" || wanted === found)) {
      at++;
      from++;
    } else if (star !== -1) {
      spend(at - star);
      at = star + 1;
      from = ++resume;
    } else {
      return false;
    }
  }
  while (pattern.charAt(at) === "*") at++;
  return at === pattern.length;
}

/** What takes longer to compare than this is said to overlap. */
const MAXIMUM_COMPARISONS = 4_000_000;
const STAR = 0x2a;
const QUESTION_MARK = 0x3f;

/** Whether something may match both patterns. */
export function overlapsPattern(one: string, other: string): boolean {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const [here, there] = [one.charAt(at), other.charAt(at)];
    if (here === "*" || there === "*") break;
    if (here !== there && here !== "?" && there !== "?") return false;
  }
  if (one.length * other.length > MAXIMUM_COMPARISONS) return true;
  spend(one.length * other.length);
  // Whether what both patterns have before `at` and `from` can match the same text: a row for each `at`, in turns.
  let row = startOf(other);
  let next = new Uint8Array(row.length);
  for (let at = 0; at < one.length; at++) {
    const here = one.charCodeAt(at);
    let isPossible = (next[0] = here === STAR ? (row[0] ?? 0) : 0);
    for (let from = 0; from < other.length; from++) {
      const there = other.charCodeAt(from);
      const hasStar = here === STAR || there === STAR;
      const isAlike = here === there || here === QUESTION_MARK || there === QUESTION_MARK;
      const fits = hasStar ? (row[from + 1] ?? 0) | (next[from] ?? 0) : isAlike ? (row[from] ?? 0) : 0;
      next[from + 1] = fits;
      isPossible |= fits;
    }
    if (isPossible === 0) return false;
    [row, next] = [next, row];
  }
  return row[other.length] === 1;
}

function startOf(pattern: string): Uint8Array<ArrayBuffer> {
  const row = new Uint8Array(pattern.length + 1);
  row[0] = 1;
  for (let at = 0; pattern.charCodeAt(at) === STAR; at++) row[at + 1] = 1;
  return row;
}

/** Whether a pattern of actions is everything that there is: `*`, `*:*`. */
export function isEveryAction(pattern: string): boolean {
  return coversAction(pattern, "*:*");
}

/** The service of which a pattern covers every action: `oss` for `oss:*`; null for any other pattern. */
export function wholeService(pattern: string): string | null {
  const match = /^([^:]+):\*+$/.exec(pattern);
  return match?.[1] === undefined ? null : match[1].toLowerCase();
}

/**
 * Whether a pattern of resources leaves none out: `*`, `acs:*:*:*:*`, or every resource of one service in the account.
 * One region or one name is a restriction; the account's own id is none.
 *
 * @param service the service that it may be limited to; null when it must be all of them
 */
export function isEveryResource(pattern: string, service: string | null): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const [prefix = "", code = "", ...rest] = pattern.toLowerCase().split(":");
  if (prefix !== "acs") return false;
  if (!/^\*+$/.test(code) && (service === null || !coversAction(code, service))) return false;
  if (rest.length === 0) return /^\*+$/.test(code);
  const [region = "", account = "*", ...names] = rest;
  const name = names.length === 0 ? "*" : names.join(":");
  if (names.length === 0 && !/\*$/.test(rest[rest.length - 1] ?? "")) return false;
  return /^\**$/.test(region) && /^(?:\**|\d+)$/.test(account) && /^\*[*/:]*$/.test(name);
}
