/** A moment, and the time zone in which it was written. */
export interface Timestamp {
  /** Nanoseconds since 1970. */
  readonly nanoseconds: bigint;
  /** Minutes that the zone is ahead. */
  readonly ahead: number;
}

/** A moment as a calendar and a clock in its zone show it. */
export interface Reading {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** From Sunday, which is 0. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const SECOND = 1_000_000_000n;
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * Null where it is no timestamp of RFC 3339. Go also takes an hour of one digit, and a comma in the place of the point.
 *
 * Source: https://pkg.go.dev/time#Parse, measured with Terraform's `timecmp`
 */
export function parseTimestamp(text: string): Timestamp | null {
  const match = TIMESTAMP.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [fraction = "", sign, zoneHours = "0", zoneMinutes = "0"] = match.slice(7);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59 || Number(zoneHours) > 24 || Number(zoneMinutes) > 60) return null;
  const ahead = (sign === "-" ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - ahead, second);
  return {
    nanoseconds: BigInt(date.getTime()) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, "0")),
    ahead,
  };
}

/** The same for functions that take what RFC 3339 has, and nothing else. */
export function parseStrictTimestamp(text: string): Timestamp | null {
  const timestamp = parseTimestamp(text);
  return timestamp && STRICT.test(text) ? timestamp : null;
}

const STRICT = /T\d\d:[^,]*(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

export function readingOf({ nanoseconds, ahead }: Timestamp): Reading {
  const parts = ((nanoseconds % SECOND) + SECOND) % SECOND;
  const seconds = (nanoseconds - parts) / SECOND;
  const date = new Date((Number(seconds) + ahead * 60) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** The text of a moment as RFC 3339 has it, without parts of a second. */
export function timestampText(timestamp: Timestamp): string {
  const { year, month, day, hour, minute, second } = readingOf(timestamp);
  const years = year < 0 ? `-${digits(-year, 4)}` : digits(year, 4);
  const [date, time] = [
    [month, day],
    [hour, minute, second],
  ].map((parts) => parts.map((part) => digits(part, 2)));
  return `${[years, ...(date ?? [])].join("-")}T${(time ?? []).join(":")}${zoneText(timestamp, ":") ?? "Z"}`;
}

/** How far a zone is ahead; null where it is not. */
export function zoneText({ ahead }: Timestamp, between: string): string | null {
  if (ahead === 0) return null;
  const minutes = Math.abs(ahead);
  return `${ahead < 0 ? "-" : "+"}${digits(Math.floor(minutes / 60), 2)}${between}${digits(minutes % 60, 2)}`;
}

/** A number with zeros before it. */
export function digits(number: number, count: number): string {
  return String(number).padStart(count, "0");
}

const MOST = 1n << 63n;
const UNITS = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["\u00b5s", 1_000n],
  ["\u03bcs", 1_000n],
  ["ms", 1_000_000n],
  ["s", SECOND],
  ["m", 60n * SECOND],
  ["h", 3600n * SECOND],
]);

/**
 * The nanoseconds of a duration such as "1h30m" or "-0.5s"; null where it is none or longer than 64 bits can say.
 *
 * Source: https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): bigint | null {
  const isNegative = text.startsWith("-");
  const unsigned = /^[+-]/.test(text) ? text.slice(1) : text;
  if (unsigned === "0") return 0n;
  if (unsigned === "") return null;
  const part = new RegExp(PART);
  let sum = 0n;
  while (part.lastIndex < unsigned.length) {
    const [, whole = "", fraction = "", name = ""] = part.exec(unsigned) ?? [];
    const unit = UNITS.get(name);
    if (unit === undefined || whole + fraction === "" || !/^0*\d{0,19}$/.test(whole)) return null;
    if (BigInt(`0${whole}`) > MOST / unit) return null;
    sum += BigInt(`0${whole}`) * unit + fractionOf(fraction, unit);
    if (sum > MOST) return null;
  }
  if (sum === MOST && !isNegative) return null;
  return isNegative ? -sum : sum;
}

/** A number, and all up to the next one as its unit. */
const PART = /(\d*)(?:\.(\d*))?([^\d.]+)/y;

/** Part of a unit, in the floating point with which Go counts it: of its digits only those that 63 bits hold. */
function fractionOf(digitsOfFraction: string, unit: bigint): bigint {
  let [count, scale] = [0n, 1];
  for (const digit of digitsOfFraction) {
    if (count > (MOST - 1n) / 10n || count * 10n + BigInt(digit) > MOST) break;
    count = count * 10n + BigInt(digit);
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(count) * (Number(unit) / scale)));
}
