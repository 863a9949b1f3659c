import { isLikeRandom } from "./looks";

/*
 * Secrets in URLs: whoever is named before the host, and what a query or a fragment gives. By hand and not by a parser
 * of URLs, since what stands in messages is seldom a valid one: `git::https://user:p%ss@host//module?ref=v1`.
 */

/** Where there is none of these, there is no URL; nearly always not, and this is cheaper than looking for one. */
export const URL_PARTS: readonly string[] = ["://", "::"];
/** Where a URL starts; a getter of Terraform may have one without a scheme: `git::user:secret@host/path`. */
const START = /:\/\/|\b(?:git|hg|s3|gcs|oss|https?|ssh)::(?![\w+.-]{1,12}:\/\/)/g;
/** What ends a URL in a text, and what ends it in any case. */
const END = /[\s"'`<>\\]/g;
const CERTAIN_END = /\s/g;
/** Names of parameters whose value is a secret, however it looks. */
const TELLING = /secret|token|passw|pwd|sig|auth|credential|api[_-]?key|ssh[_-]?key|access_?key|private|session|jwt/i;
/** The host, with or without its port. */
const HOST = /^(?:\[[0-9A-Fa-f:.]*\]|[^:/?#@]*)(?::\d+)?(?=[/?#]|$)/;
/** As whom git logs in everywhere: the secret is elsewhere. And what was taken out already. */
const NO_SECRETS = ["git", "[redacted]"];

/** One secret of a URL: where it starts and ends in the text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text in whose URLs nobody is named, and no parameter gives a secret. */
export function withoutUrlSecrets(text: string, replacement: string): string {
  if (!mayHoldUrl(text)) return text;
  let result = "";
  let at = 0;
  for (const { start, end } of spansIn(text)) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return at === 0 ? text : result + text.slice(at);
}

/** The secrets in the URLs of a text, as they are written and as they are meant. */
export function urlSecretsIn(text: string): string[] {
  if (!mayHoldUrl(text)) return [];
  return spansIn(text).flatMap(({ start, end }) => {
    const written = text.slice(start, end);
    const colon = written.indexOf(":");
    const parts = colon === -1 ? [written] : [written, written.slice(colon + 1)];
    return parts.flatMap((part) => [part, decoded(part)]);
  });
}

function mayHoldUrl(text: string): boolean {
  return URL_PARTS.some((part) => text.includes(part));
}

function spansIn(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (;;) {
    START.lastIndex = from;
    const match = START.exec(text);
    if (match === null) return spans;
    const start = match.index + match[0].length;
    let end = endAt(text, start, END);
    // A secret may have quotes, too, and then the host is still to come.
    if (!HOST.test(text.slice(start, end)) && !text.slice(start, end).includes("@")) {
      const certain = endAt(text, start, CERTAIN_END);
      if (text.slice(start, certain).includes("@")) end = certain;
    }
    const url = text.slice(start, end);
    const credentials = credentialsIn(url, match[0] === "://");
    if (credentials !== null) spans.push({ start: start + credentials.start, end: start + credentials.end });
    for (const span of parametersIn(url, credentials?.end ?? 0)) {
      spans.push({ start: start + span.start, end: start + span.end });
    }
    from = end;
  }
}

function endAt(text: string, start: number, form: RegExp): number {
  form.lastIndex = start;
  return form.exec(text)?.index ?? text.length;
}

/** What stands before the host; a secret may have characters that a URL would have to encode. */
function credentialsIn(url: string, hasScheme: boolean): Span | null {
  if (HOST.test(url)) return null;
  let end = url.indexOf("@");
  if (end === -1) {
    // The text may have been cut off in the middle of them: what follows a colon is no port.
    const [authority = ""] = /^[^/?#]*/.exec(url) ?? [];
    const colon = authority.indexOf(":");
    return hasScheme && colon !== -1 && colon + 1 < authority.length
      ? { start: colon + 1, end: authority.length }
      : null;
  }
  // The last of them before the host.
  const behind = url.slice(end + 1).search(/[/?#]/);
  end = url.lastIndexOf("@", behind === -1 ? url.length : end + behind);
  const user = url.slice(0, end);
  return end <= 0 || NO_SECRETS.includes(user) || (!hasScheme && !user.includes(":")) ? null : { start: 0, end };
}

/** The values of parameters that are secrets; what has no telling name is one if it looks like it. */
function parametersIn(url: string, from: number): Span[] {
  const first = url.slice(from).search(/[?#]/);
  if (first === -1) return [];
  const spans: Span[] = [];
  let start = from + first + 1;
  for (const parameter of url.slice(start).split(/[&;#?]/)) {
    const equals = parameter.indexOf("=");
    const value = parameter.slice(equals + 1);
    const isTelling = equals !== -1 && TELLING.test(parameter.slice(0, equals));
    if (value !== "" && !NO_SECRETS.includes(value) && (isTelling || (value.length >= 8 && isLikeRandom(value)))) {
      spans.push({ start: start + equals + 1, end: start + parameter.length });
    }
    start += parameter.length + 1;
  }
  return spans;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
