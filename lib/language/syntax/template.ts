import type { Expression } from "../tree";
import { spacesBefore } from "./spaces";
import { readParts, type Ending, type Loop, type Opening, type TemplatePart, type TextPart } from "./template-parts";
import type { Token } from "./token";
import { MalformedText, type TokenReader } from "./token-reader";

/** Reads a template up to the token that ends it. */
export function readTemplate(
  reader: TokenReader,
  { end, isIndented, expression }: { end: Token["kind"]; isIndented: boolean; expression: () => Expression },
): Expression {
  const parts = readParts(reader, end, expression);
  if (isIndented) takeIndentation(parts);
  const [only, ...others] = parts;
  if (only?.kind === "value" && others.length === 0) return only.value;
  return new TemplateBuilder(reader, parts).build();
}

/**
 * Takes the spaces off with which every line of a `<<-` begins. A line of spaces alone does not count, and stays; and a
 * line whose beginning was stripped of its newline before is the end of the line above.
 */
function takeIndentation(parts: readonly TemplatePart[]): void {
  const indented: TextPart[] = [];
  let least = Infinity;
  let isLineStart = true;
  for (const part of parts) {
    if (isLineStart) {
      const spaces = part.kind === "text" ? spacesBefore(part.text) : 0;
      const isBlank = part.kind === "text" && spaces === part.text.length && part.text.endsWith("\n");
      if (!isBlank) least = Math.min(least, spaces);
      if (!isBlank && part.kind === "text") indented.push(part);
    }
    isLineStart = part.kind === "text" && part.text.endsWith("\n");
  }
  for (const part of indented) part.text = part.text.slice(least);
}

/** Puts directives and what stands between them together. */
class TemplateBuilder {
  private at = 0;

  public constructor(
    private readonly reader: TokenReader,
    private readonly parts: readonly TemplatePart[],
  ) {}

  public build(): Expression {
    const whole = this.body();
    if (this.at < this.parts.length) throw new MalformedText();
    return whole;
  }

  /** Up to the directive that ends it, which is not read. */
  private body(): Expression {
    const read: Expression[] = [];
    let text = "";
    const endText = (): void => {
      if (text !== "") read.push({ kind: "literal", value: text });
      text = "";
    };
    for (let part = this.next(); part !== undefined && !isEnding(part); part = this.next()) {
      this.at++;
      if (part.kind === "text") {
        text += part.text;
      } else {
        endText();
        read.push(part.kind === "value" ? part.value : this.directive(part));
      }
    }
    if (read.length === 0) return { kind: "literal", value: text };
    endText();
    return { kind: "template", parts: read };
  }

  private directive(opening: Opening): Expression {
    this.reader.descend();
    const body = this.body();
    const whole = opening.kind === "if" ? this.conditional(opening.condition, body) : this.joined(opening, body);
    this.reader.ascend();
    return whole;
  }

  private conditional(condition: Expression, then: Expression): Expression {
    const otherwise: Expression = this.accept("else") ? this.body() : { kind: "literal", value: "" };
    this.expect("endif");
    return { kind: "condition", condition, then, otherwise };
  }

  private joined({ keyName, valueName, collection }: Loop, result: Expression): Expression {
    this.expect("endfor");
    const loop = { kind: "for", keyName, valueName, collection } as const;
    return { kind: "joined", elements: { ...loop, key: null, result, condition: null, isGrouped: false } };
  }

  private next(): TemplatePart | undefined {
    return this.parts[this.at];
  }

  private expect(kind: Ending["kind"]): void {
    if (!this.accept(kind)) throw new MalformedText();
  }

  private accept(kind: Ending["kind"]): boolean {
    const isNext = this.next()?.kind === kind;
    if (isNext) this.at++;
    return isNext;
  }
}

function isEnding(part: TemplatePart): part is Ending {
  return part.kind === "else" || part.kind === "endif" || part.kind === "endfor";
}
