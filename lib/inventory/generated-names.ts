import type { Block } from "./blocks";
import type { Traversal } from "./expression";
import type { GeneratedName } from "./grant-model";
import type { Reading } from "./identities";
import { member, visitTexts } from "./json";
import type { NamedIdentity, Site } from "./model";
import type { Scope } from "./scope";
import { findTraversals } from "./traversals";

/** Types whose resources exist to be replaced: by a trigger, a keeper or the calendar. */
const GENERATORS = /^(?:random_\w+|time_\w+|terraform_data|null_resource)$/;

/** The users whose name another resource generates, with that resource: the first of several. */
export function readGeneratedNames(
  { scopes }: Reading,
  identities: ReadonlyMap<Block, NamedIdentity>,
): GeneratedName[] {
  const generated: GeneratedName[] = [];
  for (const scope of scopes) {
    for (const block of scope.resources) {
      const identity = identities.get(block);
      if (identity?.kind !== "user" || identity.instances === 0) continue;
      const generator = generatorIn(scope, member(block.body, "name"));
      if (generator) generated.push({ identity, generator });
    }
  }
  return generated;
}

/** The generator that a value reads, directly or through locals. */
function generatorIn(scope: Scope, value: unknown): Site | null {
  const pending: unknown[] = [value];
  const visited = new Set<string>();
  while (pending.length > 0) {
    const traversals: Traversal[] = [];
    visitTexts(pending.pop(), (text) => {
      for (const traversal of findTraversals(text)) traversals.push(traversal);
    });
    for (const { root, steps } of traversals) {
      const [first] = steps;
      const name = first?.kind === "attribute" ? first.value : null;
      if (name === null) continue;
      if (root === "local" && !visited.has(name)) {
        visited.add(name);
        pending.push(scope.blocks.locals.get(name));
      } else if (GENERATORS.test(root)) {
        const block = scope.byAddress.get(`${root}.${name}`);
        if (block) return block.site;
      }
    }
  }
  return null;
}
