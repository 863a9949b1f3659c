import { isObject, member, objectsIn, visitTexts, type JsonObject } from "../inventory/json";
import type { Block } from "../inventory/blocks";
import type { Names } from "../language/evaluate";
import { Decimal } from "../language/decimal";
import { object, type Value } from "../language/value";
import { namedBy, type Slot } from "./expansion";
import type { ModuleInstance } from "./module-instance";
import { plainOf } from "./plain-values";
import { isTemplate } from "./written-values";

/** Members that are no values: what they say is addresses and comments, or has been evaluated already. */
const WRITTEN = new Set(["//", "depends_on", "provider", "providers", "lifecycle", "count", "for_each"]);

/**
 * The body of an instance: its arguments with what their expressions come to, each evaluated when it is asked for, and
 * nested blocks as `dynamic` generates them. A body without expressions is itself.
 */
export function evaluatedBody(module: ModuleInstance, block: Block, slot: Slot | null): JsonObject {
  const names = Object.keys(block.body).filter((name) => !WRITTEN.has(name));
  const dynamic = member(block.body, "dynamic");
  if (dynamic === undefined && !names.some((name) => hasTemplate(block.body[name]))) return block.body;
  const body: Record<string, unknown> = {};
  const scope = module.namesIn(block, slot);
  for (const name of Object.keys(block.body)) {
    const written = block.body[name];
    if (name === "dynamic") continue;
    if (WRITTEN.has(name) || !hasTemplate(written)) body[name] = written;
    else defineLazily(body, name, () => nestedIn(module, written, scope));
  }
  if (dynamic !== undefined) generate(module, body, dynamic, scope);
  return body;
}

/** Blocks in blocks may be generated, too; what is no block has no such member. */
function nestedIn(module: ModuleInstance, written: unknown, names: Names): unknown {
  const hasDynamic = (each: unknown): boolean => isObject(each) && Object.hasOwn(each, "dynamic");
  const blocks = Array.isArray(written) ? (written as readonly unknown[]) : [written];
  if (!blocks.some(hasDynamic)) return plainOf(module.evaluateWith(written, names));
  return blocks.map((each) =>
    isObject(each) ? generatedBody(module, each, names) : plainOf(module.evaluateWith(each, names)),
  );
}

function generatedBody(module: ModuleInstance, written: JsonObject, names: Names): JsonObject {
  const body: Record<string, unknown> = {};
  for (const name of Object.keys(written)) {
    if (name !== "dynamic") body[name] = nestedIn(module, written[name], names);
  }
  const dynamic = member(written, "dynamic");
  if (dynamic !== undefined) generate(module, body, dynamic, names);
  return body;
}

/** Adds the blocks that `dynamic` generates. Where it is not known how many there are, it stays in the body. */
function generate(module: ModuleInstance, body: Record<string, unknown>, dynamic: unknown, names: Names): void {
  const open: Record<string, unknown> = {};
  for (const labelled of objectsIn(dynamic)) {
    for (const label of Object.keys(labelled)) {
      for (const block of objectsIn(labelled[label])) {
        const made = blocksOf(module, label, block, names);
        if (made === null) open[label] = block;
        else body[label] = [...objectsIn(body[label]), ...made];
      }
    }
  }
  if (Object.keys(open).length > 0) body["dynamic"] = open;
}

function blocksOf(module: ModuleInstance, label: string, block: JsonObject, names: Names): JsonObject[] | null {
  const collection = module.evaluateWith(member(block, "for_each"), names);
  const entries = iterated(collection);
  if (entries === null) return null;
  const given = member(block, "iterator");
  const iterator = typeof given === "string" ? given.replace(/^\$\{([^]*)\}$/, "$1") : label;
  return entries.flatMap(([key, value]) => {
    const element = object([
      ["key", key],
      ["value", value],
    ]);
    const inner: Names = { ...names, valueOf: (name) => (name === iterator ? element : names.valueOf(name)) };
    return objectsIn(member(block, "content")).map((content) => generatedBody(module, content, inner));
  });
}

/** The elements over which a dynamic block goes, which need no names; null where not all are known. */
function iterated(collection: Value): (readonly [Value, Value])[] | null {
  const plain = plainOf(collection);
  if (Array.isArray(plain)) return elementsOf(collection);
  const { slots } = namedBy(collection, false);
  return slots.every(({ times }) => times.because === null)
    ? slots.map(({ index, value }) => [index, value] as const)
    : null;
}

function elementsOf(collection: Value): (readonly [Value, Value])[] {
  const inner =
    collection !== null && typeof collection === "object" && "value" in collection ? collection.value : collection;
  const elements = inner !== null && typeof inner === "object" && "elements" in inner ? inner.elements : [];
  return elements.map((value, index) => [new Decimal(index), value] as const);
}

function hasTemplate(written: unknown): boolean {
  if (typeof written === "string") return isTemplate(written);
  if (typeof written !== "object" || written === null) return false;
  let found = false;
  visitTexts(written, (text) => {
    found ||= isTemplate(text);
  });
  return found;
}

function defineLazily(body: Record<string, unknown>, name: string, make: () => unknown): void {
  Object.defineProperty(body, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = make();
      Object.defineProperty(body, name, { enumerable: true, value });
      return value;
    },
  });
}
