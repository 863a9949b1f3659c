import type { Expression } from "../language/tree";
import { parseTemplate } from "../language/syntax/parse";
import { isTemplate } from "../language/template-text";
import { callsIn, referencesIn } from "../language/references";
import type { Instance, Module } from "../configuration/instance";
import { member, visitTexts } from "../json/json";
import { isUnknown, type Maybe } from "../maybe/maybe";
import type { Scope } from "../configuration/scope";

/** `for_each` of one resource in that of another, and so on: longer chains are nobody's code. */
const MAXIMUM_CHAIN = 20;
/** Functions whose result is another one with each run, or a position, which moves when something is put before it. */
const UNSTABLE_FUNCTIONS = new Map([
  ["range", "range() numbers them"],
  ["timestamp", "timestamp() is another one in each run"],
  ["plantimestamp", "plantimestamp() is another one in each run"],
  ["uuid", "uuid() is another one in each run"],
]);

/**
 * Why the names of the instances of `for_each` may change while nobody edits the block, as the end of "…, because".
 * Null when they cannot, and where there is no `for_each`.
 */
export function unstableNamesOf(
  { declared }: Module,
  { written, amongst, times, site }: Instance,
): Maybe<string | null> {
  // An instance that a plan has is one.
  if (declared === null) return null;
  const forEach = member(written, "for_each");
  if (typeof forEach !== "string") return null;
  const expressions = sourcesOf(declared, forEach);
  const call = expressions.flatMap(callsIn).find((name) => UNSTABLE_FUNCTIONS.has(name));
  if (call !== undefined) return UNSTABLE_FUNCTIONS.get(call) ?? null;
  // One that is told by its name has a name that is known.
  if (amongst !== null || !isUnknown(times)) return null;
  for (const { root, steps } of expressions.flatMap(referencesIn)) {
    const [type, name] = steps;
    if (root === "data" && type !== "terraform_remote_state")
      return `they are what data.${type ?? ""}.${name ?? ""} finds`;
    if (/^(?:random|time)_/.test(root)) return `${root}.${type ?? ""} generates them`;
  }
  return { unknown: true, attribute: `${site.address}.for_each`, because: times.because };
}

/** What the names come from: the expression, and the local values that it reads. */
function sourcesOf(scope: Scope, forEach: string): Expression[] {
  const expressions = [chainEnd(scope, parseTemplate(forEach))];
  const known = new Set<string>();
  for (const expression of expressions) {
    for (const { root, steps } of referencesIn(expression)) {
      const [name] = steps;
      if (root !== "local" || typeof name !== "string" || known.has(name)) continue;
      known.add(name);
      visitTexts(scope.blocks.locals.get(name), (text) => {
        if (isTemplate(text)) expressions.push(chainEnd(scope, parseTemplate(text)));
      });
    }
  }
  return expressions;
}

/** Where the instances come from: `for_each = alicloud_ram_user.team` makes one for each of those users. */
function chainEnd(scope: Scope, start: Expression): Expression {
  let end = start;
  for (let hop = 0; hop < MAXIMUM_CHAIN; hop++) {
    if (end.kind !== "attribute" || end.of.kind !== "name") return end;
    const next = member(scope.byAddress.get(`${end.of.name}.${end.name}`)?.body, "for_each");
    if (typeof next !== "string") return end;
    end = parseTemplate(next);
  }
  return end;
}
