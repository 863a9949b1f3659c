import type { Block } from "./blocks";
import type { Traversal } from "./expression";
import type { GeneratedName } from "./grant-model";
import type { Reading } from "./identities";
import { member, visitTexts } from "./json";
import type { NamedIdentity, Site } from "./model";
import type { Given, Scope } from "./scope";
import { isTemplate } from "../language/template-text";
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
    for (const block of scope.byType.get("alicloud_ram_user") ?? []) {
      const identity = identities.get(block);
      if (identity === undefined || identity.instances === 0) continue;
      const name = member(block.body, "name");
      const generator = typeof name === "string" && !isTemplate(name) ? null : generatorIn(scope, name);
      if (generator) generated.push({ identity, generator });
    }
  }
  return generated;
}

/** The generator that a value reads, directly or through locals, variables and outputs of modules. */
function generatorIn(start: Scope, startValue: unknown): Site | null {
  const pending: Given[] = [{ scope: start, value: startValue }];
  const visited = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { scope, value } = next;
    const traversals: Traversal[] = [];
    visitTexts(value, (text) => {
      for (const traversal of findTraversals(text)) traversals.push(traversal);
    });
    for (const { root, steps } of traversals) {
      const [first] = steps;
      const name = first?.kind === "attribute" ? first.value : null;
      if (name === null) continue;
      const output = steps.slice(1).find((step) => step.kind === "attribute")?.value;
      const key = `${scope.index}\n${root}.${name}\n${root === "module" ? (output ?? "") : ""}`;
      if (["local", "var", "module"].includes(root)) {
        const held = visited.has(key) ? null : heldBy(scope, root, name, output);
        visited.add(key);
        if (held) pending.push(held);
      } else if (GENERATORS.test(root)) {
        const block = scope.byAddress.get(`${root}.${name}`);
        if (block) return block.site;
      }
    }
  }
  return null;
}

/** What a local value, a variable or an output of a module is, as far as that was read. */
function heldBy(scope: Scope, root: string, name: string, output: string | undefined): Given | null {
  if (root === "local") return { scope, value: scope.blocks.locals.get(name) };
  if (root === "var") return scope.variables.get(name) ?? null;
  const called = scope.modules.get(name);
  return called
    ? { scope: called, value: member(called.byAddress.get(`output.${output ?? ""}`)?.body, "value") }
    : null;
}
