import { isObject, member } from "../json/json";
import type { DocumentProblem } from "./policy-document";

/** One comparison of a Condition. Several values are alternatives. */
export interface PolicyCondition {
  /** `IpAddress` */
  readonly operator: string;
  /** `acs:SourceIp` */
  readonly key: string;
  /** As they are spelled; numbers and booleans, which RAM's grammar does not have, as text. */
  readonly values: readonly string[];
}

const COMPARISONS = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];

/** Source: https://www.alibabacloud.com/help/en/ram/policy-elements (2026-03-19) */
const OPERATORS = new Set([
  ...["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map((o) => `String${o}`),
  ...COMPARISONS.map((comparison) => `Numeric${comparison}`),
  ...COMPARISONS.map((comparison) => `Date${comparison}`),
  "Bool",
  "IpAddress",
  "NotIpAddress",
]);

/** Keys that every service has, in lower case; with a `/`, what may follow it is the name of a tag. */
const COMMON_KEYS = new Set([
  "acs:currenttime",
  "acs:securetransport",
  "acs:sourceip",
  "acs:mfapresent",
  "acs:principalarn",
  "acs:sourcevpc",
  "acs:vpcsourceip",
  "acs:useragent",
  "acs:principalrdid",
  "acs:principalrdpath",
  "acs:requesttag",
  "acs:resourcetag",
]);

/** What is wrong with the Condition of a statement; services have keys of their own, which are taken as they are. */
export function conditionProblems(condition: unknown, name: string): DocumentProblem[] {
  if (condition === undefined) return [];
  const refused = (message: string): DocumentProblem => ({ isRefused: true, message });
  const doubted = (message: string): DocumentProblem => ({ isRefused: false, message });
  if (!isObject(condition)) return [refused(`the Condition of ${name} is not an object`)];

  const problems: DocumentProblem[] = [];
  for (const operator of Object.keys(condition)) {
    if (!OPERATORS.has(operator)) problems.push(doubted(`${name} has the unknown operator ${shown(operator)}`));
    const keys = member(condition, operator);
    if (!isObject(keys)) {
      problems.push(refused(`${shown(operator)} in ${name} is not an object of condition keys`));
      continue;
    }
    for (const key of Object.keys(keys)) {
      if (!isKnownKey(key)) problems.push(doubted(`${name} has the unknown condition key ${shown(key)}`));
      const value = member(keys, key);
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (values.length === 0 || values.some((each) => typeof each !== "string")) {
        problems.push(
          doubted(`${shown(key)} in ${name} has a value that is not a text; RAM's grammar quotes them all`),
        );
      }
    }
  }
  return problems;
}

/** Stands for a value that is neither a text nor a number or boolean: nobody can say what it is equal to. */
export const UNREADABLE_VALUE = "not readable";

/** The comparisons of a Condition, as far as they can be read. */
export function readConditions(condition: unknown): PolicyCondition[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isObject(keys)) return [{ operator, key: "", values: [UNREADABLE_VALUE] }];
    return Object.entries(keys).map(([key, value]) => ({ operator, key, values: textsOf(value) }));
  });
}

function textsOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each === "string") return each;
    return typeof each === "number" || typeof each === "boolean" ? String(each) : UNREADABLE_VALUE;
  });
}

function isKnownKey(key: string): boolean {
  const lower = key.toLowerCase();
  if (!lower.startsWith("acs:")) return /^[a-z0-9-]+:./.test(lower);
  return COMMON_KEYS.has(lower.split("/", 1)[0] ?? "");
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 64));
}
