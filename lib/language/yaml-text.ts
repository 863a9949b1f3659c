import { Decimal, numberText } from "./decimal";
import type { TextBuilder } from "./text-builder";
import { Mapping, memberNames, Sequence, Unknown, unmarked, type Unmarked, type Value } from "./value";
import { isSimpleKey, isUnusual, quotedYaml, yamlBlock } from "./yaml-scalar";

/** Where a value stands: alone, after the name of a member, or after the dash of an element. */
type Place = "alone" | "member" | "element";

/**
 * Writes a value as `yamlencode` does. What is not known in it is a hole of the form `yaml`, from the colon or dash
 * before it to the end of its last line.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/yamlencode, measured with Terraform
 */
export function writeYaml(value: Value, to: TextBuilder): void {
  writeValue(value, "alone", 0, 0, to);
}

/** `indent` is that of the collection around it, `column` how much of the line is written. */
function writeValue(value: Value, place: Place, indent: number, column: number, to: TextBuilder): void {
  const inner = unmarked(value);
  if (inner instanceof Sequence && inner.elements.length > 0) {
    to.add(place === "member" ? "\n" : place === "element" ? " " : "");
    // A list stands no further in than the member that it is.
    writeElements(inner, indent + (place === "element" ? 2 : 0), place === "member", to);
    return;
  }
  if (inner instanceof Mapping && inner.members.size > 0 && hasSimpleKeys(inner)) {
    to.add(place === "member" ? "\n" : place === "element" ? " " : "");
    writeMembers(inner, indent + (place === "alone" ? 0 : 2), place === "member", to);
    return;
  }
  const space = place === "alone" ? "" : " ";
  const written = inLine(inner, indent + 2, column + space.length);
  to.add(written === null ? { value, as: "yaml" } : space + written);
  // Alone it might go on in a further line.
  const isPlain = written !== null && (inner === null || typeof inner === "boolean" || inner instanceof Decimal);
  to.add(place === "alone" && isPlain ? "\n...\n" : "\n");
}

/** What stands in one line, or begins in it; null where that is not known. */
function inLine(value: Unmarked, indent: number, column: number): string | null {
  if (value instanceof Unknown) return null;
  if (value instanceof Sequence) return "[]";
  if (value instanceof Mapping) return value.members.size === 0 ? "{}" : null;
  if (value instanceof Decimal) return numberText(value);
  if (typeof value !== "string") return String(value);
  return isUnusual(value) ? null : (yamlBlock(value, indent) ?? quotedYaml(value, indent, column));
}

/** Keys that are long, or of several lines, have a form of their own, and nobody writes them. */
function hasSimpleKeys({ members }: Mapping): boolean {
  return [...members.keys()].every(isSimpleKey);
}

function writeElements({ elements }: Sequence, indent: number, isIndented: boolean, to: TextBuilder): void {
  for (const [index, element] of elements.entries()) {
    if (to.isFull) return;
    to.add(`${" ".repeat(index > 0 || isIndented ? indent : 0)}-`);
    writeValue(element, "element", indent, indent + 1, to);
  }
}

function writeMembers({ members }: Mapping, indent: number, isIndented: boolean, to: TextBuilder): void {
  for (const [index, name] of memberNames(members).entries()) {
    if (to.isFull) return;
    const key = quotedYaml(name, indent, null);
    to.add(`${" ".repeat(index > 0 || isIndented ? indent : 0)}${key}:`);
    writeValue(members.get(name) ?? null, "member", indent, indent + key.length + 1, to);
  }
}
