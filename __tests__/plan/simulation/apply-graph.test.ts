import fc from "fast-check";
import { InputError } from "../../../lib/files/input-error";
import { readApplyGraph, type ApplyGraph } from "../../../lib/plan/simulation/apply-graph";
import { codePoint } from "../../code-point";
import { printedGraph } from "./graphs";

/** What a node waits for, by name. */
function waitsFor(graph: ApplyGraph, name: string): string[] {
  const names = new Map([...graph.nodes].map(([each, node]) => [node, each]));
  const dependencies = graph.dependencies[graph.nodes.get(name) ?? -1] ?? [];
  return dependencies.map((node) => names.get(node) ?? "").sort();
}

describe("the graph of an apply", () => {
  it("is read as Terraform prints it", () => {
    const graph = readApplyGraph(`digraph {
	compound = "true"
	newrank = "true"
	subgraph "root" {
		"[root] module.m[\\"k\\"].alicloud_ram_access_key.k[0]" [label = "module.m.alicloud_ram_access_key.k", shape = "box"]
		"[root] alicloud_ram_user.u (destroy)" [label = "alicloud_ram_user.u", shape = "box"]
		"[root] local.l (expand)" -> "[root] alicloud_ram_user.u (destroy)"
		"[root] local.l (expand)" -> "[root] module.m[\\"k\\"].alicloud_ram_access_key.k[0]"
	}
}

`);
    expect([...graph.nodes.keys()].sort()).toEqual([
      "alicloud_ram_user.u (destroy)",
      "local.l (expand)",
      'module.m["k"].alicloud_ram_access_key.k[0]',
    ]);
    expect(waitsFor(graph, "local.l (expand)")).toEqual([
      "alicloud_ram_user.u (destroy)",
      'module.m["k"].alicloud_ram_access_key.k[0]',
    ]);
  });

  it("may be coloured and indented otherwise, and have Windows line ends", () => {
    const text = printedGraph(["a"], [["a", "b"]]).replace(/"\n\t\}/, '" [color = "red", penwidth = "2.0"]\n\t}');
    expect(text).toContain("penwidth");
    expect(waitsFor(readApplyGraph(text.replaceAll("\n", "\r\n").replaceAll("\t", "  ")), "a")).toEqual(["b"]);
  });

  it("keeps names with quotes, backslashes, dots, controls and what looks like a node or an edge", () => {
    const names = fc.uniqueArray(fc.string({ unit: codePoint }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(names, (keys) => {
        const nodes = keys.map((key) => `a.b[${JSON.stringify(key)}] (destroy)`);
        const edges = nodes.slice(1).map((name, index) => [name, nodes[index] ?? ""] as const);
        const graph = readApplyGraph(printedGraph(nodes, edges));
        expect(new Set(graph.nodes.keys())).toEqual(new Set(nodes));
        for (const [from, to] of edges) expect(waitsFor(graph, from)).toEqual([to]);
      }),
    );
    const hostile = 'a.b["\\" -> \\"[root] c"]';
    const read = readApplyGraph(printedGraph([hostile, "__proto__"], [["__proto__", hostile]]));
    expect(waitsFor(read, "__proto__")).toEqual([hostile]);
  });

  it("reads names as Go quotes them", () => {
    const quoted = String.raw`"[root] \a\x41\u00e9\U0001f600\\x41\"\t"`;
    const graph = readApplyGraph(`digraph {\n${quoted} -> "[root] b"\n}`);
    expect([...graph.nodes.keys()].sort()).toEqual(['\x07Aé😀\\x41"\t', "b"].sort());
  });

  it.each([
    ["nothing", "", "is empty"],
    ["a graph that is cut off", printedGraph(["a"], []).slice(0, -6), "before the graph does"],
    ["a graph that is cut off in a name", 'digraph {\n"[root] a', "Line 2 of the graph"],
    ["the summary of a configuration", 'digraph G {\n  rankdir = "RL";\n}', "which has no order"],
    ["a plan", '{"format_version":"1.2"}', "Line 1 of the graph"],
    ["nodes outside of a graph", '"[root] a"', "Line 1 of the graph"],
    ["two graphs", printedGraph([], []) + printedGraph([], []), "Line 8 of the graph"],
    ["a brace too many", "digraph {\n}\n}", "Line 3 of the graph"],
    ["a node whose attributes are cut off", 'digraph {\n"[root] a" [label = "x\n}', "Line 2 of the graph"],
    ["an edge to nothing", 'digraph {\n"[root] a" -> \n}', "Line 2 of the graph"],
    ["another graph's node", 'digraph {\n"[other] a"\n}', "Line 2 of the graph"],
    ["a circle", printedGraph([], [["a", "b"], ["b", "a"]]), "circle of dependencies"], // prettier-ignore
    ["a node that waits for itself", printedGraph([], [["a", "a"]]), "circle of dependencies"],
  ])("is not %s", (_, text, message) => {
    const read = (): ApplyGraph => readApplyGraph(text);
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
    expect(read).toThrow("terraform graph -plan=FILE");
  });

  it("shows no credential of a line that it cannot read, and not all of a long one", () => {
    const id = ["LTA", "I5t", "Example0Example0"].join("");
    const read = (): ApplyGraph => readApplyGraph(`digraph {\nkey ${id} ${"x".repeat(10_000)}\n}`);
    expect(read).toThrow(/^.{1,200}\n.{1,100}$/);
    expect(read).not.toThrow(id);
  });

  it("is read or refused, whatever the text", () => {
    const piece = fc.constantFrom("digraph {\n", "}\n", '"[root] a"', " -> ", " [", "]", "\\", '"', "\n", 'x = "y"\n');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join("")),
        ),
        (text) => {
          try {
            readApplyGraph(text);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
