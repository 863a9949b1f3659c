import type { ApplyGraph } from "./apply-graph";
import type { Operation } from "./key-operation";

const DESTROY = " (destroy)";
const DESTROY_DEPOSED = " (destroy deposed ";

/** Finds the node of an operation in a graph; undefined where there is none, or where it cannot be told which it is. */
export function nodeFinder(
  graph: ApplyGraph,
  operations: Iterable<Operation>,
): (operation: Operation) => number | undefined {
  const named = new Set<string>();
  for (const { address, deposed } of operations) if (deposed !== null) named.add(deposedName(address, deposed));
  const assigned = assignedNodes(graph, named);
  return ({ address, kind, deposed }) => {
    if (kind !== "delete") return graph.nodes.get(address);
    if (deposed !== null) return graph.nodes.get(deposedName(address, deposed));
    return graph.nodes.get(address + DESTROY) ?? assigned.get(address) ?? undefined;
  };
}

/**
 * A key that is replaced by one created before it is deposed in the apply: Terraform makes up the key of the deposed
 * object for each graph, so that it is in no plan. By address; null where there are several.
 */
function assignedNodes(graph: ApplyGraph, named: ReadonlySet<string>): Map<string, number | null> {
  const assigned = new Map<string, number | null>();
  for (const [name, node] of graph.nodes) {
    const end = name.endsWith(")") && !named.has(name) ? name.lastIndexOf(DESTROY_DEPOSED) : -1;
    if (end === -1) continue;
    const address = name.slice(0, end);
    assigned.set(address, assigned.has(address) ? null : node);
  }
  return assigned;
}

function deposedName(address: string, deposed: string): string {
  return `${address}${DESTROY_DEPOSED}${deposed})`;
}
