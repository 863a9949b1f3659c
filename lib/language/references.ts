import { childrenOf } from "./children";
import { Decimal, numberText } from "./decimal";
import type { Expression } from "./tree";

/** The start of a traversal: a name, and the steps after it; null is a splat, or an index that is not written out. */
export interface Reference {
  readonly root: string;
  readonly steps: readonly (string | null)[];
}

const known = new WeakMap<Expression, readonly Reference[]>();

/** All that an expression refers to, but for the names that its loops give to elements. */
export function referencesIn(expression: Expression): readonly Reference[] {
  const found = known.get(expression);
  if (found) return found;
  const references: Reference[] = [];
  collect(expression, references);
  known.set(expression, references);
  return references;
}

function collect(root: Expression, references: Reference[]): void {
  const pending: { readonly expression: Expression; readonly bound: readonly string[] }[] = [
    { expression: root, bound: [] },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { expression, bound } = next;
    const reference = referenceOf(expression);
    if (reference !== null && !bound.includes(reference.root)) references.push(reference);
    const isFor = expression.kind === "for";
    const names = isFor ? [...bound, expression.valueName, expression.keyName ?? expression.valueName] : bound;
    for (const inner of partsOf(expression)) {
      // What a loop goes over is outside of its names.
      const isOutside = isFor && inner === expression.collection;
      pending.push({ expression: inner, bound: isOutside ? bound : names });
    }
  }
}

/** The traversal that an expression is, as far as its steps are written. */
function referenceOf(expression: Expression): Reference | null {
  const steps: (string | null)[] = [];
  let at = expression;
  for (;;) {
    if (at.kind === "name") return withoutPrefix({ root: at.name, steps: steps.reverse() });
    if (at.kind === "attribute") steps.push(at.name);
    else if (at.kind === "index") steps.push(writtenKey(at.key));
    else if (at.kind === "splat") {
      for (const name of attributesOf(at.each)) steps.push(name);
      steps.push(null);
    } else return null;
    at = at.of;
  }
}

/** Terraform allows the word `resource` before the address of a resource. */
function withoutPrefix(reference: Reference): Reference {
  const [first = null, ...steps] = reference.steps;
  return reference.root === "resource" && first !== null ? { root: first, steps } : reference;
}

/** The key of an index that is written out: a text or a number. */
function writtenKey(key: Expression): string | null {
  if (key.kind !== "literal") return null;
  if (typeof key.value === "string") return key.value;
  return key.value instanceof Decimal ? numberText(key.value) : null;
}

/** The names that are taken of an element, the last of them first. */
function attributesOf(each: Expression): (string | null)[] {
  const names: (string | null)[] = [];
  for (let at = each; at.kind === "attribute" || at.kind === "index"; at = at.of) {
    names.push(at.kind === "attribute" ? at.name : null);
  }
  return names;
}

/** What an expression is made of; of a traversal only what is computed in it. */
function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== "attribute" && expression.kind !== "splat" && expression.kind !== "index") {
    return childrenOf(expression);
  }
  const { of } = expression;
  // The traversal itself is one reference, told by its outermost step.
  const inside = isTraversal(of) ? partsOf(of) : [of];
  return [...childrenOf(expression).filter((each) => each !== of), ...inside];
}

function isTraversal(expression: Expression): boolean {
  let at = expression;
  while (at.kind === "attribute" || at.kind === "index" || at.kind === "splat") at = at.of;
  return at.kind === "name";
}

/** The names of the functions that an expression calls. */
export function callsIn(root: Expression): readonly string[] {
  const names: string[] = [];
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "call") names.push(next.name);
    for (const part of childrenOf(next)) pending.push(part);
  }
  return names;
}
