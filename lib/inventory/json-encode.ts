import { expressionAt, readTemplate, traversalText, type Expression } from "./expression";
import { isAssignment } from "./literal-keys";
import { type Maybe, type Unknown } from "./model";
import { asText, type Resolver } from "./resolver";
import type { Scope } from "./scope";
import { isTemplate } from "../language/template-text";
import { tokenize, type Token } from "./tokens";

/** Objects in lists in objects beyond this are no policy document. */
const MAXIMUM_NESTING = 20;
/** A chain of local values that is longer is one that never ends. */
const MAXIMUM_LOCALS = 20;

/**
 * The text that `${jsonencode(…)}` makes of an object whose parts are known, also through locals; null for anything
 * but such a call.
 */
export function readJsonEncode(
  resolver: Resolver,
  scope: Scope,
  value: unknown,
  attribute: string,
): Maybe<string> | null {
  const text = throughLocals(scope, value);
  if (text === null) return null;
  const tokens = tokenize(text);
  const [open, name, bracket] = tokens;
  const isCall = open?.kind === "open" && name?.value === "jsonencode" && isMark(bracket, "(");
  if (!isCall || open.partner !== tokens.length - 1 || bracket?.partner !== tokens.length - 2) return null;
  try {
    return JSON.stringify(new Encoder(resolver, scope, tokens, attribute).valueAt(3, tokens.length - 2, 0));
  } catch (error) {
    if (error instanceof NotKnown) return error.unknown;
    throw error;
  }
}

/** Ends the reading of a document of which one part is not known. */
class NotKnown extends Error {
  constructor(readonly unknown: Unknown) {
    super(unknown.because);
  }
}

class Encoder {
  constructor(
    private readonly resolver: Resolver,
    private readonly scope: Scope,
    private readonly tokens: readonly Token[],
    private readonly attribute: string,
  ) {}

  valueAt(from: number, to: number, nesting: number): unknown {
    if (nesting > MAXIMUM_NESTING) throw this.notKnown("it is nested too deeply");
    const first = this.tokens[from];
    if (first?.partner === to - 1 && isMark(first, "[")) {
      return this.items(from + 1, to - 1).map(([start, end]) => this.valueAt(start, end, nesting + 1));
    }
    if (first?.partner === to - 1 && isMark(first, "{")) {
      return Object.fromEntries(this.items(from + 1, to - 1).map((item) => this.entryAt(item, nesting)));
    }
    return this.evaluate(expressionAt(this.tokens, from, to, 0));
  }

  private entryAt([from, to]: readonly [number, number], nesting: number): [string, unknown] {
    const first = this.tokens[from];
    const isQuoted = first?.kind === "quote";
    const separator = isQuoted ? first.partner + 1 : from + 1;
    const key = isQuoted ? this.evaluate(expressionAt(this.tokens, from, separator, 0)) : first?.value;
    const follows = this.tokens[separator];
    const isEntry = (isQuoted || first?.kind === "name") && (isMark(follows, "=") || isMark(follows, ":"));
    if (!isEntry || typeof key !== "string") throw this.notKnown("it is computed by an expression");
    return [key, this.valueAt(separator + 1, to, nesting + 1)];
  }

  /** What stands between the commas of an object or list; the lines of an object need none. */
  private items(from: number, to: number): [number, number][] {
    const items: [number, number][] = [];
    let start = from;
    let last = from;
    for (let at = from; at <= to; at++) {
      const token = this.tokens[at];
      const isEnd = at === to || isMark(token, ",");
      const end = !isEnd && isAssignment(this.tokens, at) ? last : at;
      if ((isEnd || end < at) && end > start) items.push([start, end]);
      if (isEnd) start = at + 1;
      else if (end < at) start = end;
      last = at;
      if (at < to && token !== undefined && token.partner > at) at = token.partner;
    }
    return items;
  }

  private evaluate(expression: Expression): unknown {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template":
        return expression.parts.map((part) => String(this.evaluate(part))).join("");
      case "traversal":
        return this.resolved(`\${${traversalText(expression.traversal)}}`);
      case "other":
        throw this.notKnown(expression.because);
    }
  }

  private resolved(reference: string): unknown {
    const resolution = this.resolver.resolve(this.scope, reference);
    const { value } = resolution;
    if (typeof value === "number" || typeof value === "boolean") return value;
    if (Array.isArray(value) && value.every((part) => typeof part === "string" && !isTemplate(part))) return value;
    const text = asText(resolution, this.attribute);
    if (text !== null && typeof text !== "string") throw new NotKnown(text);
    return text;
  }

  private notKnown(because: string): NotKnown {
    return new NotKnown({ unknown: true, attribute: this.attribute, because });
  }
}

/** The template that a value is, where locals only hand it on. */
function throughLocals(scope: Scope, value: unknown): string | null {
  let next = value;
  for (let hops = 0; hops <= MAXIMUM_LOCALS; hops++) {
    if (typeof next !== "string" || !isTemplate(next)) return null;
    const expression = readTemplate(next);
    if (expression.kind !== "traversal") return expression.kind === "other" ? next : null;
    const { root, steps } = expression.traversal;
    const [step, ...others] = steps;
    if (root !== "local" || step?.kind !== "attribute" || others.length > 0) return null;
    next = scope.blocks.locals.get(step.value);
  }
  return null;
}

function isMark(token: Token | undefined, value: string): boolean {
  return token?.kind === "mark" && token.value === value;
}
