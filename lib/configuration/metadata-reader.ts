import { isCalendarDate } from "../text/calendar-date";
import { isObject, member, stringMember, type JsonObject } from "../json/json";
import type {
  AccessKeyMetadata,
  AccountMetadata,
  AcknowledgementMetadata,
  ConsumerMetadata,
  CustodyMetadata,
  ElementMetadata,
  GuardMetadata,
  ScopedAcknowledgement,
  UserMetadata,
} from "./metadata";
import type { Site } from "../places/site";

/*
 * The comment member `"//"`, as cdktf and ramparts fill it. Anybody can write there, so each part is taken only when it
 * has its shape; a part that has not is as if it were absent, and so accepts nothing.
 */

/** Construct path that cdktf has noted. */
export function readPath(comment: unknown): string | null {
  return stringMember(member(comment, "metadata"), "path");
}

/** The TypeScript line of one of our constructs. */
export function readSource(comment: unknown): Site["source"] {
  const source = readSourceText(comment);
  return source === null ? null : sourceOf(source);
}

/** The same as it is written, for whoever reads each line once. */
export function readSourceText(comment: unknown): string | null {
  return stringMember(member(comment, "ramparts"), "source");
}

export function sourceOf(text: string): Site["source"] {
  const parts = /^(.+):([1-9]\d{0,8})$/.exec(text);
  return parts?.[1] && parts[2] ? { file: parts[1], line: Number(parts[2]) } : null;
}

/** `"//".ramparts` of a resource or data source. */
export function readElement(comment: unknown): ElementMetadata {
  return ELEMENT(member(comment, "ramparts")) ?? {};
}

/** The acknowledgements in the top-level comment of a stack. */
export function readAcknowledgements(comment: unknown): readonly ScopedAcknowledgement[] {
  return LIST(SCOPED_ACKNOWLEDGEMENT)(member(member(comment, "ramparts"), "acknowledgements")) ?? [];
}

/** What the guard has noted in the top-level comment of a stack; undefined when it has not looked at the stack. */
export function readGuard(comment: unknown): GuardMetadata | undefined {
  const ramparts = member(comment, "ramparts");
  return member(ramparts, "guard") === true ? { profile: stringMember(ramparts, "profile") } : undefined;
}

/** Gives the value when it has the shape, what is left of it when only optional parts have not, else undefined. */
type Shape<T> = (value: unknown) => T | undefined;
/** The shapes of the members that `T` must have, and of those that it may have. */
type Required<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: Shape<T[K]> };
type Optional<T> = { readonly [K in keyof T as undefined extends T[K] ? K : never]: Shape<NonNullable<T[K]>> };

/** Well-formed objects are given as they are: there may be as many as resources, and copies cost. */
function shape<T>(required: Required<T>, optional: Optional<T>): Shape<T> {
  const must = Object.entries<Shape<unknown>>(required);
  const may = Object.entries<Shape<unknown>>(optional);
  return (value) => {
    if (!isObject(value)) return undefined;
    let result: JsonObject = value;
    for (const [name, read] of must) {
      const given = member(value, name);
      const taken = read(given);
      if (taken === undefined) return undefined;
      if (taken !== given) result = { ...result, [name]: taken };
    }
    for (const [name, read] of may) {
      const given = member(value, name);
      if (given === undefined) continue;
      const taken = read(given);
      if (taken === undefined) result = without(result, name);
      else if (taken !== given) result = { ...result, [name]: taken };
    }
    return result as T;
  };
}

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
}

const STRING: Shape<string> = (value) => (typeof value === "string" ? value : undefined);
const TEXT: Shape<string> = (value) => (typeof value === "string" && value.trim() !== "" ? value : undefined);
const DIGITS: Shape<string> = (value) => (typeof value === "string" && /^\d+$/.test(value) ? value : undefined);
const COUNT: Shape<number> = (value) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
const DATE: Shape<string> = (value) => (typeof value === "string" && isCalendarDate(value) ? value : undefined);

function oneOf<T extends string>(...allowed: readonly T[]): Shape<T> {
  return (value) => allowed.find((each) => each === value);
}

/** The items that have the shape. */
function LIST<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value) =>
    Array.isArray(value) ? value.map(item).filter((each): each is Awaited<T> & T => each !== undefined) : undefined;
}

/** The members that are numbers. */
const COUNTS: Shape<Readonly<Record<string, number>>> = (value) => {
  if (!isObject(value)) return undefined;
  const counts = new Map<string, number>();
  for (const [name, each] of Object.entries(value)) {
    const count = COUNT(each);
    if (count !== undefined) counts.set(name, count);
  }
  return Object.fromEntries(counts);
};

const ACKNOWLEDGEMENT_MEMBERS = { reason: TEXT, until: DATE };
const ACKNOWLEDGEMENT_OPTIONS = { owner: TEXT, link: TEXT };
const ACKNOWLEDGEMENT = shape<AcknowledgementMetadata>(ACKNOWLEDGEMENT_MEMBERS, ACKNOWLEDGEMENT_OPTIONS);
const SCOPED_ACKNOWLEDGEMENT = shape<ScopedAcknowledgement>(
  { ...ACKNOWLEDGEMENT_MEMBERS, rule: TEXT, path: STRING },
  ACKNOWLEDGEMENT_OPTIONS,
);
const ROOT = shape<NonNullable<AccessKeyMetadata["root"]>>(
  { ...ACKNOWLEDGEMENT_MEMBERS, statement: TEXT },
  ACKNOWLEDGEMENT_OPTIONS,
);
const CUSTODY = shape<CustodyMetadata>({ kind: oneOf("pgp", "state") }, { acknowledgement: ACKNOWLEDGEMENT });
const CONSUMER = shape<ConsumerMetadata>({ service: TEXT, name: TEXT, owner: TEXT }, { runbook: TEXT });
const USER = shape<UserMetadata>({ origin: oneOf("created", "adopted", "referred") }, { existingAccessKeys: COUNT });
const ACCESS_KEY = shape<AccessKeyMetadata>(
  { name: STRING, necessity: TEXT, custody: CUSTODY },
  { scenario: TEXT, consumers: LIST(CONSUMER), root: ROOT, user: USER },
);
const ACCOUNT = shape<AccountMetadata>(
  { accountId: DIGITS },
  { quotas: COUNTS, existingAccountAccessKeys: COUNT, rootDeployment: ACKNOWLEDGEMENT },
);
const ELEMENT = shape<ElementMetadata>({}, { source: STRING, accessKey: ACCESS_KEY, user: USER, account: ACCOUNT });
