import { ACCESS_KEY_TYPE } from "./access-keys";
import type { Block } from "./blocks";
import { findTraversals, readTemplate, traversalText, type Step, type Traversal } from "./expression";
import { member, visitTexts } from "./json";
import { follow, isDeadEnd, MAXIMUM_STEPS, remoteOutput, splitInstance, stepInto } from "./references";
import type { RemoteStates } from "./remote-states";
import type { Scope } from "./scope";
import { isTemplate } from "./tokens";

/** A key whose secret an expression reads. */
export interface SecretRead {
  readonly scope: Scope;
  readonly address: string;
  /** True when `nonsensitive()` is on the way. */
  readonly unmasked: boolean;
}

/** A reference that may lead to a secret. */
interface Trail {
  readonly scope: Scope;
  readonly traversal: Traversal;
  /** Equal for equal references of one scope. */
  readonly key: string;
  readonly unmasked: boolean;
}

/** An expression without any of these names can lead to no secret; the test is cheaper than reading it. */
const ROOTS = /alicloud_ram_access_key|terraform_remote_state|local|self|var|module/;

/** Whether a text has an expression that may lead to a secret. */
export function mayReadSecret(text: string): boolean {
  return isTemplate(text) && ROOTS.test(text);
}

/** Follows references through locals and outputs of other stacks to the secrets of AccessKeys. */
export class SecretTrails {
  /** Where each reference leads: many expressions go through the same locals. */
  private readonly known = new Map<string, readonly Trail[]>();

  constructor(private readonly remoteStates: RemoteStates) {}

  /** The keys whose secrets a text reads, each once. */
  secretsIn(scope: Scope, block: Block, text: string): Iterable<SecretRead> {
    const reads = new Map<string, SecretRead>();
    const visited = { masked: new Set<string>(), unmasked: new Set<string>() };
    const pending = findTraversals(text).map(({ root, steps, unmasked }) =>
      trailOf(scope, root === "self" ? ownTraversal(block, steps) : { root, steps }, unmasked),
    );
    for (let trail = pending.pop(); trail !== undefined; trail = pending.pop()) {
      const seen = trail.unmasked ? visited.unmasked : visited.masked;
      if (seen.has(trail.key)) continue;
      seen.add(trail.key);
      if (trail.traversal.root === ACCESS_KEY_TYPE) {
        const read = secretOf(trail);
        const key = `${trail.scope.index}\n${read?.address ?? ""}`;
        if (read && (read.unmasked || !reads.has(key))) reads.set(key, read);
        continue;
      }
      for (const next of this.next(trail)) pending.push(trail.unmasked ? { ...next, unmasked: true } : next);
    }
    return reads.values();
  }

  private next(trail: Trail): readonly Trail[] {
    let next = this.known.get(trail.key);
    if (next === undefined) {
      next = this.lookUp(trail);
      this.known.set(trail.key, next);
    }
    return next;
  }

  /** The references in what a local value or an output of another stack is. */
  private lookUp({ scope, traversal }: Trail): readonly Trail[] {
    if (!["local", "data", "var", "module"].includes(traversal.root)) return [];
    const remote = traversal.root === "data" ? remoteOutput(scope, traversal.steps, this.remoteStates) : null;
    if (remote && typeof remote.producer !== "string" && remote.output === null) {
      const { producer } = remote;
      const outputs = producer.blocks.all.filter((block) => block.kind === "output");
      return outputs.flatMap((output) => trailsIn(producer, member(output.body, "value"), []));
    }
    const target = follow(scope, traversal, this.remoteStates);
    // What a resource's argument holds is a use of its own; only locals and outputs are followed.
    if (isDeadEnd(target) || target.place !== null) return [];
    return trailsIn(target.scope, target.value, target.steps);
  }
}

function trailOf(scope: Scope, traversal: Traversal, unmasked: boolean): Trail {
  return { scope, traversal, key: `${scope.index}\n${traversalText(traversal)}`, unmasked };
}

/** `self` of a provisioner or postcondition is the resource in which it stands. */
function ownTraversal({ kind, labels }: Block, steps: readonly Step[]): Traversal {
  const [type, name] = labels;
  if (kind !== "resource" || type === undefined || name === undefined) return { root: "self", steps };
  return { root: type, steps: [{ kind: "attribute", value: name }, ...steps] };
}

/** The secret that a reference to an AccessKey reads, by its name or with all of the key. */
function secretOf({ scope, traversal, unmasked }: Trail): SecretRead | null {
  const [name, ...steps] = traversal.steps;
  if (name === undefined || name.kind === "splat" || name.value === null) return null;
  const [attribute] = splitInstance(steps).rest;
  const isNamed = attribute !== undefined && attribute.kind !== "splat" && attribute.value !== null;
  if (isNamed && attribute.value !== "secret") return null;
  return { scope, address: `${ACCESS_KEY_TYPE}.${name.value}`, unmasked };
}

/** The references in a value, or in what the steps lead to inside it as far as that can be told. */
function trailsIn(scope: Scope, value: unknown, steps: readonly Step[]): Trail[] {
  let inner = value;
  for (const [index, step] of steps.entries()) {
    if (typeof inner === "string" && isTemplate(inner)) {
      const expression = readTemplate(inner);
      if (expression.kind !== "traversal") break;
      const { root, steps: own } = expression.traversal;
      const all = [...own, ...steps.slice(index)];
      // A value that refers to a part of itself would go on for ever; then all of it is meant.
      return [trailOf(scope, { root, steps: all.length > MAXIMUM_STEPS ? own : all }, false)];
    }
    if (step.kind === "splat" || step.value === null) break;
    inner = stepInto(inner, step);
    if (inner === undefined) return [];
  }
  const trails: Trail[] = [];
  visitTexts(inner, (text) => {
    if (!mayReadSecret(text)) return;
    for (const { root, steps: own, unmasked } of findTraversals(text))
      trails.push(trailOf(scope, { root, steps: own }, unmasked));
  });
  return trails;
}
