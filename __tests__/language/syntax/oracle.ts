import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Decimal, numberText } from "../../../lib/language/decimal";

/*
 * The trees of the HCL library in the notation of `shapeOf`. It is Terraform's own parser, but for evaluation; so these
 * are the same in its trees and not in ours:
 * - A literal text is given as it is written: its escapes are taken for what they mean here, and the spaces that a `~`
 *   or a `<<-` takes away are still there. Which spaces go is compared with plans instead.
 * - Parentheses are nodes. A bare name as a key has no text but in the source.
 * - An index by a constant is a step of a traversal, with nine digits of a number and nothing of a truth value: it is
 *   taken from the source.
 * - `{ a.b = 1 }` has a tree; Terraform refuses it when it evaluates it.
 */

interface Ranged {
  readonly range: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
}

interface Step extends Ranged {
  readonly type: string;
  readonly segment?: string;
}

interface Node extends Ranged {
  readonly type: string;
  readonly children: readonly Node[];
  readonly meta?: {
    readonly value?: string;
    readonly type?: string;
    readonly operator?: string;
    readonly name?: string;
    readonly expandedFinalArgument?: boolean;
    readonly keyVar?: string;
    readonly valVar?: string;
    readonly keyExpression?: string;
    readonly conditionalExpression?: string;
    readonly groupedValue?: boolean;
    readonly traversal?: readonly Step[];
  };
}

const OPERATORS: Readonly<Record<string, string>> = {
  negate: "-",
  logicalNot: "!",
  logicalOr: "||",
  logicalAnd: "&&",
  equal: "==",
  notEqual: "!=",
  lessThan: "<",
  greaterThan: ">",
  lessThanOrEqual: "<=",
  greaterThanOrEqual: ">=",
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  modulo: "%",
};

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The library never ends what it begins, so it is in a worker that can be ended. */
const WORKER = `
  const { parentPort } = require("node:worker_threads");
  const { getExpressionAst } = require("@cdktf/hcl2json");
  parentPort.on("message", (text) =>
    getExpressionAst("expression", text).then(
      (tree) => parentPort.postMessage({ tree: JSON.stringify(tree) }),
      (error) => parentPort.postMessage({ problem: error.message }),
    ),
  );
`;

/** Gives the shapes of expressions, one call after the other. */
export class Oracle {
  private readonly worker = new Worker(WORKER, { eval: true });

  public async close(): Promise<void> {
    await this.worker.terminate();
  }

  /** The shape of one expression; `malformed` where the library or Terraform's evaluation refuses it. */
  public async shape(text: string): Promise<string> {
    const tree = await this.tree(text);
    if (typeof tree === "string") return "malformed";
    try {
      return new Notation(text).shape(tree);
    } catch (error) {
      if (error instanceof AmbiguousKey) return "malformed";
      throw error;
    }
  }

  /** The shapes of many expressions that are all well-formed, which takes far less time than one after the other. */
  public async shapes(texts: readonly string[]): Promise<readonly string[]> {
    const source = `[\n${texts.join("\n,\n")}\n]`;
    const tuple = await this.tree(source);
    if (typeof tuple === "string") throw new Error(tuple);
    const notation = new Notation(source);
    return tuple.children.map((node) => notation.shape(node));
  }

  private async tree(text: string): Promise<Node | string> {
    const answer = once(this.worker, "message") as Promise<[{ tree?: string; problem?: string }]>;
    this.worker.postMessage(text);
    const [{ tree, problem = "there is no tree" }] = await answer;
    return tree === undefined ? problem : (JSON.parse(tree) as Node);
  }
}

class AmbiguousKey extends Error {}

class Notation {
  private readonly source: Buffer;

  public constructor(text: string) {
    this.source = Buffer.from(text);
  }

  public shape(node: Node, isQuoted = true): string {
    const { type, meta = {}, children } = node;
    const shapes = (): string[] => children.map((child) => this.shape(child, isQuoted));
    switch (type) {
      case "":
        return children[0] === undefined ? "*" : this.shape(children[0], isQuoted);
      case "literalValue":
        if (meta.type === "string") return JSON.stringify(isQuoted ? unquoted(meta.value) : unescaped(meta.value));
        return meta.type === "number" ? String(numberText(new Decimal(meta.value ?? ""))) : (meta.value ?? "");
      case "templateWrap":
        return this.shape(childOf(node, 0));
      case "template":
        return this.template(node, meta.value?.startsWith('"') ?? false);
      case "templateJoin":
        return `(joined ${this.loop(childOf(node, 0), isQuoted)})`;
      case "scopeTraversal":
        return this.steps("", meta.traversal);
      case "relativeTraversal":
        return this.steps(shapes()[0] ?? "", meta.traversal);
      case "index":
        return `${shapes()[0]}[${shapes()[1]}]`;
      case "splat":
        return `(each ${shapes().join(" ")})`;
      case "function":
        return `${meta.name}(${shapes().join(", ")}${meta.expandedFinalArgument ? "..." : ""})`;
      case "unaryOp":
      case "binaryOp":
        return `(${OPERATORS[meta.operator ?? ""]} ${shapes().join(" ")})`;
      case "conditional":
        return this.conditional(node, isQuoted);
      case "tuple":
        return `[${shapes().join(", ")}]`;
      case "object":
        return `{${this.members(node).join(", ")}}`;
      case "for":
        return this.loop(node);
      default:
        throw new Error(`there is no ${type} in this notation`);
    }
  }

  private template({ children }: Node, isQuoted: boolean): string {
    const isText = children.every(({ type, meta }) => type === "literalValue" && meta?.type === "string");
    const shapes = children.map((child) => this.shape(child, isQuoted));
    if (isText) return JSON.stringify(shapes.map((shape) => JSON.parse(shape) as string).join(""));
    return `(template ${shapes.filter((_, at) => !isEmpty(children[at])).join(" ")})`;
  }

  /** The parts of a directive are templates without quotes of their own. */
  private conditional(node: Node, isQuoted: boolean): string {
    const isDirective = node.meta?.value?.startsWith("%{") ?? false;
    const branches = node.children.slice(1).map((branch) => this.branch(branch, isDirective, isQuoted));
    return `(? ${this.shape(childOf(node, 0))} ${branches.join(" ")})`;
  }

  private branch(node: Node, isDirective: boolean, isQuoted: boolean): string {
    return isDirective ? this.template(node, isQuoted) : this.shape(node);
  }

  private members({ children }: Node): string[] {
    return children.flatMap((key, at) => {
      if (at % 2 === 1) return [];
      const isBare = key.children.length === 0;
      if ((key.children[0]?.meta?.traversal?.length ?? 0) > 1) throw new AmbiguousKey();
      return [
        `${isBare ? JSON.stringify(this.written(key)) : this.shape(key)} = ${this.shape(childOf({ children }, at + 1))}`,
      ];
    });
  }

  private steps(from: string, traversal: readonly Step[] = []): string {
    const written = traversal.map((step, at) => {
      if (step.type !== "indexTraversal") return at === 0 && from === "" ? step.segment : `.${step.segment}`;
      const isText = step.segment?.startsWith('"');
      return `[${isText ? JSON.stringify(step.segment?.slice(1, -1)) : constant(this.written(step))}]`;
    });
    return from + written.join("");
  }

  private written({ range: { start, end } }: Ranged): string {
    return this.source.subarray(start.byte, end.byte).toString();
  }

  private loop(node: Node, isQuoted?: boolean): string {
    const { keyVar, valVar, keyExpression, conditionalExpression, groupedValue } = node.meta ?? {};
    const rest = [...node.children];
    const next = (): string => this.shape(rest.shift() ?? node);
    const collection = next();
    const key = keyExpression ? `${next()} => ` : "";
    const result = isQuoted === undefined ? next() : this.template(rest.shift() ?? node, isQuoted);
    const condition = conditionalExpression ? ` if ${next()}` : "";
    const names = keyVar ? `${keyVar}, ${valVar}` : valVar;
    return `(for ${names} in ${collection} : ${key}${result}${groupedValue ? "..." : ""}${condition})`;
  }
}

function childOf({ children }: Pick<Node, "children">, at: number): Node {
  const child = children[at];
  if (child === undefined) throw new Error(`the tree has no child ${at} where it must have one`);
  return child;
}

function isEmpty(node: Node | undefined): boolean {
  return node?.meta?.type === "string" && node.meta.value === "";
}

/** A number or a truth value between brackets or after a point, with comments around it. */
function constant(written: string): string {
  const bare = written.replace(/(?:#|\/\/)[^\n]*\n|\/\*[^]*?\*\/|[[\]\s]|^\./g, "");
  return /^\d/.test(bare) ? String(numberText(new Decimal(bare))) : bare;
}

function unescaped(written = ""): string {
  return written.replace(/([$%])\1\{/g, "$1{");
}

function unquoted(written = ""): string {
  const escape = /\\(?:u(.{4})|U(.{8})|(.))/g;
  return unescaped(written).replace(escape, (_, ...groups: (string | undefined)[]) => {
    const [short, long, character = ""] = groups;
    const code = short ?? long;
    if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
    return SIMPLE_ESCAPES.get(character) ?? character;
  });
}
