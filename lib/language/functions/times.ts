import { Decimal } from "../decimal";
import { NUMBER, STRING, type Type } from "../type";
import { failure, text, type Value } from "../value";
import type { Definition, Functions } from "./definition";
import {
  digits,
  parseDuration,
  parseStrictTimestamp,
  parseTimestamp,
  readingOf,
  timestampText,
  zoneText,
  type Timestamp,
} from "./timestamps";
import { unknownText } from "./unknown-text";

/** Functions of moments. */
export const TIME_FUNCTIONS: Functions = {
  formatdate: ofTexts(STRING, (format: string, written: string) => {
    const timestamp = parseStrictTimestamp(written);
    return timestamp === null ? NO_TIMESTAMP : formatDate(format, timestamp);
  }),
  plantimestamp: now("it is when Terraform plans"),
  timeadd: ofTexts(STRING, (written: string, duration: string) => {
    const [timestamp, added] = [parseTimestamp(written), parseDuration(duration)];
    if (timestamp === null) return NO_TIMESTAMP;
    if (added === null) return failure("it is no duration");
    return timestampText({ ...timestamp, nanoseconds: timestamp.nanoseconds + added });
  }),
  timecmp: ofTexts(NUMBER, (one: string, other: string) => {
    const [left, right] = [parseTimestamp(one), parseTimestamp(other)];
    if (left === null || right === null) return NO_TIMESTAMP;
    const difference = left.nanoseconds - right.nanoseconds;
    return new Decimal(difference < 0n ? -1 : difference > 0n ? 1 : 0);
  }),
  timestamp: now("it is when Terraform applies"),
};

const NO_TIMESTAMP = failure("it is no timestamp of RFC 3339");

function ofTexts(returns: Type, call: Definition["call"]): Definition {
  const parameters = [{ type: STRING }, { type: STRING }];
  return { parameters, returns, result: returns.kind === "string" ? "contains" : "derived", call };
}

function now(because: string): Definition {
  return { parameters: [], returns: STRING, result: "derived", call: () => unknownText(because) };
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** Terraform reads formats in pieces, of which one that is longer than 64 KiB ends the text. */
const LONGEST_FORMAT = 60_000;

/** A text in quotes, in which two quotes are one; a run of one letter; or what stands for itself. */
const TOKEN = /''|'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g;

/**
 * Source: https://pkg.go.dev/github.com/zclconf/go-cty/cty/function/stdlib#FormatDate, measured with Terraform
 */
function formatDate(format: string, timestamp: Timestamp): Value {
  if (format.length > LONGEST_FORMAT) return unknownText("its format is longer than any that is looked at");
  const forms = formsOf(timestamp);
  let written = "";
  for (const [token, letter] of format.matchAll(TOKEN)) {
    const part = letter === undefined ? literal(token) : forms.get(token);
    if (part === undefined) return failure("its format is malformed");
    written += part;
  }
  return text(written);
}

function literal(token: string): string | undefined {
  if (!token.startsWith("'")) return token;
  if (token === "''") return "'";
  if (token.length === 1 || !token.endsWith("'")) return undefined;
  return token.slice(1, -1).replace(/''?/g, "'");
}

/** What each verb comes to. */
function formsOf(timestamp: Timestamp): ReadonlyMap<string, string> {
  const { year, month, day, weekday, hour, minute, second } = readingOf(timestamp);
  const [monthName = "", weekdayName = ""] = [MONTHS[month - 1], WEEKDAYS[weekday]];
  const forms = {
    YY: digits(year % 100, 2),
    YYYY: digits(year, 4),
    M: String(month),
    MM: digits(month, 2),
    MMM: monthName.slice(0, 3),
    MMMM: monthName,
    D: String(day),
    DD: digits(day, 2),
    EEE: weekdayName.slice(0, 3),
    EEEE: weekdayName,
    h: String(hour),
    hh: digits(hour, 2),
    H: String(hour % 12 || 12),
    HH: digits(hour % 12 || 12, 2),
    AA: hour < 12 ? "AM" : "PM",
    aa: hour < 12 ? "am" : "pm",
    m: String(minute),
    mm: digits(minute, 2),
    s: String(second),
    ss: digits(second, 2),
    Z: zoneText(timestamp, ":") ?? "Z",
    ZZZ: zoneText(timestamp, "") ?? "UTC",
    ZZZZ: zoneText(timestamp, "") ?? "+0000",
    ZZZZZ: zoneText(timestamp, ":") ?? "+00:00",
  };
  return new Map(Object.entries(forms));
}
