import { ANY, type Type } from "../../lib/language/type";

/** An expression as text, with the expressions in it, so that one that shows a difference can be made smaller. */
export interface Node {
  readonly type: Type;
  readonly parts: readonly (string | Node)[];
  /** Whether it is no expression, but a part of a template, a member of an object and the like. */
  readonly isFragment?: true;
}

type Inner = string | Node | readonly Node[];

/** Writes an expression of a type: `` written(STRING)`upper(${text})` ``. */
export function written(type: Type): (texts: TemplateStringsArray, ...inner: readonly Inner[]) => Node {
  return (texts, ...inner) => {
    const parts = texts.flatMap((text, index): (string | Node)[] => {
      const next = inner[index];
      if (next === undefined) return [text];
      return typeof next === "string" || "parts" in next ? [text, next] : [text, ...listed(next)];
    });
    return { type, parts: parts.filter((part) => part !== "") };
  };
}

/** What is written in the same way, and is no expression by itself. */
export function fragment(texts: TemplateStringsArray, ...inner: readonly Inner[]): Node {
  return { ...written(ANY)(texts, ...inner), isFragment: true };
}

/** Nodes with commas between them. */
function listed(nodes: readonly Node[]): (string | Node)[] {
  return nodes.flatMap((node, index) => (index === 0 ? [node] : [", ", node]));
}

export function textOf(node: Node): string {
  return node.parts.map((part) => (typeof part === "string" ? part : textOf(part))).join("");
}
