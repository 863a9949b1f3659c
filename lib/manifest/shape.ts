import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { Told } from "./manifest";

/** Says where in a file something is wrong; throws. */
export type Fail = (node: Node | null, problem: string) => never;

/** How a value stands in a YAML file: one table serves to write it and to read it back. */
export interface Shape<T> {
  /** Plain data; undefined leaves the member out. */
  write(value: T): unknown;
  read(node: Node, fail: Fail): T;
  /** What an absent member means; null where it must be there. */
  readonly absent: { readonly value: T } | null;
}

type Members<T> = { readonly [Name in keyof T]-?: Shape<T[Name]> };

function shape<T>(write: (value: T) => unknown, read: Shape<T>["read"], absent: Shape<T>["absent"] = null): Shape<T> {
  return { write, read, absent };
}

function scalar<T>(kind: string, is: (value: unknown) => value is T): Shape<T> {
  return shape(
    (value) => value,
    (node, fail) =>
      isScalar(node) && is(node.value) ? node.value : fail(node, `is ${kindOf(node)}, where ${kind} is expected`),
  );
}

export const text = scalar("a text (in quotes)", (value) => typeof value === "string");
export const count = scalar(
  "a whole number",
  (value): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0,
);
export const flag = withDefault(
  scalar("true or false", (value) => typeof value === "boolean"),
  false,
);

export function oneOf<T extends string>(...allowed: readonly T[]): Shape<T> {
  return scalar(`one of ${allowed.join(", ")}`, (value): value is T => allowed.some((each) => each === value));
}

/** A member that is left out when it has its usual value. */
export function withDefault<T>(inner: Shape<T>, usual: T): Shape<T> {
  return {
    write: (value) => (value === usual ? undefined : inner.write(value)),
    read: (node, fail) => inner.read(node, fail),
    absent: { value: usual },
  };
}

export function optional<T>(inner: Shape<T>): Shape<T | null> {
  return {
    write: (value) => (value === null ? undefined : inner.write(value)),
    read: (node, fail) => inner.read(node, fail),
    absent: { value: null },
  };
}

/** A list; an empty one is left out. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return shape<readonly T[]>(
    (values) => (values.length === 0 ? undefined : values.map((value) => item.write(value))),
    (node, fail) => {
      if (!isSeq<Node>(node)) return fail(node, `is ${kindOf(node)}, where a list is expected`);
      return node.items.map((each) => item.read(each, fail));
    },
    { value: [] },
  );
}

/** A map of any names; an empty one is left out. */
export function dictionary<T>(item: Shape<T>): Shape<ReadonlyMap<string, T>> {
  return shape<ReadonlyMap<string, T>>(
    (values) =>
      values.size === 0 ? undefined : new Map([...values].map(([name, value]) => [name, item.write(value)])),
    (node, fail) => new Map([...membersOf(node, fail)].map(([name, value]) => [name, item.read(value, fail)])),
    { value: new Map() },
  );
}

/** A value, or `unknown: …` where the configuration does not tell it. */
export function toldOf<T>(inner: Shape<T>): Shape<Told<T>> {
  return {
    write: (value) => (isNotTold(value) ? { unknown: value.unknown } : inner.write(value)),
    read: (node, fail) => {
      const reason = isMap(node) && node.items.length === 1 ? membersOf(node, fail).get("unknown") : undefined;
      return reason ? { unknown: text.read(reason, fail) } : inner.read(node, fail);
    },
    absent: inner.absent,
  };
}

/** An object with exactly these members. */
export function record<T extends object>(members: Members<T>): Shape<T> {
  const shapes = Object.entries(members) as [keyof T & string, Shape<T[keyof T]>][];
  return shape<T>(
    (value) => {
      const written = shapes.map(([name, member]) => [name, member.write(value[name])] as const);
      return new Map(written.filter(([, part]) => part !== undefined));
    },
    (node, fail) => {
      const given = membersOf(node, fail);
      for (const [name, part] of given) {
        if (Object.hasOwn(members, name)) continue;
        fail(
          part,
          `belongs to ${JSON.stringify(name.slice(0, 80))}, which is none of ${Object.keys(members).join(", ")}`,
        );
      }
      const read = shapes.map(([name, member]) => {
        const part = given.get(name);
        if (part !== undefined) return [name, member.read(part, fail)] as const;
        return [name, member.absent ? member.absent.value : fail(node, `has no ${name}`)] as const;
      });
      return Object.fromEntries(read) as T;
    },
  );
}

function isNotTold(value: unknown): value is { readonly unknown: string } {
  return typeof value === "object" && value !== null && "unknown" in value;
}

/** The members of a map in the file, under names that are texts. */
function membersOf(node: Node, fail: Fail): Map<string, Node> {
  if (!isMap<Node, Node | null>(node)) return fail(node, `is ${kindOf(node)}, where members are expected`);
  const members = new Map<string, Node>();
  for (const { key, value } of node.items) {
    if (!isScalar(key) || typeof key.value !== "string") return fail(key, "is a name that is not text");
    if (members.has(key.value)) return fail(key, "is a member that stands here for the second time");
    members.set(key.value, value ?? fail(key, "is a member without a value"));
  }
  return members;
}

function kindOf(node: Node): string {
  if (isMap(node)) return "a map";
  if (isSeq(node)) return "a list";
  if (!isScalar(node)) return "an alias, which a manifest does not use";
  return node.value === null || node.value === "" ? "empty" : `a ${typeof node.value}`;
}
