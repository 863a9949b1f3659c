/** What a line of a graph says, in the form in which Terraform prints graphs: one node, edge or brace a line. */
export type DotLine =
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  | { readonly kind: "node"; readonly name: string }
  | { readonly kind: "edge"; readonly from: string; readonly to: string }
  /** Nothing that tells of the order: an empty line, or an attribute of the whole graph. */
  | { readonly kind: "other" };

/** In front of each name: that of the graph, which is one for the whole of Terraform. */
const GRAPH = "[root] ";
const ARROW = " -> ";
const SUBGRAPH = /^subgraph "[^"\\]*" \{$/;
const ATTRIBUTE = /^\w+ = "[^"\\]*"$/;

/** Reads a line; null for one that Terraform does not print into the graph of an apply. */
export function readDotLine(text: string): DotLine | null {
  const line = text.trim();
  if (line === "") return { kind: "other" };
  if (line === "}") return { kind: "close" };
  if (!line.startsWith('"')) {
    if (line === "digraph {" || SUBGRAPH.test(line)) return { kind: "open" };
    return ATTRIBUTE.test(line) ? { kind: "other" } : null;
  }
  const from = readName(line, 0);
  if (from === null) return null;
  if (!line.startsWith(ARROW, from.end)) {
    return endsWell(line, from.end) ? { kind: "node", name: from.name } : null;
  }
  const to = readName(line, from.end + ARROW.length);
  return to !== null && endsWell(line, to.end) ? { kind: "edge", from: from.name, to: to.name } : null;
}

/** After the names come attributes, which say how to draw them, or nothing. */
function endsWell(line: string, end: number): boolean {
  return end === line.length || (line.startsWith(" [", end) && line.endsWith("]"));
}

function readName(line: string, start: number): { name: string; end: number } | null {
  if (line[start] !== '"') return null;
  for (let end = start + 1; end < line.length; end++) {
    if (line[end] === "\\") {
      end++;
    } else if (line[end] === '"') {
      const name = unescape(line.slice(start + 1, end));
      return name.startsWith(GRAPH) ? { name: name.slice(GRAPH.length), end: end + 1 } : null;
    }
  }
  return null;
}

const CONTROLS: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Terraform quotes names as Go does. */
function unescape(quoted: string): string {
  if (!quoted.includes("\\")) return quoted;
  return quoted.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gs,
    (whole, byte?: string, short?: string, long?: string, character?: string) => {
      if (character !== undefined) return CONTROLS[character] ?? character;
      const code = Number.parseInt(byte ?? short ?? long ?? "", 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
