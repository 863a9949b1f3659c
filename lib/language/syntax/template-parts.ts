import type { Expression } from "../tree";
import { withoutSpacesAfter, withoutSpacesBefore } from "./spaces";
import type { Token } from "./token";
import { MalformedText, type TokenReader } from "./token-reader";

/** A template in a row, before its directives are put together. */
export type TemplatePart = TextPart | Opening | { readonly kind: "value"; readonly value: Expression } | Ending;
export interface TextPart {
  readonly kind: "text";
  text: string;
}
export type Opening = { readonly kind: "if"; readonly condition: Expression } | ({ readonly kind: "for" } & Loop);
export interface Ending {
  readonly kind: "else" | "endif" | "endfor";
}

/** `k, v in c`, which directives and expressions have in common. */
export interface Loop {
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
}

/** Reads a template up to the token that ends it, and what its `~` strip is gone. */
export function readParts(reader: TokenReader, end: Token["kind"], expression: () => Expression): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let isStripping = false;
  for (let token = reader.read(); token.kind !== end; token = reader.read()) {
    if (token.kind === "text") {
      parts.push({ kind: "text", text: isStripping ? withoutSpacesBefore(token.text) : token.text });
      isStripping = false;
    } else if (token.kind === "open" || token.kind === "directive") {
      const before = parts[parts.length - 1];
      if (token.text.endsWith("~") && before?.kind === "text") before.text = withoutSpacesAfter(before.text);
      reader.enter(false);
      parts.push(token.kind === "open" ? { kind: "value", value: expression() } : directive(reader, expression));
      isStripping = reader.take("close").text.startsWith("~");
      reader.leave();
    } else {
      throw new MalformedText();
    }
  }
  return parts;
}

function directive(reader: TokenReader, expression: () => Expression): TemplatePart {
  const { text: keyword } = reader.take("name");
  switch (keyword) {
    case "if":
      return { kind: keyword, condition: expression() };
    case "for":
      return { kind: keyword, ...loopOf(reader, expression) };
    case "else":
    case "endif":
    case "endfor":
      return { kind: keyword };
    default:
      throw new MalformedText();
  }
}

export function loopOf(reader: TokenReader, expression: () => Expression): Loop {
  const first = reader.take("name").text;
  const second = reader.accept(",") ? reader.take("name").text : null;
  if (!reader.acceptWord("in")) throw new MalformedText();
  return { keyName: second === null ? null : first, valueName: second ?? first, collection: expression() };
}
