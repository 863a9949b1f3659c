import { alternativesOf } from "./alternatives";
import type { Block } from "./blocks";
import { oneOf } from "./count";
import { readTemplate, type Traversal } from "./expression";
import { literalKeysOf } from "./literal-keys";
import { member } from "./json";
import { isUnknown, type Maybe, type Unknown } from "./model";
import type { Resolution, Resolver } from "./resolver";
import type { Scope } from "./scope";
import { tokenize } from "./tokens";
import { findTraversals } from "./traversals";

/** What a `for_each` says about the instances of its block. */
export interface ForEach {
  readonly instances: Maybe<number>;
  /** Why the names may change while nobody edits the block, as the end of "…, because"; null when they cannot. */
  readonly unstableNames: Maybe<string | null>;
}

/** `for_each` of one resource in that of another, and so on: longer chains are nobody's code. */
const MAXIMUM_CHAIN = 20;
/** Functions whose result is another one with each run, or a position, which moves when something is put before it. */
const UNSTABLE_FUNCTIONS = new Map([
  ["range", "range() numbers them"],
  ["timestamp", "timestamp() is another one in each run"],
  ["plantimestamp", "plantimestamp() is another one in each run"],
  ["uuid", "uuid() is another one in each run"],
]);

/** What `for_each` of a block comes to; null where it has none. */
export function readForEach(scope: Scope, declared: Block, resolver: Resolver): ForEach | null {
  // An instance that a plan has is one.
  if (declared.declaration !== undefined) return null;
  const block = chainEnd(scope, declared);
  const forEach = member(block.body, "for_each") ?? null;
  if (forEach === null) return null;
  const resolution = resolver.resolve(scope, forEach);
  const attribute = `${declared.site.address}.for_each`;
  const unknown: Unknown = { unknown: true, attribute, because: resolution.because ?? "it is not a map" };
  const sizes = alternativesOf(resolution, resolver)?.map((alternative) => literalKeysOf(alternative, resolver));
  const instances = sizes ? oneOf(sizes, unknown) : unknown;
  const isLiteral = !isUnknown(instances) || instances.atMost !== undefined;
  return { instances, unstableNames: isLiteral ? null : (unstable(scope, forEach, resolution) ?? unknown) };
}

/** The block from which the instances come: `for_each = alicloud_ram_user.team` makes one for each of those users. */
function chainEnd(scope: Scope, block: Block): Block {
  let end = block;
  for (let hop = 0; hop < MAXIMUM_CHAIN; hop++) {
    const forEach = member(end.body, "for_each");
    const expression = typeof forEach === "string" ? readTemplate(forEach) : null;
    if (expression?.kind !== "traversal" || expression.traversal.steps.length !== 1) return end;
    const next = scope.byAddress.get(addressOf(expression.traversal));
    if (next?.kind !== "resource" || (member(next.body, "for_each") ?? null) === null) return end;
    end = next;
  }
  return end;
}

function unstable(scope: Scope, forEach: unknown, { expression }: Resolution): string | null {
  const text = expression?.text ?? (typeof forEach === "string" ? forEach : "");
  const tokens = tokenize(text);
  for (const [index, token] of tokens.entries()) {
    const isCall = token.kind === "name" && tokens[index + 1]?.value === "(";
    const because = isCall ? UNSTABLE_FUNCTIONS.get(token.value) : undefined;
    if (because !== undefined) return because;
  }
  for (const traversal of findTraversals(text)) {
    const address = addressOf(traversal);
    if (traversal.root === "data" && !address.startsWith("data.terraform_remote_state.")) {
      return `they are what ${address} finds`;
    }
    if (/^(?:random|time)_/.test(traversal.root)) return `${address} generates them`;
  }
  return null;
}

function addressOf({ root, steps }: Traversal): string {
  const names = steps.map((step) => (step.kind === "attribute" ? step.value : ""));
  return [root, ...names.slice(0, root === "data" ? 2 : 1)].join(".");
}
