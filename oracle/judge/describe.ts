import { Decimal } from "../../lib/language/decimal";
import { Mapping, marksOf, memberNames, Sequence, unmarked, type Unknown, type Value } from "../../lib/language/value";

/** A value of ours in one line, for people. */
export function describeValue(value: Value): string {
  const marks = marksOf(value).map(({ holds, isUnmasked }) => `${holds}${isUnmasked ? " unmasked" : ""}`);
  return `${describeUnmarked(value)}${marks.length > 0 ? ` <${marks.join(", ")}>` : ""}`;
}

function describeUnmarked(value: Value): string {
  const inner = unmarked(value);
  if (inner instanceof Decimal) return inner.toFixed();
  if (inner === null || typeof inner !== "object") return JSON.stringify(inner);
  if (inner instanceof Sequence) return `${inner.kind}[${inner.elements.map(describeValue).join(", ")}]`;
  if (inner instanceof Mapping) return `${inner.kind}{${membersOf(inner).join(", ")}}`;
  return `unknown(${[inner.because, ...certaintiesOf(inner)].join("; ")})`;
}

function membersOf({ members }: Mapping): string[] {
  return memberNames(members).map((name) => `${name}: ${describeValue(members.get(name) ?? null)}`);
}

function certaintiesOf({ certain }: Unknown): string[] {
  const { type, isSet, parts, oneOf, atLeast, atMost, elements, members, each, isFailure } = certain;
  const said: string[] = [];
  if (isFailure) said.push("failure");
  if (type) said.push(type.kind);
  if (isSet) said.push("set");
  if (oneOf) said.push(`one of ${oneOf.map(describeValue).join(" | ")}`);
  if (parts) {
    const texts = parts.map((part) =>
      typeof part === "string" ? JSON.stringify(part) : `<${part.as}: ${describeValue(part.value)}>`,
    );
    said.push(`parts ${texts.join(" ")}`);
  }
  if (atLeast !== undefined) said.push(`at least ${atLeast}`);
  if (atMost !== undefined) said.push(`at most ${atMost}`);
  if (elements) said.push(`with ${elements.map(describeValue).join(", ")}`);
  if (members)
    said.push(`with ${[...members].map(([name, member]) => `${name}: ${describeValue(member)}`).join(", ")}`);
  if (each !== undefined) said.push(`each ${describeValue(each)}`);
  return said;
}
