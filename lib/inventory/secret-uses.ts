import { templateOf } from "../configuration/evaluated-body";
import type { Evaluated } from "../configuration/evaluated-modules";
import type { Instance, Module } from "../configuration/instance";
import { isAttribute, type AttributeOrigin } from "../configuration/origins";
import { reasonIn } from "../language/sets";
import {
  Mapping,
  Marked,
  marksOf,
  Sequence,
  Unknown as UnknownValue,
  unmarked,
  type Unmarked,
  type Value,
} from "../language/value";
import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import { isLiterallyTrue } from "../configuration/literal-truth";
import { firstStep, isObject, member, pathText, type Path } from "../json/json";
import { addAll } from "../text/lists";
import type { SecretUse } from "./model";
import type { Site } from "../places/site";

const PLACES = new Map<string, SecretUse["place"]>([
  ["output", "output"],
  ["resource", "resource"],
  ["data", "data"],
  ["provider", "provider"],
  ["module", "module"],
]);
/** What is no value: comments, and lists of addresses that read nothing. */
const NO_VALUES = ["//", "depends_on", "providers", "count"];

/** The secret of a key that stands in a value. */
interface Found {
  readonly origin: AttributeOrigin;
  readonly isUnmasked: boolean;
  /** Why it may not stand there; null where it does. */
  readonly because: string | null;
}

/** Every place in which the secret of an AccessKey is read, directly or through what other places hold. */
export function readSecretUses(evaluated: Evaluated): SecretUse[] {
  const uses: SecretUse[] = [];
  const secrets = new SecretFinder();
  for (const module of evaluated.modules) {
    for (const instance of module.instances) {
      // What is as it is written holds no expression.
      if (instance.values === instance.written) continue;
      for (const { path, found } of placesIn(instance, secrets)) {
        for (const each of mostTelling(found)) uses.push(useOf(evaluated, module, instance, path, each));
      }
    }
  }
  return uses;
}

/** Where a text is written that reads secrets. */
interface SecretPlace {
  readonly path: Path;
  readonly found: Found[];
}

function placesIn({ values, written }: Instance, secrets: SecretFinder): Iterable<SecretPlace> {
  const places = new Map<string, SecretPlace>();
  for (const name of Object.keys(values)) {
    const value = values[name];
    // Most arguments are plain, and there is no expression in what is as it is written.
    if (value === written[name] || NO_VALUES.includes(name) || secrets.within(value).length === 0) continue;
    // What instances are made from stays in no state; what they take of it is a use where they take it.
    if (name === "for_each" && isObject(value)) continue;
    for (const part of writtenIn({ value, written: written[name], path: atStep(name, null) })) {
      const { path } = part;
      const found = secrets.within(part.value);
      if (found.length === 0) continue;
      const text = pathText(path);
      const known = places.get(text);
      if (known) addAll(known.found, found);
      else places.set(text, { path, found: [...found] });
    }
  }
  return places.values();
}

/** A part of an evaluated body, and what is written for it. */
interface Part {
  readonly value: unknown;
  readonly written: unknown;
  readonly path: Path;
}

/** The parts of an evaluated body for each of which one text is written, however much it comes to. */
function* writtenIn(root: Part): Iterable<Part> {
  const pending: Part[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, written } = next;
    const isList = Array.isArray(value);
    if (isList && (isStructure(written) || (written === undefined && value.some(isGenerated)))) {
      for (let step = value.length - 1; step >= 0; step--) pending.push(partOf(next, value[step], step));
    } else if (!isList && isObject(value) && isStructure(written)) {
      for (const step of Object.keys(value).reverse()) pending.push(partOf(next, value[step], step));
    } else yield next;
  }
}

function partOf({ value: whole, written, path }: Part, value: unknown, step: string | number): Part {
  const template = isObject(value) ? templateOf(value) : undefined;
  if (template) {
    const around = path.parent?.step === "dynamic" ? path.parent.parent : path.parent;
    const place = template.steps.reduce<Path | null>((parent, each) => atStep(each, parent), around);
    return { value, written: template.content, path: place ?? path };
  }
  // A single block may be written without the list in which it stands with generated ones.
  const isInside = isStructure(written) && (Array.isArray(written) || !Array.isArray(whole));
  return isInside ? { value, written: written[step], path: atStep(step, path) } : { value, written, path };
}

function atStep(step: string | number, parent: Path | null): Path {
  return { step, parent };
}

function isStructure(written: unknown): written is Readonly<Record<string | number, unknown>> {
  return typeof written === "object" && written !== null;
}

function isGenerated(value: unknown): boolean {
  return isObject(value) && templateOf(value) !== undefined;
}

/** Finds the secrets in values. What many places have in common is looked at once. */
class SecretFinder {
  private readonly known = new WeakMap<object, readonly Found[]>();

  /** The secrets in a part of an evaluated body. */
  within(plain: unknown): readonly Found[] {
    if (typeof plain !== "object" || plain === null) return NOTHING;
    if (plain instanceof Marked || plain instanceof UnknownValue) return this.of(plain);
    return this.once(plain, () => Object.values(plain).flatMap((each: unknown) => this.within(each)));
  }

  /** The secrets in a value: for certain, or only in some of what it may be. */
  private of(value: Value): readonly Found[] {
    if (typeof value !== "object" || value === null) return NOTHING;
    return this.once(value, () => [...ownSecrets(value), ...this.inside(unmarked(value))]);
  }

  private inside(value: Unmarked): readonly Found[] {
    const ofAll = (values: Iterable<Value>): Found[] => [...values].flatMap((each) => this.of(each));
    if (value instanceof Sequence) return ofAll(value.elements);
    if (value instanceof Mapping)
      return ofAll([...value.members.keys()].map((name) => value.members.get(name) ?? null));
    if (!(value instanceof UnknownValue)) return NOTHING;
    const { oneOf = [], each, elements = [], members, parts = [] } = value.certain;
    const because = reasonIn(value);
    const ofEach = oneOf.map((one) => this.of(one));
    const possible = [...ofEach.flat(), ...(each === undefined ? NOTHING : this.of(each))];
    const holes = parts.flatMap((part) => (typeof part === "string" ? [] : [part.value]));
    return [
      ...ofAll([...elements, ...(members?.values() ?? []), ...holes]),
      ...inAll(ofEach),
      ...possible.map((found) => ({ ...found, because: found.because ?? because })),
    ];
  }

  private once(value: object, find: () => readonly Found[]): readonly Found[] {
    const known = this.known.get(value);
    if (known) return known;
    const found = mostTelling(find());
    this.known.set(value, found);
    return found;
  }
}

const NOTHING: readonly Found[] = [];

/** What is in each of several values for certain. */
function inAll([first = NOTHING, ...others]: readonly (readonly Found[])[]): readonly Found[] {
  const isCertainIn = (found: readonly Found[], { origin }: Found): boolean =>
    found.some((each) => each.origin === origin && each.because === null);
  return first.filter((each) => each.because === null && others.every((other) => isCertainIn(other, each)));
}

function ownSecrets(value: Value): Found[] {
  return marksOf(value).flatMap(({ origin, holds, isUnmasked }): Found[] =>
    holds === "contains" && isAttribute(origin) && isSecret(origin) ? [{ origin, isUnmasked, because: null }] : [],
  );
}

function isSecret({ block: { kind, labels }, name }: AttributeOrigin): boolean {
  return kind === "resource" && labels[0] === ACCESS_KEY_TYPE && name === "secret";
}

/** One read of each key: the certain before the doubtful, then the unmasked before the masked. */
function mostTelling(found: readonly Found[]): readonly Found[] {
  if (found.length < 2) return found;
  const rank = ({ because, isUnmasked }: Found): number => (because === null ? 2 : 0) + (isUnmasked ? 1 : 0);
  const best = new Map<object, Found>();
  for (const each of found) {
    const known = best.get(each.origin);
    if (known === undefined || rank(each) > rank(known)) best.set(each.origin, each);
  }
  return [...best.values()];
}

function useOf(evaluated: Evaluated, module: Module, instance: Instance, path: Path, found: Found): SecretUse {
  const { origin, isUnmasked, because } = found;
  const attribute = pathText(path);
  const key = (evaluated.instanceOf(origin.module, origin.block, origin.slot) ?? origin.block).site;
  return {
    site: instance.site,
    attribute,
    place: placeOf(module, instance, path),
    accessKey: siteKey(key),
    sensitive: instance.kind === "output" && isLiterallyTrue(member(instance.values, "sensitive")),
    unmasked: isUnmasked,
    crossesStacks: origin.module.scope.stack !== module.stack,
    unknown: because === null ? null : { unknown: true, attribute: `${instance.site.address}.${attribute}`, because },
  };
}

function siteKey({ stack, address }: Site): SecretUse["accessKey"] {
  return { stack, address };
}

function placeOf({ call, modules }: Module, { kind, site }: Instance, path: Path): SecretUse["place"] {
  const first = firstStep(path);
  // What a module hands to its caller, nobody sees for that.
  if (kind === "output" && call) return "other";
  // What a module that was read does with what it is given is a use of its own.
  if (kind === "module" && modules.has(site.address)) return "other";
  if (kind === "resource" && (first === "provisioner" || first === "connection")) return "provisioner";
  return PLACES.get(kind) ?? "other";
}
