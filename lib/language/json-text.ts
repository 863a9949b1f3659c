import { Decimal, numberText } from "./decimal";
import type { TextBuilder } from "./text-builder";
import { Mapping, memberNames, Sequence, Unknown, unmarked, type Value } from "./value";

/** What `jsonencode` escapes and JavaScript does not: what would end a script of a web page. */
const UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * Writes a value as `jsonencode` does. What is not known in it is a hole of the form `json`, be it a text or anything
 * else: even a text of which parts are known may be null, and comes back whole where the JSON is decoded.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/jsonencode, measured with Terraform
 */
export function writeJson(value: Value, to: TextBuilder): void {
  const inner = unmarked(value);
  if (inner instanceof Unknown) to.add({ value, as: "json" });
  else if (typeof inner === "string") to.add(quoted(inner));
  else if (inner instanceof Decimal) to.add(numberText(inner) ?? { value, as: "json" });
  else if (inner instanceof Sequence) writeArray(inner, to);
  else if (inner instanceof Mapping) writeObject(inner, to);
  else to.add(String(inner));
}

function writeArray({ elements }: Sequence, to: TextBuilder): void {
  to.add("[");
  for (const [index, element] of elements.entries()) {
    if (to.isFull) return;
    if (index > 0) to.add(",");
    writeJson(element, to);
  }
  to.add("]");
}

function writeObject({ members }: Mapping, to: TextBuilder): void {
  to.add("{");
  for (const [index, name] of memberNames(members).entries()) {
    if (to.isFull) return;
    to.add(`${index > 0 ? "," : ""}${quoted(name)}:`);
    writeJson(members.get(name) ?? null, to);
  }
  to.add("}");
}

function quoted(characters: string): string {
  return JSON.stringify(characters).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
