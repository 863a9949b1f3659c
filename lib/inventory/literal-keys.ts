import type { Alternative, Branch } from "./alternatives";
import { expressionAt, traversalText } from "./expression";
import { isObject } from "./json";
import type { Resolver } from "./resolver";
import type { Token } from "./tokens";

/** How many keys a literal map, object or set has: the instances that it makes. Null where that is not literal. */
export function literalKeysOf(alternative: Alternative, resolver: Resolver): number | null {
  if (!("branch" in alternative)) return keysOfValue(alternative.value);
  let { branch } = alternative;
  const { tokens, from, to } = branch;
  const isCall =
    tokens[from]?.kind === "name" && tokens[from + 1]?.value === "(" && tokens[from + 1]?.partner === to - 1;
  if (isCall && (tokens[from]?.value === "toset" || tokens[from]?.value === "tomap")) {
    branch = { ...branch, from: from + 2, to: to - 1 };
  }
  return keysOfBranch(branch, resolver);
}

function keysOfBranch(branch: Branch, resolver: Resolver): number | null {
  const { scope, tokens, from, to } = branch;
  const opening = tokens[from];
  if (opening?.kind === "mark" && opening.partner === to - 1) {
    const inside = { ...branch, from: from + 1, to: to - 1 };
    return opening.value === "[" ? sizeOf(elementsOf(inside)) : opening.value === "{" ? sizeOf(namesOf(inside)) : null;
  }
  const expression = expressionAt(tokens, from, to, 0);
  if (expression.kind !== "traversal") return null;
  const { value, because } = resolver.resolve(scope, `\${${traversalText(expression.traversal)}}`);
  return because === null ? keysOfValue(value) : null;
}

function keysOfValue(value: unknown): number | null {
  if (Array.isArray(value)) return new Set<unknown>(value).size;
  return isObject(value) ? Object.keys(value).length : null;
}

function sizeOf(names: readonly string[] | null): number | null {
  return names && new Set(names).size;
}

/** The elements of `"a", "b"`; null where one of them is not literal text or a number. */
function elementsOf({ tokens, from, to }: Branch): readonly string[] | null {
  const elements: string[] = [];
  for (let at = from; at < to; at++) {
    const end = literalEnd(tokens, at);
    const after = tokens[end];
    if (end > to || (end < to && after?.value !== ",")) return null;
    elements.push(literalText(tokens, at));
    at = end;
  }
  return elements;
}

/** The names of `a = 1, "b" = { … }`; null where one of them is computed, or where a loop makes them. */
function namesOf({ tokens, from, to }: Branch): readonly string[] | null {
  const names: string[] = [];
  let last = from;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token === undefined) return null;
    const start = at;
    if (token.partner > at) at = token.partner;
    if (token.kind !== "mark" || token.partner > start) {
      last = start;
    } else if (isAssignment(tokens, at)) {
      if (literalEnd(tokens, last) !== at) return null;
      names.push(literalText(tokens, last));
      at++;
      if ((tokens[at]?.partner ?? -1) > at) at = tokens[at]?.partner ?? at;
    } else if (token.value === ":") {
      return null;
    }
  }
  return names.length > 0 || from === to ? names : null;
}

/** `=`, but not a part of `==`, `!=`, `<=`, `>=` or `=>`. */
export function isAssignment(tokens: readonly Token[], at: number): boolean {
  const isOne = (token: Token | undefined, values: string): boolean =>
    token?.kind === "mark" && values.includes(token.value);
  return isOne(tokens[at], "=") && !isOne(tokens[at - 1], "=!<>") && !isOne(tokens[at + 1], "=>");
}

/** The index after a name, a number or a quoted text without expressions; the same index where there is none. */
function literalEnd(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (token?.kind === "number" || token?.kind === "name") return at + 1;
  if (token?.kind !== "quote" || token.partner === -1 || token.partner > at + 2) return at;
  return tokens[at + 1]?.kind === "text" || token.partner === at + 1 ? token.partner + 1 : at;
}

function literalText(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  if (token?.kind !== "quote") return token?.value ?? "";
  return tokens[at + 1]?.kind === "text" ? (tokens[at + 1]?.value ?? "") : "";
}
