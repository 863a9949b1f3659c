import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ObjectValue, Value } from "./value";

/** A block as `terraform providers schema -json` prints it. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedBlockSchema>>;
  readonly description?: string;
  readonly deprecated?: boolean;
}

export interface AttributeSchema {
  readonly type: unknown;
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
}

export interface NestedBlockSchema {
  readonly nesting_mode: "single" | "list" | "set" | "map" | "group";
  readonly block: BlockSchema;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** What the schema does not say about an attribute; `alicloud-semantics.json` was read from the provider's source. */
export interface AttributeSemantics {
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly force_new: boolean;
  readonly default?: Value;
  readonly validation?: Validation;
  readonly conflicts_with?: readonly string[];
  readonly diff_suppress?: { readonly kind: string };
  readonly deprecated?: { readonly since: string | null; readonly use_instead: string | null };
  readonly keys_dropped_on_read?: readonly string[];
}

export type Validation =
  | { readonly kind: "one_of"; readonly values: readonly string[]; readonly ignore_case: boolean }
  | { readonly kind: "length_range" | "int_range"; readonly min: number; readonly max: number }
  | { readonly kind: "json"; readonly allow_empty: boolean }
  /** Kinds of types that the sandbox does not serve. */
  | { readonly kind: "regex" | "regexp_syntax" };

export interface TypeSemantics {
  /** By path, the names of nested blocks and their attributes joined by dots. */
  readonly attributes: Readonly<Record<string, AttributeSemantics>>;
  readonly importable?: boolean;
  readonly apply_time_rules?: readonly {
    readonly kind: string;
    readonly when: string;
    readonly checked_by: "provider" | "service";
    readonly attributes: readonly string[];
  }[];
}

/** One resource type or data source: its schema and its semantics. */
export interface TypeDefinition {
  readonly name: string;
  readonly block: BlockSchema;
  readonly semantics: TypeSemantics;
}

export interface ProviderDefinition {
  readonly provider: TypeDefinition;
  readonly resources: ReadonlyMap<string, TypeDefinition>;
  readonly dataSources: ReadonlyMap<string, TypeDefinition>;
}

type Schemas = Record<string, { readonly block: BlockSchema }>;

let definition: ProviderDefinition | undefined;

/** The provider's schema and semantics; both files are read once a process. */
export function providerDefinition(): ProviderDefinition {
  definition ??= readDefinition();
  return definition;
}

function readDefinition(): ProviderDefinition {
  const schema = readData("alicloud-schema.json") as {
    provider_schemas: Record<
      string,
      { provider: { block: BlockSchema }; resource_schemas: Schemas; data_source_schemas: Schemas }
    >;
  };
  const semantics = readData("alicloud-semantics.json") as {
    provider: TypeSemantics;
    resources: Record<string, TypeSemantics>;
    data_sources: Record<string, TypeSemantics>;
  };
  const [schemas] = Object.values(schema.provider_schemas);
  if (!schemas) throw new Error("alicloud-schema.json holds no provider");
  return {
    provider: { name: "alicloud", block: schemas.provider.block, semantics: semantics.provider },
    resources: combine(schemas.resource_schemas, semantics.resources),
    dataSources: combine(schemas.data_source_schemas, semantics.data_sources),
  };
}

/** The data lies beside the bindings made from it: the same way from the sources and from the build. */
function readData(file: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, "../../provider-alicloud/schema", file), "utf8"));
}

function combine(schemas: Schemas, semantics: Record<string, TypeSemantics>): Map<string, TypeDefinition> {
  return new Map(
    Object.entries(schemas).map(([name, { block }]) => [
      name,
      { name, block, semantics: semantics[name] ?? { attributes: {} } },
    ]),
  );
}

/** A complete value of a block: what is missing is null, or empty where the block repeats; the rest is dropped. */
export function completeValue(block: BlockSchema, value: ObjectValue): ObjectValue {
  const complete: Record<string, Value> = {};
  for (const name of Object.keys(block.attributes ?? {})) complete[name] = value[name] ?? null;
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    complete[name] = value[name] ?? (nested.nesting_mode === "single" ? null : []);
  }
  return complete;
}
