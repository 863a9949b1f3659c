/** A graph as `terraform graph -plan=FILE` prints it. The first of two nodes waits for the second. */
export function printedGraph(nodes: readonly string[], edges: readonly (readonly [string, string])[]): string {
  const quoted = (name: string): string => JSON.stringify(`[root] ${name}`);
  const lines = [
    ...nodes.map((name) => `${quoted(name)} [label = "x", shape = "box"]`),
    ...edges.map(([from, to]) => `${quoted(from)} -> ${quoted(to)}`),
  ];
  const body = lines.map((line) => `\t\t${line}\n`).join("");
  return `digraph {\n\tcompound = "true"\n\tnewrank = "true"\n\tsubgraph "root" {\n${body}\t}\n}\n\n`;
}
