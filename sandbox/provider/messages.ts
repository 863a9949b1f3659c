import { Field, MapField, Root, Type } from "protobufjs";

/** Number, type (a protobuf scalar or a message below) and, where it is more than one value, the kind. */
type FieldDefinition = readonly [number: number, type: string, kind?: "repeated" | "map"];
type MessageDefinition = Readonly<Record<string, FieldDefinition>>;

const DIAGNOSTICS = "Diagnostic";
const VALUE = "DynamicValue";

/**
 * The messages of Terraform's plugin protocol, version 5, as far as a provider needs them. Enumerations are int32,
 * which is the same on the wire. Fields that are not listed here are skipped when read.
 */
const MESSAGES = {
  Empty: {},
  DynamicValue: { msgpack: [1, "bytes"] },
  AttributePath: { steps: [1, "AttributePathStep", "repeated"] },
  AttributePathStep: {
    attribute_name: [1, "string"],
    element_key_string: [2, "string"],
    element_key_int: [3, "int64"],
  },
  Diagnostic: {
    severity: [1, "int32"],
    summary: [2, "string"],
    detail: [3, "string"],
    attribute: [4, "AttributePath"],
  },
  RawState: { json: [1, "bytes"] },
  Schema: { version: [1, "int64"], block: [2, "Block"] },
  Block: {
    attributes: [2, "Attribute", "repeated"],
    block_types: [3, "NestedBlock", "repeated"],
    description: [4, "string"],
    deprecated: [6, "bool"],
  },
  Attribute: {
    name: [1, "string"],
    type: [2, "bytes"],
    description: [3, "string"],
    required: [4, "bool"],
    optional: [5, "bool"],
    computed: [6, "bool"],
    sensitive: [7, "bool"],
    deprecated: [9, "bool"],
  },
  NestedBlock: {
    type_name: [1, "string"],
    block: [2, "Block"],
    nesting: [3, "int32"],
    min_items: [4, "int64"],
    max_items: [5, "int64"],
  },
  ServerCapabilities: { get_provider_schema_optional: [2, "bool"] },
  TypeName: { type_name: [1, "string"] },
  ImportedResource: { type_name: [1, "string"], state: [2, VALUE] },

  GetMetadataResponse: {
    server_capabilities: [1, "ServerCapabilities"],
    data_sources: [3, "TypeName", "repeated"],
    resources: [4, "TypeName", "repeated"],
  },
  GetSchemaResponse: {
    provider: [1, "Schema"],
    resource_schemas: [2, "Schema", "map"],
    data_source_schemas: [3, "Schema", "map"],
    server_capabilities: [6, "ServerCapabilities"],
  },
  PrepareProviderConfigRequest: { config: [1, VALUE] },
  PrepareProviderConfigResponse: { prepared_config: [1, VALUE], diagnostics: [2, DIAGNOSTICS, "repeated"] },
  ValidateRequest: { type_name: [1, "string"], config: [2, VALUE] },
  ValidateResponse: { diagnostics: [1, DIAGNOSTICS, "repeated"] },
  UpgradeResourceStateRequest: { type_name: [1, "string"], version: [2, "int64"], raw_state: [3, "RawState"] },
  UpgradeResourceStateResponse: { upgraded_state: [1, VALUE], diagnostics: [2, DIAGNOSTICS, "repeated"] },
  ReadResourceRequest: { type_name: [1, "string"], current_state: [2, VALUE] },
  ReadResourceResponse: { new_state: [1, VALUE], diagnostics: [2, DIAGNOSTICS, "repeated"] },
  PlanResourceChangeRequest: {
    type_name: [1, "string"],
    prior_state: [2, VALUE],
    proposed_new_state: [3, VALUE],
    config: [4, VALUE],
  },
  PlanResourceChangeResponse: {
    planned_state: [1, VALUE],
    requires_replace: [2, "AttributePath", "repeated"],
    diagnostics: [4, DIAGNOSTICS, "repeated"],
    planned_private: [3, "bytes"],
    legacy_type_system: [5, "bool"],
  },
  ApplyResourceChangeRequest: {
    type_name: [1, "string"],
    prior_state: [2, VALUE],
    planned_state: [3, VALUE],
    config: [4, VALUE],
    planned_private: [5, "bytes"],
  },
  ApplyResourceChangeResponse: {
    new_state: [1, VALUE],
    diagnostics: [3, DIAGNOSTICS, "repeated"],
    legacy_type_system: [4, "bool"],
  },
  ImportResourceStateRequest: { type_name: [1, "string"], id: [2, "string"] },
  ImportResourceStateResponse: {
    imported_resources: [1, "ImportedResource", "repeated"],
    diagnostics: [2, DIAGNOSTICS, "repeated"],
  },
  ReadDataSourceRequest: { type_name: [1, "string"], config: [2, VALUE] },
  ReadDataSourceResponse: { state: [1, VALUE], diagnostics: [2, DIAGNOSTICS, "repeated"] },
} satisfies Record<string, MessageDefinition>;

export type MessageName = keyof typeof MESSAGES;

const root = new Root();
for (const [name, fields] of Object.entries(MESSAGES) as [string, MessageDefinition][]) {
  const message = new Type(name);
  for (const [field, [number, type, kind]] of Object.entries(fields)) {
    message.add(kind === "map" ? new MapField(field, number, "string", type) : new Field(field, number, type, kind));
  }
  root.add(message);
}
root.resolveAll();

export function encodeMessage(name: MessageName, value: object): Buffer {
  const message = root.lookupType(name);
  return Buffer.from(message.encode(message.fromObject(value)).finish());
}

/** What was not sent has its default: 0, "", false, an empty list; a message that was not sent is null. */
export function decodeMessage(name: MessageName, bytes: Uint8Array): object {
  const message = root.lookupType(name);
  return message.toObject(message.decode(bytes), { defaults: true, longs: Number });
}
