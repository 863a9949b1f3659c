import type { BlockSchema, NestedBlockSchema, ProviderDefinition, TypeDefinition } from "./schema";

const NESTING: { readonly [Mode in NestedBlockSchema["nesting_mode"]]: number } = {
  single: 1,
  list: 2,
  set: 3,
  map: 4,
  group: 5,
};

/** The answer to GetSchema: everything, also what the sandbox does not serve, so that it can say so by name. */
export function schemaMessage(definition: ProviderDefinition, schemaVersion: number): object {
  return {
    provider: { version: 0, block: blockMessage(definition.provider.block) },
    resource_schemas: schemas(definition.resources, schemaVersion),
    data_source_schemas: schemas(definition.dataSources, 0),
    server_capabilities: SERVER_CAPABILITIES,
  };
}

/** Terraform may keep the schema of this process instead of asking for it with every command's second provider. */
export const SERVER_CAPABILITIES = { get_provider_schema_optional: true };

function schemas(types: ReadonlyMap<string, TypeDefinition>, version: number): Record<string, object> {
  return Object.fromEntries([...types].map(([name, { block }]) => [name, { version, block: blockMessage(block) }]));
}

function blockMessage(block: BlockSchema): object {
  return {
    attributes: Object.entries(block.attributes ?? {}).map(([name, attribute]) => ({
      ...attribute,
      name,
      type: Buffer.from(JSON.stringify(attribute.type)),
    })),
    block_types: Object.entries(block.block_types ?? {}).map(([name, nested]) => ({
      type_name: name,
      block: blockMessage(nested.block),
      nesting: NESTING[nested.nesting_mode],
      min_items: nested.min_items ?? 0,
      max_items: nested.max_items ?? 0,
    })),
    deprecated: block.deprecated ?? false,
  };
}
