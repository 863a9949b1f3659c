import type { Type } from "../../lib/language/type";
import { textOf, type Node } from "../generate/node";
import { fits } from "../generate/types";
import { explanationOf } from "../known-differences";
import type { Difference } from "./difference";
import type { Judge, Question } from "./judge";

/** So many times smaller ones are looked for, and so many are tried of each at a time. */
const ROUNDS = 15;
const CANDIDATES = 60;

/** An expression that shows a difference. */
export interface Shown {
  readonly node: Node;
  readonly difference: Difference;
}

/** Makes the expressions that show differences smaller, all of them at once: each still shows one of the same kind. */
export function shrink(judge: Judge, question: Question, found: readonly Shown[]): Difference[] {
  const smallest = [...found];
  let open = smallest.map((_, index) => index);
  for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
    const tries = open.flatMap((index) =>
      smallerThan(smallest[index]?.node)
        .slice(0, CANDIDATES)
        .map((node) => ({ index, node })),
    );
    const { differences } = judge.judge(
      question,
      tries.map(({ node }) => textOf(node)),
    );
    const changed = new Set<number>();
    for (const [place, { index, node }] of tries.entries()) {
      const difference = differences[place];
      const before = smallest[index]?.difference;
      // The smaller ones come first.
      if (changed.has(index) || !difference || !before || !isOfOneSort(before, difference)) continue;
      smallest[index] = { node, difference };
      changed.add(index);
    }
    open = [...changed];
  }
  return smallest.map(({ difference }) => difference);
}

/** A difference that nobody has explained must not become one that somebody has. */
function isOfOneSort(one: Difference, other: Difference): boolean {
  return one.kind === other.kind && (explanationOf(one) !== null || explanationOf(other) === null);
}

/** The same expression with something left out of it, the smallest first. */
function smallerThan(node: Node | undefined): Node[] {
  if (!node) return [];
  const length = textOf(node).length;
  const seen = new Set<string>();
  return [...insideOf(node), ...withSmallerParts(node)]
    .map((candidate) => ({ candidate, text: textOf(candidate) }))
    .filter(({ text }) => text.length < length && !seen.has(text) && seen.add(text))
    .sort((one, other) => one.text.length - other.text.length)
    .map(({ candidate }) => candidate);
}

function* insideOf(node: Node): Iterable<Node> {
  for (const part of node.parts) {
    if (typeof part === "string") continue;
    if (!part.isFragment) yield part;
    yield* insideOf(part);
  }
}

function* withSmallerParts(node: Node): Iterable<Node> {
  for (const [index, part] of node.parts.entries()) {
    if (typeof part === "string") continue;
    const replace = (smaller: Node | string): Node => ({ ...node, parts: node.parts.with(index, smaller) });
    const [before, after] = [node.parts[index - 1], node.parts[index + 1]];
    if (before === ", ") yield { ...node, parts: node.parts.toSpliced(index - 1, 2) };
    else if (after === ", ") yield { ...node, parts: node.parts.toSpliced(index, 2) };
    else if (part.isFragment) yield replace("");
    if (!part.isFragment) {
      yield replace(simplest(part.type));
      for (const smaller of insideOf(part)) if (fits(smaller.type, part.type)) yield replace(smaller);
    }
    for (const smaller of withSmallerParts(part)) yield replace(smaller);
  }
}

function simplest(type: Type): string {
  switch (type.kind) {
    case "string":
      return '"a"';
    case "number":
      return "2";
    case "bool":
      return "true";
    case "map":
    case "object":
      return "{}";
    case "set":
      return "toset([])";
    default:
      return "[]";
  }
}
