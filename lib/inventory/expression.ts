import { isTemplate } from "../language/template-text";
import { tokenize, type Token } from "./tokens";

/** One step of a traversal. `value: null` is an index that is itself an expression, such as `count.index`. */
export type Step =
  | { readonly kind: "attribute"; readonly value: string }
  | { readonly kind: "index"; readonly value: string | number | null }
  | { readonly kind: "splat" };

/** `alicloud_ram_user.etl[0].name`: a name and the steps from there. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly Step[];
}

/** A text as Terraform evaluates it, as far as it can be followed without evaluating functions and conditions. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** Parts of which the text is put together; none of them is itself a template. */
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "traversal"; readonly traversal: Traversal }
  | { readonly kind: "other"; readonly because: string };

/** `${a.b.c}`: most expressions are no more than that, and this reads them ten times faster. */
export const SIMPLE = /^\$\{([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+)\}$/;
/** Templates in templates beyond this are nobody's code. */
const MAXIMUM_NESTING = 20;
const KEYWORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** What a string of the configuration stands for. */
export function readTemplate(text: string): Expression {
  if (!isTemplate(text)) return { kind: "literal", value: text };
  const simple = SIMPLE.exec(text)?.[1];
  if (simple !== undefined) return { kind: "traversal", traversal: simpleTraversal(simple) };
  const tokens = tokenize(text);
  return templateAt(tokens, 0, tokens.length, 0);
}

export function simpleTraversal(text: string): Traversal {
  const [root = "", ...names] = text.split(".");
  return traversalOf(
    root,
    names.map((value) => ({ kind: "attribute", value })),
  );
}

/** A traversal without the word `resource` that Terraform allows before the address of a resource. */
export function traversalOf(root: string, steps: readonly Step[]): Traversal {
  const [first] = steps;
  if (root !== "resource" || first?.kind !== "attribute") return { root, steps };
  return { root: first.value, steps: steps.slice(1) };
}

/** Whether a value is `true`, also as text or as a constant expression. */
export function isLiterallyTrue(value: unknown): boolean {
  if (typeof value !== "string") return value === true;
  const expression = readTemplate(value);
  return expression.kind === "literal" && String(expression.value) === "true";
}

/** The traversal as Terraform would write it; a computed index is `[…]`. */
export function traversalText({ root, steps }: Traversal): string {
  return root + steps.map(stepText).join("");
}

function stepText(step: Step): string {
  if (step.kind === "splat") return "[*]";
  if (step.kind === "attribute") return `.${step.value}`;
  return step.value === null ? "[…]" : `[${JSON.stringify(step.value)}]`;
}

function templateAt(tokens: readonly Token[], from: number, to: number, nesting: number): Expression {
  if (nesting > MAXIMUM_NESTING) return { kind: "other", because: "its templates are nested too deeply" };
  const parts: Expression[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token?.kind === "text") {
      parts.push({ kind: "literal", value: token.value });
    } else if (token?.kind === "open" && token.partner !== -1) {
      const inner = expressionAt(tokens, at + 1, token.partner, nesting);
      for (const part of inner.kind === "template" ? inner.parts : [inner]) parts.push(part);
      at = token.partner;
    } else {
      return { kind: "other", because: token?.kind === "directive" ? "it has a %{…} directive" : "it is malformed" };
    }
  }
  const [only] = parts;
  if (only === undefined) return { kind: "literal", value: "" };
  return parts.length === 1 ? only : { kind: "template", parts };
}

/** The expression that a range of tokens is: `from` is its first token, `to` the one after its last. */
export function expressionAt(tokens: readonly Token[], from: number, to: number, nesting: number): Expression {
  let first = from;
  let last = to - 1;
  while (isMark(tokens[first], "(") && tokens[first]?.partner === last) {
    first++;
    last--;
  }
  const token = tokens[first];
  const isQuoted = token?.kind === "quote" && token.marker === undefined;
  if (isQuoted && token.partner === last) return templateAt(tokens, first + 1, last, nesting + 1);
  if (first === last && token?.kind === "number") return { kind: "literal", value: Number(token.value) };
  if (first === last && token?.kind === "name" && Object.hasOwn(KEYWORDS, token.value)) {
    return { kind: "literal", value: KEYWORDS[token.value] ?? null };
  }
  let at = first;
  while (isMark(tokens[at], "(")) at++;
  if (tokens[at]?.kind === "name" && !isMark(tokens[at + 1], "(")) {
    const { traversal, start, end } = traversalAt(tokens, at);
    if (start <= first && end > last) return { kind: "traversal", traversal };
  }
  return { kind: "other", because: "it is computed by an expression" };
}

/** The traversal that starts at a name, with the parentheses around it; `end` is the index after its last token. */
function traversalAt(tokens: readonly Token[], at: number): { traversal: Traversal; start: number; end: number } {
  const steps: Step[] = [];
  let start = at;
  let end = readSteps(tokens, at + 1, steps);
  while (isMark(tokens[end], ")") && tokens[end]?.partner === start - 1 && tokens[start - 2]?.kind !== "name") {
    start--;
    end = readSteps(tokens, end + 1, steps);
  }
  return { traversal: traversalOf(tokens[at]?.value ?? "", steps), start, end };
}

/** Reads all steps from there; gives the index of the first token that is in none. */
function readSteps(tokens: readonly Token[], from: number, steps: Step[]): number {
  let at = from;
  for (let next = stepAt(tokens, at); next !== null; next = stepAt(tokens, at)) {
    steps.push(next.step);
    at = next.end;
  }
  return at;
}

/** Reads one of `.name`, `.0`, `.*`, `["key"]`, `[0]`, `[*]`, `[expression]`; `end` is the index after it. */
export function stepAt(tokens: readonly Token[], at: number): { readonly step: Step; readonly end: number } | null {
  const token = tokens[at];
  if (token && isMark(token, "[") && token.partner !== -1) {
    return { step: indexStep(tokens, at + 1, token.partner), end: token.partner + 1 };
  }
  if (!isMark(token, ".")) return null;
  const next = tokens[at + 1];
  if (next?.kind === "name") return { step: { kind: "attribute", value: next.value }, end: at + 2 };
  if (next?.kind === "number") return { step: { kind: "index", value: Number(next.value) }, end: at + 2 };
  return isMark(next, "*") ? { step: { kind: "splat" }, end: at + 2 } : null;
}

function indexStep(tokens: readonly Token[], from: number, to: number): Step {
  const token = tokens[from];
  if (to - from === 1 && isMark(token, "*")) return { kind: "splat" };
  if (to - from === 1 && token?.kind === "number") return { kind: "index", value: Number(token.value) };
  const isQuoted = token?.kind === "quote" && token.partner === to - 1;
  const key = tokens[from + 1];
  return { kind: "index", value: isQuoted && to - from === 3 && key?.kind === "text" ? key.value : null };
}

export function isMark(token: Token | undefined, value: string): boolean {
  return token?.kind === "mark" && token.value === value;
}
