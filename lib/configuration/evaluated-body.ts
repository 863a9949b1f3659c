import { isObject, member, objectsIn, type JsonObject } from "../json/json";
import type { Block } from "./blocks";
import { Decimal } from "../language/decimal";
import { isWhollyKnown } from "../language/equality";
import { marksOf, object, Sequence, unmarked, withMarks, type Value } from "../language/value";
import { namedBy, type Slot } from "./expansion";
import type { ModuleEvaluation } from "./module-evaluation";
import { plainOf } from "./plain-values";
import type { WrittenNames } from "./written-values";

/** Members that are no values: what they say is addresses and comments, or has been evaluated already. */
const WRITTEN = new Set(["//", "depends_on", "provider", "providers"]);
/** Members of a `lifecycle` block that are addresses; the conditions in it have values. */
const LIFECYCLE_ADDRESSES = new Set(["ignore_changes", "replace_triggered_by"]);
/** Arguments of blocks that speak of resources by their addresses. */
const ADDRESSES: ReadonlyMap<string, readonly string[]> = new Map([
  ["import", ["to"]],
  ["moved", ["from", "to"]],
  ["removed", ["from"]],
]);
/** So many levels of generated blocks in each other are looked at; nobody has more. */
const MOST_LEVELS = 50;

/** Evaluates what is written in a block: outside of all steps, or within the one in which it is needed. */
export type Evaluator = Pick<ModuleEvaluation, "evaluate" | "hasTemplate" | "namesIn" | "repetitionOf">;

/**
 * The body of an instance: its arguments with what their expressions come to, and nested blocks as `dynamic` generates
 * them. A body without expressions is itself.
 */
export function evaluatedBody(module: Evaluator, block: Block, slot: Slot | null): JsonObject {
  const addresses = ADDRESSES.get(block.kind);
  const written = block.body;
  const names = Object.keys(written);
  const evaluated = names.filter(
    (name) => !WRITTEN.has(name) && !addresses?.includes(name) && module.hasTemplate(written[name]),
  );
  const dynamic = member(written, "dynamic");
  if (dynamic === undefined && evaluated.length === 0) return written;
  const body: Record<string, unknown> = {};
  const scope = module.namesIn(block, slot);
  for (const name of names) {
    if (name === "dynamic") continue;
    if (!evaluated.includes(name)) body[name] = written[name];
    else if (name === "lifecycle") body[name] = lifecycleIn(module, written[name], scope);
    else if (slot !== null && (name === "count" || name === "for_each"))
      body[name] = plainOf(module.repetitionOf(block));
    else body[name] = nestedIn(module, written[name], scope);
  }
  if (dynamic !== undefined) generate(module, body, dynamic, scope);
  return body;
}

function lifecycleIn(module: Evaluator, written: unknown, names: WrittenNames): unknown {
  return objectsIn(written).map((body) => {
    const valueOf = (name: string): unknown =>
      LIFECYCLE_ADDRESSES.has(name) ? body[name] : nestedIn(module, body[name], names);
    return Object.fromEntries(Object.keys(body).map((name) => [name, valueOf(name)]));
  });
}

/** Blocks in blocks may be generated, too; what is no block has no such member. */
function nestedIn(module: Evaluator, written: unknown, names: WrittenNames, level = 0): unknown {
  const hasDynamic = (each: unknown): boolean => isObject(each) && Object.hasOwn(each, "dynamic");
  const blocks = Array.isArray(written) ? (written as readonly unknown[]) : [written];
  if (level === MOST_LEVELS || !blocks.some(hasDynamic)) return plainOf(module.evaluate(written, names));
  return blocks.map((each) =>
    isObject(each) ? generatedBody(module, each, names, level + 1) : plainOf(module.evaluate(each, names)),
  );
}

function generatedBody(module: Evaluator, written: JsonObject, names: WrittenNames, level: number): JsonObject {
  const body: Record<string, unknown> = {};
  for (const name of Object.keys(written)) {
    if (name !== "dynamic") body[name] = nestedIn(module, written[name], names, level);
  }
  const dynamic = member(written, "dynamic");
  if (dynamic !== undefined) generate(module, body, dynamic, names, level);
  return body;
}

/** Where the content of a generated block is written. */
export interface Template {
  /** The way there from the block that it is generated in. */
  readonly steps: readonly (string | number)[];
  readonly content: JsonObject;
}

const templates = new WeakMap<object, Template>();

/** What a block was generated from; undefined for one that is written as it is. */
export function templateOf(body: object): Template | undefined {
  return templates.get(body);
}

/** Adds the blocks that `dynamic` generates. Where nobody knows how many there are, one in `dynamic` stands for all. */
function generate(
  module: Evaluator,
  body: Record<string, unknown>,
  dynamic: unknown,
  names: WrittenNames,
  level = 0,
): void {
  if (level === MOST_LEVELS) {
    body["dynamic"] = plainOf(module.evaluate(dynamic, names));
    return;
  }
  const open: Record<string, unknown> = {};
  for (const { value: labelled, steps } of placesIn(dynamic, ["dynamic"])) {
    for (const label of Object.keys(labelled)) {
      for (const { value: block, steps: inLabel } of placesIn(labelled[label], [...steps, label])) {
        const contents = placesIn(member(block, "content"), [...inLabel, "content"]);
        const made = (elements: readonly Value[], iterator: string): JsonObject[] =>
          elements.flatMap((element) => {
            const valueOf: WrittenNames["valueOf"] = (name) => (name === iterator ? element : names.valueOf(name));
            const inner = { ...names, valueOf, referred: () => undefined };
            return contents.map(({ value: content, steps: inContent }) => {
              const generated = generatedBody(module, content, inner, level + 1);
              templates.set(generated, { steps: inContent, content });
              return generated;
            });
          });
        const iterator = iteratorOf(label, block);
        const elements = iterated(module.evaluate(member(block, "for_each"), names));
        if (elements.isAll) body[label] = [...objectsIn(body[label]), ...made(elements.values, iterator)];
        else open[label] = [...objectsIn(open[label]), ...made(elements.values, iterator)];
      }
    }
  }
  if (Object.keys(open).length > 0) body["dynamic"] = open;
}

/** The objects that stand for blocks, each with the way to it. */
function placesIn(
  value: unknown,
  steps: readonly (string | number)[],
): { readonly value: JsonObject; readonly steps: readonly (string | number)[] }[] {
  if (isObject(value)) return [{ value, steps }];
  const isLookedAt = Array.isArray(value) && steps.length < MOST_LEVELS;
  return isLookedAt ? value.flatMap((each: unknown, index) => placesIn(each, [...steps, index])) : [];
}

function iteratorOf(label: string, block: JsonObject): string {
  const given = member(block, "iterator");
  return typeof given === "string" ? given.replace(/^\$\{([^]*)\}$/, "$1") : label;
}

/** What a dynamic block has under its iterator: for each element, which needs no name, or for all of them. */
function iterated(collection: Value): { readonly isAll: boolean; readonly values: readonly Value[] } {
  const sequence = unmarked(collection);
  if (sequence instanceof Sequence) {
    const marks = marksOf(collection);
    const isSet = sequence.kind === "set";
    const values = sequence.elements.map((value, index) =>
      elementOf(isSet ? value : new Decimal(index), withMarks(value, marks)),
    );
    // Two elements of a set that are not known may be the same.
    return { isAll: !isSet || sequence.elements.length === 1 || sequence.elements.every(isWhollyKnown), values };
  }
  const { slots } = namedBy(collection, false);
  return {
    isAll: slots.every(({ times }) => times.because === null),
    values: slots.map(({ index, value }) => elementOf(index, value)),
  };
}

function elementOf(key: Value, value: Value): Value {
  return object([
    ["key", key],
    ["value", value],
  ]);
}
