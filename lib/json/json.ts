import { Marked, Unknown } from "../language/value";
import { isTemplate } from "../language/template-text";

/**
 * An object as JSON.parse makes it: only its own members count, whatever they are called. Where the name is written in
 * the code and is none that every object has, `object["name"]` is the same as `member`, and faster.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  // In an evaluated body values stand that are not known, or marked.
  return !(value instanceof Unknown || value instanceof Marked);
}

/** A member of an object; undefined where there is none, so that `constructor` is never found by accident. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function stringMember(value: unknown, name: string): string | null {
  return textOf(member(value, name));
}

/** A value that is text, else null. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

const NONE: readonly JsonObject[] = [];

/** The objects that stand for blocks: one object, or one for each object in an array, in any nesting of arrays. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  if (isObject(value)) return [value];
  if (!Array.isArray(value)) return NONE;
  // Nearly every list is one of objects, and may have tens of thousands.
  if (value.every(isObject)) return value;
  const found: JsonObject[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (isObject(next)) found.push(next);
    else if (Array.isArray(next)) for (let index = next.length - 1; index >= 0; index--) pending.push(next[index]);
  }
  return found;
}

/** The way from a block to a value inside it, innermost step first, so that a walk need not build texts. */
export interface Path {
  readonly step: string | number;
  readonly parent: Path | null;
}

/** `config.0.password`. */
export function pathText(path: Path | null): string {
  const steps: (string | number)[] = [];
  for (let at = path; at !== null; at = at.parent) steps.push(at.step);
  return steps.reverse().join(".");
}

/** The outermost step of a path. */
export function firstStep(path: Path): string | number {
  let at = path;
  while (at.parent !== null) at = at.parent;
  return at.step;
}

/**
 * Calls `visit` with every text below a value, and with every name in an object that is a template, since Terraform
 * evaluates those too: its path is that of the object. A value may be nested deeper than a call stack is.
 */
export function visitTexts(root: unknown, visit: (text: string, path: Path | null) => void, from?: Path): void {
  const values: unknown[] = [root];
  const paths: (Path | null)[] = [from ?? null];
  while (values.length > 0) {
    const value = values.pop();
    const path = paths.pop() ?? null;
    if (typeof value === "string") {
      visit(value, path);
    } else if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) push(value[index], index, path);
    } else if (isObject(value)) {
      for (const name of Object.keys(value).reverse()) {
        push(value[name], name, path);
        if (isTemplate(name)) visit(name, path);
      }
    }
  }
  function push(value: unknown, step: string | number, parent: Path | null): void {
    if (typeof value !== "string" && (typeof value !== "object" || value === null)) return;
    values.push(value);
    paths.push({ step, parent });
  }
}

/** Every value below a list or object that is none itself, with the way to it, in their order; at any depth. */
export function* leavesIn(
  root: unknown,
  from: Path | null,
): Iterable<{ readonly path: Path | null; readonly leaf: unknown }> {
  const pending: { readonly value: unknown; readonly path: Path | null }[] = [{ value: root, path: from }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    const steps: readonly (string | number)[] | null = Array.isArray(value)
      ? [...value.keys()]
      : isObject(value)
        ? Object.keys(value)
        : null;
    if (steps === null) yield { path, leaf: value };
    else
      for (const step of [...steps].reverse())
        pending.push({ value: (value as JsonObject)[step], path: { step, parent: path } });
  }
}
