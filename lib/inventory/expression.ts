import { isTemplate, tokenize, type Token } from "./tokens";

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

/** A traversal inside a larger expression. */
export interface FoundTraversal extends Traversal {
  /** True when it stands in an argument of `nonsensitive()`. */
  readonly unmasked: boolean;
}

/** A text as Terraform evaluates it, as far as it can be followed without evaluating functions and conditions. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** Parts of which the text is put together; none of them is itself a template. */
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "traversal"; readonly traversal: Traversal }
  | { readonly kind: "other"; readonly because: string };

/** `${a.b.c}`: most expressions are no more than that, and this reads them ten times faster. */
const SIMPLE = /^\$\{([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+)\}$/;
/** Templates in templates beyond this are nobody's code. */
const MAXIMUM_NESTING = 20;
const KEYWORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
/** Functions that hand the elements of their argument on, so that steps after the call are steps of the argument. */
const PASSING_FUNCTIONS = ["values", "one", "tolist", "nonsensitive", "sensitive"];

/** What a string of the configuration stands for. */
export function readTemplate(text: string): Expression {
  if (!isTemplate(text)) return { kind: "literal", value: text };
  const simple = SIMPLE.exec(text)?.[1];
  if (simple !== undefined) return { kind: "traversal", traversal: simpleTraversal(simple) };
  const tokens = tokenize(text);
  return templateAt(tokens, 0, tokens.length, 0);
}

function simpleTraversal(text: string): Traversal {
  const [root = "", ...names] = text.split(".");
  return { root, steps: names.map((value) => ({ kind: "attribute", value })) };
}

/** Every traversal in a string of the configuration, also inside functions, conditions and nested templates. */
export function findTraversals(text: string): FoundTraversal[] {
  if (!isTemplate(text)) return [];
  const tokens = tokenize(text);
  const found: FoundTraversal[] = [];
  const loopVariables = new Map<string, Traversal>();
  /** Tokens before this one stand in `nonsensitive(…)`. */
  let unmaskedUntil = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== "name" || isMark(tokens[at - 1], ".")) continue;
    if (isMark(tokens[at + 1], "(")) {
      const end = tokens[at + 1]?.partner ?? -1;
      if (token.value === "nonsensitive") unmaskedUntil = Math.max(unmaskedUntil, end === -1 ? tokens.length : end);
      continue;
    }
    if (token.value === "for") {
      const loop = loopAt(tokens, at);
      if (loop) {
        // What the loop runs over is not read by that, nor are the variables where they are named.
        loopVariables.set(loop.variable, inLoop(loop.source, loopVariables));
        at = loop.at;
      }
      continue;
    }
    const { traversal } = traversalAt(tokens, at, PASSING_FUNCTIONS);
    found.push({ ...inLoop(traversal, loopVariables), unmasked: at < unmaskedUntil });
  }
  return found;
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

/** `for k, v in source :`: what `v` stands for, where the source is one traversal. */
function loopAt(tokens: readonly Token[], at: number): { variable: string; source: Traversal; at: number } | null {
  let next = at + 1;
  if (isMark(tokens[next + 1], ",")) next += 2;
  const variable = tokens[next];
  const source = tokens[next + 2];
  if (variable?.kind !== "name" || tokens[next + 1]?.value !== "in" || source?.kind !== "name") return null;
  const read = traversalAt(tokens, next + 2, []);
  const after = tokens[read.end];
  if (!isMark(after, ":") && after?.kind !== "close") return null;
  const { root, steps } = read.traversal;
  return { variable: variable.value, source: { root, steps: [...steps, { kind: "splat" }] }, at: next + 2 };
}

/** A traversal that starts at a loop variable is one of what the loop runs over. */
function inLoop(traversal: Traversal, loopVariables: ReadonlyMap<string, Traversal>): Traversal {
  const source = loopVariables.get(traversal.root);
  return source ? { root: source.root, steps: [...source.steps, ...traversal.steps] } : traversal;
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
  if (token?.kind === "quote" && token.partner === last) return templateAt(tokens, first + 1, last, nesting + 1);
  if (first === last && token?.kind === "number") return { kind: "literal", value: Number(token.value) };
  if (first === last && token?.kind === "name" && Object.hasOwn(KEYWORDS, token.value)) {
    return { kind: "literal", value: KEYWORDS[token.value] ?? null };
  }
  let at = first;
  while (isMark(tokens[at], "(")) at++;
  if (tokens[at]?.kind === "name" && !isMark(tokens[at + 1], "(")) {
    const { traversal, start, end } = traversalAt(tokens, at, []);
    if (start <= first && end > last) return { kind: "traversal", traversal };
  }
  return { kind: "other", because: "it is computed by an expression" };
}

/** The traversal that starts at a name, with the parentheses around it; `end` is the index after its last token. */
function traversalAt(
  tokens: readonly Token[],
  at: number,
  passing: readonly string[],
): { traversal: Traversal; start: number; end: number } {
  const steps: Step[] = [];
  let start = at;
  let end = readSteps(tokens, at + 1, steps);
  while (isMark(tokens[end], ")") && tokens[end]?.partner === start - 1) {
    const before = tokens[start - 2];
    const isCall = before?.kind === "name" && before.value !== "in" && before.value !== "if";
    if (isCall && !passing.includes(before.value)) break;
    start -= isCall ? 2 : 1;
    end = readSteps(tokens, end + 1, steps);
  }
  return { traversal: { root: tokens[at]?.value ?? "", steps }, start, end };
}

/** Reads `.name`, `.0`, `.*`, `["key"]`, `[0]`, `[*]`, `[expression]`; gives the index of the first other token. */
function readSteps(tokens: readonly Token[], from: number, steps: Step[]): number {
  for (let at = from; ;) {
    const token = tokens[at];
    if (isMark(token, ".")) {
      const next = tokens[at + 1];
      if (next?.kind === "name") steps.push({ kind: "attribute", value: next.value });
      else if (next?.kind === "number") steps.push({ kind: "index", value: Number(next.value) });
      else if (isMark(next, "*")) steps.push({ kind: "splat" });
      else return at;
      at += 2;
    } else if (token && isMark(token, "[") && token.partner !== -1) {
      steps.push(indexStep(tokens, at + 1, token.partner));
      at = token.partner + 1;
    } else {
      return at;
    }
  }
}

function indexStep(tokens: readonly Token[], from: number, to: number): Step {
  const token = tokens[from];
  if (to - from === 1 && isMark(token, "*")) return { kind: "splat" };
  if (to - from === 1 && token?.kind === "number") return { kind: "index", value: Number(token.value) };
  const isQuoted = token?.kind === "quote" && token.partner === to - 1;
  const key = tokens[from + 1];
  return { kind: "index", value: isQuoted && to - from === 3 && key?.kind === "text" ? key.value : null };
}

function isMark(token: Token | undefined, value: string): boolean {
  return token?.kind === "mark" && token.value === value;
}
