import { InputError } from "../../files/input-error";
import { redactCredentials } from "../../redaction/redaction";
import { readDotLine } from "./dot-line";

/** What Terraform does in an apply, and what of it waits for what: every node only for lower ones. */
export interface ApplyGraph {
  readonly nodes: ReadonlyMap<string, number>;
  /** By node: the nodes that have to end before it starts. */
  readonly dependencies: readonly (readonly number[])[];
}

/** Of a line that cannot be read, as much is shown as tells what it is. */
const SHOWN_CHARACTERS = 80;
const REMEDY = "Give the whole output of: terraform graph -plan=FILE";

/**
 * Reads what `terraform graph -plan=FILE` prints: Terraform 1.0 to 1.14, OpenTofu 1.6 to 1.11.
 *
 * @throws InputError for any other text: an order that was read in part would say too little without telling so
 */
export function readApplyGraph(dot: string): ApplyGraph {
  const names = new Map<string, number>();
  const dependencies: number[][] = [];
  const node = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    dependencies.push([]);
    return names.size - 1;
  };
  let depth = 0;
  let ended = false;
  let number = 0;
  for (const text of lines(dot)) {
    number++;
    const line = readDotLine(text);
    if (line === null) throw wrongLine(number, text);
    if (line.kind === "other") continue;
    if (ended || (depth === 0 && line.kind !== "open")) throw wrongLine(number, text);
    if (line.kind === "open") depth++;
    else if (line.kind === "close") ended = --depth === 0;
    else if (line.kind === "node") node(line.name);
    else dependencies[node(line.from)]?.push(node(line.to));
  }
  if (!ended) {
    const problem = number <= 1 && dot.trim() === "" ? "is empty" : `ends after ${number} lines, before the graph does`;
    throw new InputError(`The graph of the apply ${problem}. ${REMEDY}`);
  }
  return renumbered(names, dependencies);
}

function* lines(text: string): Generator<string> {
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf("\n", start);
    yield text.slice(start, end === -1 ? text.length : end);
    if (end === -1) return;
    start = end + 1;
  }
}

function wrongLine(number: number, text: string): InputError {
  const shown = text.trim().slice(0, SHOWN_CHARACTERS);
  const summary = shown.startsWith("digraph G ") ? "It is the summary of a configuration, which has no order. " : "";
  return new InputError(
    `Line ${number} of the graph is not one of the graph of an apply: ${redactCredentials(shown, true)}\n` +
      `${summary}${REMEDY}`,
  );
}

/**
 * The same graph with each node after those that it waits for, and close to them: depth first, so that what belongs to
 * one user lies together where the configuration does.
 */
function renumbered(names: ReadonlyMap<string, number>, dependencies: readonly (readonly number[])[]): ApplyGraph {
  const sorted = depthFirst(dependencies);
  const numbers = new Int32Array(dependencies.length);
  sorted.forEach((at, number) => (numbers[at] = number));
  return {
    nodes: new Map([...names].map(([name, at]) => [name, numbers[at] ?? 0])),
    dependencies: sorted.map((at) => (dependencies[at] ?? []).map((dependency) => numbers[dependency] ?? 0)),
  };
}

function depthFirst(dependencies: readonly (readonly number[])[]): number[] {
  const sorted: number[] = [];
  const entered = new Uint8Array(dependencies.length);
  const left = new Uint8Array(dependencies.length);
  // Of each node on the way down, how many of its dependencies have been visited; a graph may be deeper than a stack.
  const visited = new Int32Array(dependencies.length);
  for (let root = 0; root < dependencies.length; root++) {
    const way = entered[root] === 1 ? [] : [root];
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      entered[at] = 1;
      const place = visited[at] ?? 0;
      visited[at] = place + 1;
      const next = dependencies[at]?.[place];
      if (next === undefined) {
        left[at] = 1;
        sorted.push(at);
        way.pop();
      } else if (entered[next] === 0) {
        way.push(next);
      } else if (left[next] === 0) {
        throw new InputError(
          `The graph of the apply has a circle of dependencies, which Terraform never applies. ${REMEDY}`,
        );
      }
    }
  }
  return sorted;
}
