import { Decimal } from "../decimal";
import type { BinaryOperator, Expression, ObjectMember, UnaryOperator } from "../tree";
import { readTemplate } from "./template";
import { loopOf } from "./template-parts";
import { MalformedText, type TokenReader } from "./token-reader";

/** How strongly an operator binds. */
const STRENGTH: ReadonlyMap<string, number> = new Map(
  [["||"], ["&&"], ["==", "!="], [">", ">=", "<", "<="], ["+", "-"], ["*", "/", "%"]].flatMap((operators, strength) =>
    operators.map((operator) => [operator, strength] as const),
  ),
);
const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const WELL_FORMED_NUMBER = /^\d+(?:\.\d*)?(?:[eE][+-]?(\d+))?$/;
/** A number with more digits than that in its exponent could not be written as text. */
const MOST_DIGITS_OF_EXPONENT = 4;
const ELEMENT: Expression = { kind: "element" };

/** Reads expressions, and whatever templates are in them. */
export class ExpressionReader {
  public constructor(private readonly reader: TokenReader) {}

  public expression = (): Expression => {
    this.reader.descend();
    const condition = this.operation();
    const expression = this.reader.accept("?") ? this.branches(condition) : condition;
    this.reader.ascend();
    return expression;
  };

  private branches(condition: Expression): Expression {
    const then = this.expression();
    this.reader.expect(":");
    return { kind: "condition", condition, then, otherwise: this.expression() };
  }

  /** Operands and operators, of which those that bind as strongly go from left to right. */
  private operation(): Expression {
    const pending: { left: Expression; operator: BinaryOperator; strength: number }[] = [];
    for (;;) {
      let right = this.operand();
      const { kind, text } = this.reader.peek();
      const strength = (kind === "mark" ? STRENGTH.get(text) : undefined) ?? -1;
      for (
        let last = pending[pending.length - 1];
        last && last.strength >= strength;
        last = pending[pending.length - 1]
      ) {
        right = { kind: "binary", operator: last.operator, left: last.left, right };
        pending.pop();
      }
      if (strength === -1) return right;
      pending.push({ left: right, operator: this.reader.read().text as BinaryOperator, strength });
    }
  }

  private operand(): Expression {
    const operators: UnaryOperator[] = [];
    while (this.reader.isMark("-") || this.reader.isMark("!")) operators.push(this.reader.read().text as UnaryOperator);
    let operand = this.steps(this.term());
    for (const operator of operators.reverse()) operand = { kind: "unary", operator, operand };
    return operand;
  }

  /** What is taken of a value: `.b`, `.0`, `[b]`, `.*` and `[*]`. */
  private steps(from: Expression): Expression {
    let taken = from;
    for (;;) {
      if (this.reader.accept(".")) {
        taken = this.reader.accept("*") ? { kind: "splat", of: taken, each: this.attributes() } : this.attribute(taken);
      } else if (this.reader.accept("[")) {
        if (this.reader.accept("*")) return this.fullSplat(taken);
        taken = { kind: "index", of: taken, key: this.enclosed("]") };
      } else {
        return taken;
      }
    }
  }

  /** All that comes after `[*]` is taken of every element. */
  private fullSplat(of: Expression): Expression {
    this.reader.expect("]");
    this.reader.descend();
    const each = this.steps(ELEMENT);
    this.reader.ascend();
    return { kind: "splat", of, each };
  }

  /** Names and numbers alone are taken of every element after `.*`. */
  private attributes(): Expression {
    let taken = ELEMENT;
    while (this.reader.accept(".")) taken = this.attribute(taken);
    return taken;
  }

  private attribute(of: Expression): Expression {
    if (this.reader.peek().kind !== "number") {
      return { kind: "attribute", of, name: this.reader.take("name").text.normalize("NFC") };
    }
    const { text } = this.reader.read();
    // Terraform refuses `a.0.1`, which would be the number 0.1.
    if (text.includes(".")) throw new MalformedText();
    return { kind: "index", of, key: { kind: "literal", value: numberOf(text) } };
  }

  private term(): Expression {
    const token = this.reader.read();
    switch (token.kind) {
      case "number":
        return { kind: "literal", value: numberOf(token.text) };
      case "name":
        return this.named(token.text);
      case "quote":
        return readTemplate(this.reader, { end: "unquote", isIndented: false, expression: this.expression });
      case "heredoc": {
        const isIndented = token.text.startsWith("<<-");
        return readTemplate(this.reader, { end: "unheredoc", isIndented, expression: this.expression });
      }
      case "mark":
        if (token.text === "(") return this.enclosed(")");
        if (token.text === "[") return this.tuple();
        if (token.text === "{") return this.object();
        throw new MalformedText();
      default:
        throw new MalformedText();
    }
  }

  private enclosed(end: ")" | "]"): Expression {
    this.reader.enter(false);
    const expression = this.expression();
    this.reader.expect(end);
    this.reader.leave();
    return expression;
  }

  private named(word: string): Expression {
    let name = word;
    while (this.reader.accept("::")) name += `::${this.reader.take("name").text}`;
    if (this.reader.accept("(")) return this.call(name);
    if (name !== word) throw new MalformedText();
    const value = WORDS.get(name);
    return value === undefined ? { kind: "name", name: name.normalize("NFC") } : { kind: "literal", value };
  }

  private call(name: string): Expression {
    const given: Expression[] = [];
    let isExpanded = false;
    this.reader.enter(false);
    while (!this.reader.accept(")")) {
      given.push(this.expression());
      isExpanded = this.reader.accept("...");
      if (isExpanded || !this.reader.accept(",")) {
        this.reader.expect(")");
        break;
      }
    }
    this.reader.leave();
    return { kind: "call", name, arguments: given, isExpanded };
  }

  private tuple(): Expression {
    this.reader.enter(false);
    const tuple = this.reader.acceptWord("for") ? this.loop("]") : this.elements();
    this.reader.leave();
    return tuple;
  }

  private elements(): Expression {
    const elements: Expression[] = [];
    while (!this.reader.accept("]")) {
      elements.push(this.expression());
      if (!this.reader.accept(",")) {
        this.reader.expect("]");
        break;
      }
    }
    return { kind: "tuple", elements };
  }

  private object(): Expression {
    this.reader.enter(false);
    const loop = this.reader.acceptWord("for") ? this.loop("}") : null;
    this.reader.leave();
    if (loop !== null) return loop;
    this.reader.enter(true);
    const members = this.members();
    this.reader.leave();
    return { kind: "object", members };
  }

  private members(): ObjectMember[] {
    const members: ObjectMember[] = [];
    for (;;) {
      while (this.reader.peek().kind === "newline") this.reader.read();
      if (this.reader.accept("}")) return members;
      const key = this.key();
      if (!this.reader.accept("=")) this.reader.expect(":");
      members.push({ key, value: this.expression() });
      if (this.reader.accept("}")) return members;
      if (!this.reader.accept(",")) this.reader.take("newline");
    }
  }

  /** A bare name is its text, `null` and `true` too; what is taken of a name needs parentheses. */
  private key(): Expression {
    const { kind, text } = this.reader.peek();
    const key = this.expression();
    if (kind !== "name") return key;
    if (key.kind === "name" || key.kind === "literal") return { kind: "literal", value: text.normalize("NFC") };
    if (isTraversal(key)) throw new MalformedText();
    return key;
  }

  private loop(end: "]" | "}"): Expression {
    const introduction = loopOf(this.reader, this.expression);
    this.reader.expect(":");
    const first = this.expression();
    const key = end === "}" ? first : null;
    if (end === "}") this.reader.expect("=>");
    const result = end === "}" ? this.expression() : first;
    const isGrouped = end === "}" && this.reader.accept("...");
    const condition = this.reader.acceptWord("if") ? this.expression() : null;
    this.reader.expect(end);
    return { kind: "for", ...introduction, key, result, condition, isGrouped };
  }
}

function numberOf(text: string): Decimal {
  const [, exponent = ""] = WELL_FORMED_NUMBER.exec(text) ?? [null, "many digits"];
  if (exponent.length > MOST_DIGITS_OF_EXPONENT) throw new MalformedText();
  return new Decimal(text).toSignificantDigits(Decimal.precision);
}

/** Whether it is a name and what is taken of it by names and constants. */
function isTraversal(expression: Expression): boolean {
  let at = expression;
  while (at.kind === "attribute" || (at.kind === "index" && at.key.kind === "literal")) at = at.of;
  return at.kind === "name";
}
