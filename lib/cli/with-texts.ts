import type { Redactor } from "../redaction/redaction";

/** Members that are addresses as a whole, or names of places: whoever reads them must find those. */
const ADDRESSES = ["address", "path", "stack", "what", "file"];

/** Plain data with other texts. */
export function withTexts<T>(value: T, change: Redactor): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => withTexts(each, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, each]: [string, unknown]) => [
    name,
    typeof each === "string" && ADDRESSES.includes(name) ? change.address(each) : withTexts(each, change),
  ]);
  return Object.fromEntries(members) as T;
}

/** A redactor whose texts are changed once more. */
export function followedBy(redact: Redactor, change: (text: string) => string): Redactor {
  return Object.assign((text: string) => change(redact(text)), {
    address: (text: string) => change(redact.address(text)),
  });
}
