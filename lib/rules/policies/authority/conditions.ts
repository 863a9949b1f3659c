import { BlockList, isIP } from "node:net";
import { UNREADABLE_VALUE, type PolicyCondition } from "../../../policy/policy-conditions";
import { spend } from "../effort";
import { coversPattern } from "../patterns";

type Comparison = (wide: string, narrow: string) => boolean;

/**
 * Operators that hold when one of the values fits, and when one value fits whenever another does. What several values
 * of a negative operator mean, RAM's documentation does not say, so that those are known only where they are equal.
 */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["StringEquals", isSame],
  ["StringEqualsIgnoreCase", (wide, narrow) => wide.toLowerCase() === narrow.toLowerCase()],
  ["StringLike", coversPattern],
  ["NumericEquals", isSame],
  ["DateEquals", isSame],
  ["Bool", isSame],
  ["IpAddress", containsAddresses],
  ...(["Numeric", "Date"] as const).flatMap((kind): [string, Comparison][] => {
    const read = kind === "Numeric" ? readNumber : Date.parse;
    const isAtMost: Comparison = (one, other) => read(one) <= read(other);
    const isAtLeast: Comparison = (one, other) => read(one) >= read(other);
    return [
      [`${kind}LessThan`, isAtLeast],
      [`${kind}LessThanEquals`, isAtLeast],
      [`${kind}GreaterThan`, isAtMost],
      [`${kind}GreaterThanEquals`, isAtMost],
    ];
  }),
]);

/** Whether the conditions of `narrow` certainly hold only where those of `wide` do. */
export function implies(narrow: readonly PolicyCondition[], wide: readonly PolicyCondition[]): boolean {
  return wide.every((condition) => narrow.some((other) => impliesOne(other, condition)));
}

function impliesOne(narrow: PolicyCondition, wide: PolicyCondition): boolean {
  if (narrow.operator !== wide.operator || narrow.key !== wide.key) return false;
  spend(narrow.values.length * wide.values.length);
  if ([...narrow.values, ...wide.values].includes(UNREADABLE_VALUE)) return false;
  const comparison = COMPARISONS.get(narrow.operator);
  // An empty list is none that RAM knows: nobody can say whether it means never or always.
  if (comparison !== undefined && narrow.values.length > 0) {
    return narrow.values.every((value) =>
      wide.values.some((other) => isSame(other, value) || comparison(other, value)),
    );
  }
  const values = new Set(wide.values);
  return new Set(narrow.values).size === values.size && narrow.values.every((value) => values.has(value));
}

function isSame(wide: string, narrow: string): boolean {
  return wide === narrow;
}

function readNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

function containsAddresses(wide: string, narrow: string): boolean {
  const one = readBlock(wide);
  const other = readBlock(narrow);
  if (one === null || other?.family !== one.family || one.prefix > other.prefix) return false;
  const block = new BlockList();
  block.addSubnet(one.address, one.prefix, one.family);
  return block.check(other.address, other.family);
}

function readBlock(text: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | null {
  const [, address = "", digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const prefix = digits === undefined ? bits : Number(digits);
  return version === 0 || prefix > bits ? null : { address, prefix, family: version === 6 ? "ipv6" : "ipv4" };
}
