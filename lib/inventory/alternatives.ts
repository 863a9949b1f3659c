import { expressionAt, traversalText } from "./expression";
import type { Resolution, Resolver } from "./resolver";
import type { Scope } from "./scope";
import { tokenize, type Token } from "./tokens";

/** A part of an expression that has no condition of its own: the tokens from `from` to before `to`. */
export interface Branch {
  readonly scope: Scope;
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
}

/** One of the values between which conditions decide: known, or an expression that is still to be read. */
export type Alternative = { readonly value: unknown } | { readonly branch: Branch };

/** More values than this are not followed: no reader of the configuration would follow them either. */
const MAXIMUM = 20;

/**
 * The values that an expression may come to as its conditions `a ? b : c` decide, followed through locals and outputs.
 * Null when one of them is something else, such as a variable.
 */
export function alternativesOf(resolution: Resolution, resolver: Resolver): readonly Alternative[] | null {
  const alternatives: Alternative[] = [];
  const pending: Resolution[] = [resolution];
  for (let count = 0; ; count++) {
    const next = pending.pop();
    if (next === undefined) return alternatives;
    if (count === MAXIMUM) return null;
    if (next.because === null) {
      alternatives.push({ value: next.value });
      continue;
    }
    const branches = next.expression ? branchesOf(next.expression.scope, next.expression.text) : null;
    if (branches === null || branches.length > MAXIMUM) return null;
    for (const branch of branches) {
      const expression = expressionAt(branch.tokens, branch.from, branch.to, 0);
      if (expression.kind === "literal") alternatives.push({ value: expression.value });
      else if (expression.kind !== "traversal") alternatives.push({ branch });
      else pending.push(resolver.resolve(branch.scope, `\${${traversalText(expression.traversal)}}`));
    }
  }
}

/** The branches of the conditions in a text; the whole expression where it has none, null where it is more than one. */
function branchesOf(scope: Scope, text: string): readonly Branch[] | null {
  const tokens = tokenize(text);
  if (tokens[0]?.kind !== "open" || tokens[0].partner !== tokens.length - 1) return null;
  const branches: Branch[] = [];
  const pending: Branch[] = [{ scope, tokens, from: 1, to: tokens.length - 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const branch = withoutParentheses(next);
    const question = findMark(branch, branch.from, "?");
    const colon = question === null ? null : findMark(branch, question + 1, ":");
    if (question === null || colon === null) branches.push(branch);
    else pending.push({ ...branch, from: colon + 1 }, { ...branch, from: question + 1, to: colon });
    if (branches.length + pending.length > MAXIMUM) return null;
  }
  return branches;
}

function withoutParentheses(branch: Branch): Branch {
  let { from, to } = branch;
  while (branch.tokens[from]?.value === "(" && branch.tokens[from]?.partner === to - 1) {
    from++;
    to--;
  }
  return { ...branch, from, to };
}

/** The index of a mark outside all brackets and quotes; a colon is not that of a condition inside the branch. */
function findMark({ tokens, to }: Branch, from: number, mark: "?" | ":"): number | null {
  let inner = 0;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.partner > at) at = token.partner;
    else if (token.kind === "mark" && token.value === mark && inner === 0) return at;
    else if (token.kind === "mark" && token.value === "?") inner++;
    else if (token.kind === "mark" && token.value === ":") inner--;
  }
  return null;
}
