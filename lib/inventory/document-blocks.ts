import type { Instance } from "../configuration/instance";
import type { Reading } from "./identities";
import { member, objectsIn, type JsonObject } from "../json/json";
import { isUnknown, type Maybe, type Unknown } from "../maybe/maybe";
import { asText, type Resolver } from "./resolver";
import { textsOf } from "./text-list";

/** The document that the provider makes of the `statement` blocks of a policy or of a policy document data source. */
export function readStatementBlocks({ resolver }: Reading, { site, values }: Instance): Maybe<string> {
  const reader = new BlockReader(resolver);
  const version = reader.text(values, "version", site.address) ?? "1";
  const statements = objectsIn(member(values, "statement")).map((statement, index) =>
    reader.statement(statement, `${site.address}.statement.${index}`),
  );
  reader.refuseDynamic(values, site.address);
  return reader.unknown ?? composeDocument(version, statements);
}

export function composeDocument(version: string, statements: readonly JsonObject[]): string {
  return JSON.stringify({ Version: version, Statement: statements });
}

/** `{ RAM: […], Service: […] }` of pairs of a kind and whom it names. */
export function principalsOf(trusted: Iterable<readonly [string, string]>): JsonObject {
  const byKind = new Map<string, string[]>();
  for (const [kind, name] of trusted) append(byKind, kind, [name]);
  return Object.fromEntries(byKind);
}

/** Reads nested blocks; remembers the first thing in them that is not known. */
class BlockReader {
  unknown: Unknown | null = null;

  constructor(private readonly resolver: Resolver) {}

  statement(body: JsonObject, place: string): JsonObject {
    const principals = this.principals(body, place);
    const conditions = this.conditions(body, place);
    const resources = this.texts(body, "resource", place);
    this.refuseDynamic(body, place);
    return {
      Effect: this.text(body, "effect", place) ?? "Allow",
      Action: this.texts(body, "action", place),
      ...(resources.length > 0 && { Resource: resources }),
      ...(principals && { Principal: principals }),
      ...(conditions && { Condition: conditions }),
    };
  }

  text(body: JsonObject, argument: string, place: string): string | null {
    const resolution = this.resolver.resolve(member(body, argument));
    const text = asText(resolution, `${place}.${argument}`);
    if (!isUnknown(text)) return text;
    this.unknown ??= text;
    return null;
  }

  /** What a `dynamic` block generates is not known. */
  refuseDynamic(body: JsonObject, place: string): void {
    if (member(body, "dynamic") === undefined) return;
    this.unknown ??= {
      unknown: true,
      attribute: `${place}.dynamic`,
      because: "a dynamic block generates a part of it",
    };
  }

  private texts(body: JsonObject, argument: string, place: string): string[] {
    const texts = textsOf(this.resolver, member(body, argument), `${place}.${argument}`);
    if (!isUnknown(texts)) return texts;
    this.unknown ??= texts;
    return [];
  }

  private principals(body: JsonObject, place: string): JsonObject | null {
    const trusted: [string, string][] = [];
    for (const principal of objectsIn(member(body, "principal"))) {
      const entity = this.text(principal, "entity", `${place}.principal`) ?? "";
      for (const name of this.texts(principal, "identifiers", `${place}.principal`)) trusted.push([entity, name]);
    }
    return trusted.length === 0 ? null : principalsOf(trusted);
  }

  /** Blocks of one operator and key are one condition with the values of all. */
  private conditions(body: JsonObject, place: string): JsonObject | null {
    const byOperator = new Map<string, Map<string, string[]>>();
    for (const condition of objectsIn(member(body, "condition"))) {
      const operator = this.text(condition, "operator", `${place}.condition`) ?? "";
      const keys = byOperator.get(operator) ?? new Map<string, string[]>();
      byOperator.set(operator, keys);
      const key = this.text(condition, "variable", `${place}.condition`) ?? "";
      append(keys, key, this.texts(condition, "values", `${place}.condition`));
    }
    if (byOperator.size === 0) return null;
    return Object.fromEntries([...byOperator].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
  }
}

function append(lists: Map<string, string[]>, key: string, values: readonly string[]): void {
  const list = lists.get(key) ?? [];
  for (const value of values) list.push(value);
  lists.set(key, list);
}
