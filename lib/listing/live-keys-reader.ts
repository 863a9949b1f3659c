import { mayBeQuoted } from "../redaction/looks";
import { ACCOUNT_ID, USER_NAME } from "../limits/names";
import type { TextLimit } from "../limits/text-limit";
import { ACCESS_KEY_ID_FORM, isAccessKeyId, isLikeSecret } from "../limits/access-key-id";
import { isCalendarDate } from "../text/calendar-date";
import { InputError } from "../files/input-error";
import { isObject, member, type JsonObject } from "../json/json";
import type { LiveKey, LiveKeys, LiveUser } from "./live-keys";
import { shortId } from "../redaction/short-id";
import { parseStrictJson } from "../json/strict-json";

/** Version of the format; another one has other members, or other meanings of them. */
export const LIVE_KEYS_VERSION = 1;

const TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?Z$/;
/** Texts up to this length are shown where they are wrong: no AccessKey is so short. */
const SHOWN = 12;
/** What is shown although it is longer: a time that is written otherwise. */
const DATE_LIKE = /^[\d\-/:.+ TZ]{1,40}$/;

const STATUSES = ["Active", "Inactive"] as const;
const MEMBERS = ["version", "account", "time", "users"] as const;
/** By how much the clock of whoever makes a listing may be ahead. */
const CLOCK_SKEW = 5 * 60 * 1000;

/** Where the form of a listing is said: the end of an error about something else. */
export const LISTING_EXPECTED =
  "A listing of live keys is expected: docs/keys.md has its form, and a script that makes one.";

/** Of a key that was never used. */
const NEVER = "never";

/**
 * Reads a listing of live keys: JSON in the form of docs/keys.md.
 *
 * @param file what errors call it
 * @param now when it is read, RFC 3339
 * @throws InputError naming the member, what it is and what is allowed; never a whole AccessKey id, nor a secret
 */
export function readLiveKeys(text: string, file: string, now: string): LiveKeys {
  const content = parseStrictJson(text, file, {
    empty: LISTING_EXPECTED,
    truncated: "Make it again, or copy it whole.",
    notJson: LISTING_EXPECTED,
    duplicate: "Each name is allowed once. Remove one of them.",
  });
  return new Reader(file, now).listing(content);
}

class Reader {
  /** Where each id stands, and each name of a user. */
  private readonly ids = new Map<string, string>();
  private readonly names = new Map<string, string>();

  constructor(
    private readonly file: string,
    private readonly now: string,
  ) {}

  listing(content: unknown): LiveKeys {
    if (member(content, "account") === undefined && member(content, "users") === undefined) {
      const kind = isObject(content) ? "an object without account and users" : described(content);
      throw new InputError(`${this.file}: is ${kind}, and no listing. ${LISTING_EXPECTED}`);
    }
    const top = this.object(content, "the listing", MEMBERS, ["rootKeys"]);
    if (top["version"] !== LIVE_KEYS_VERSION) this.refuse("version", top["version"], `the number ${LIVE_KEYS_VERSION}`);
    const time = this.time(top["time"], "time");
    // A listing of tomorrow would say of every key made until then that it is gone.
    if (Date.parse(time) > Date.parse(this.now) + CLOCK_SKEW) {
      const fix = "Correct the time, or the clock of whoever has made the listing, and take it again";
      this.refuse("time", time, `a time that has come: it is ${this.now} here. ${fix}`);
    }
    return {
      accountId: this.limited(top["account"], "account", ACCOUNT_ID),
      time,
      users: this.list(top["users"], "users").map((user, index) => this.user(user, `users[${index}]`, time)),
      rootKeys: top["rootKeys"] === undefined ? null : this.keys(top["rootKeys"], "rootKeys", time),
    };
  }

  private user(value: unknown, at: string, time: string): LiveUser {
    const user = this.object(value, at, ["name", "accessKeys"], []);
    const name = this.limited(user["name"], `${at}.name`, USER_NAME);
    this.once(
      this.names,
      name.toLowerCase(),
      `${at}.name`,
      "a RAM user once; RAM compares names without regard to case",
    );
    return { name, accessKeys: this.keys(user["accessKeys"], `${at}.accessKeys`, time) };
  }

  private keys(value: unknown, at: string, time: string): LiveKey[] {
    return this.list(value, at).map((key, index) => this.key(key, `${at}[${index}]`, time));
  }

  private key(value: unknown, at: string, time: string): LiveKey {
    const key = this.object(value, at, ["id", "status"], ["created", "lastUsed"]);
    const id = this.id(key["id"], `${at}.id`);
    const status = STATUSES.find((each) => each === key["status"]);
    if (status === undefined)
      this.refuse(`${at}.status`, key["status"], STATUSES.map((each) => `"${each}"`).join(" or "));
    const isUnused = key["lastUsed"] === NEVER;
    const created = this.pastTime(key["created"], `${at}.created`, time);
    const lastUsed = isUnused ? null : this.pastTime(key["lastUsed"], `${at}.lastUsed`, time, ` or "${NEVER}"`);
    return { id, status, created, lastUsed, isUnused };
  }

  private id(value: unknown, at: string): string {
    if (typeof value !== "string" || !isAccessKeyId(value)) {
      const isSecret = typeof value === "string" && isLikeSecret(value);
      const got = isSecret ? "looks like an AccessKey secret" : `is ${described(value)}`;
      const fix = isSecret ? " A listing holds no secrets: take it out, and replace that AccessKey." : "";
      throw new InputError(`${this.file}: ${at} ${got}; allowed is ${ACCESS_KEY_ID_FORM}.${fix}`);
    }
    this.once(this.ids, value, at, `an AccessKey once; it is ${shortId(value)}`);
    return value;
  }

  private once(known: Map<string, string>, value: string, at: string, allowed: string): void {
    const earlier = known.get(value);
    if (earlier !== undefined) {
      throw new InputError(`${this.file}: ${at} is the same as ${earlier}; allowed is ${allowed}.`);
    }
    known.set(value, at);
  }

  /** A time that was before the listing was taken; null where it is left out. */
  private pastTime(value: unknown, at: string, listed: string, other = ""): string | null {
    if (value === undefined || value === null) return null;
    const time = this.time(value, at, other);
    if (Date.parse(time) > Date.parse(listed)) {
      this.refuse(at, value, `a time that is not after that of the listing, ${listed}`);
    }
    return time;
  }

  private time(value: unknown, at: string, other = ""): string {
    const [, day] = (typeof value === "string" && TIME.exec(value)) || [];
    if (typeof value === "string" && day !== undefined && isCalendarDate(day)) return value;
    return this.refuse(at, value, `a time in UTC, as "2026-11-22T04:00:00Z"${other}`);
  }

  private limited(value: unknown, at: string, { minimum, maximum, pattern, allowed, subject }: TextLimit): string {
    if (typeof value === "string" && value.length >= minimum && value.length <= maximum && pattern?.test(value)) {
      return value;
    }
    return this.refuse(
      at,
      value,
      `a text, ${minimum} to ${maximum} characters of ${allowed ?? "any kind"} (${subject})`,
    );
  }

  private list(value: unknown, at: string): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : this.refuse(at, value, "a list, [] for none");
  }

  private object(value: unknown, at: string, required: readonly string[], optional: readonly string[]): JsonObject {
    const names = [...required, ...optional];
    if (!isObject(value)) return this.refuse(at, value, `an object with ${names.join(", ")}`);
    for (const name of Object.keys(value)) {
      if (names.includes(name)) continue;
      throw new InputError(
        `${this.file}: ${at} has the member ${described(name)}, which is none of ${names.join(", ")}. ` +
          "Remove it, or correct its name.",
      );
    }
    for (const name of required) {
      if (Object.hasOwn(value, name)) continue;
      throw new InputError(`${this.file}: ${at} has no ${name}. Add it: docs/keys.md says what it is.`);
    }
    return value;
  }

  private refuse(at: string, value: unknown, allowed: string): never {
    throw new InputError(`${this.file}: ${at} is ${described(value)}; allowed is ${allowed}.`);
  }
}

/** A value as an error may show it: any longer text may be a credential. */
function described(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${String(value)}`;
  if (typeof value !== "string") return "of no kind that JSON has";
  if (value === "") return "an empty text";
  return (value.length <= SHOWN && mayBeQuoted(value)) || DATE_LIKE.test(value)
    ? JSON.stringify(value)
    : `a text of ${value.length} characters`;
}
