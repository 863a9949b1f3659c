import type { ServiceDefinition } from "@grpc/grpc-js";
import { decodeMessage, encodeMessage, type MessageName } from "./messages";

/** A value of Terraform's, still encoded. */
export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

export interface PathStep {
  readonly attribute_name?: string;
  readonly element_key_string?: string;
  readonly element_key_int?: number;
}

export interface AttributePath {
  readonly steps: readonly PathStep[];
}

export interface Diagnostic {
  /** 1 is an error, 2 a warning. */
  readonly severity: 1 | 2;
  readonly summary: string;
  readonly detail?: string;
  readonly attribute?: AttributePath;
}

interface Diagnosed {
  readonly diagnostics?: readonly Diagnostic[];
}
interface OfType {
  readonly type_name: string;
}

/** What each method of `tfplugin5.Provider` is asked and answers, in the protocol's field names. */
export interface Methods {
  GetMetadata: { request: object; response: object };
  GetSchema: { request: object; response: object };
  PrepareProviderConfig: {
    request: { readonly config: DynamicValue };
    response: Diagnosed & { readonly prepared_config: DynamicValue };
  };
  Configure: { request: object; response: Diagnosed };
  ValidateResourceTypeConfig: { request: OfType & { readonly config: DynamicValue }; response: Diagnosed };
  ValidateDataSourceConfig: { request: OfType & { readonly config: DynamicValue }; response: Diagnosed };
  UpgradeResourceState: {
    request: OfType & { readonly version: number; readonly raw_state: { readonly json: Uint8Array } };
    response: Diagnosed & { readonly upgraded_state?: DynamicValue };
  };
  ReadResource: {
    request: OfType & { readonly current_state: DynamicValue };
    response: Diagnosed & { readonly new_state?: DynamicValue };
  };
  PlanResourceChange: {
    request: OfType & {
      readonly prior_state: DynamicValue;
      readonly proposed_new_state: DynamicValue;
      readonly config: DynamicValue;
    };
    response: Diagnosed & {
      readonly planned_state?: DynamicValue;
      readonly requires_replace?: readonly AttributePath[];
      readonly planned_private?: Uint8Array;
      readonly legacy_type_system?: boolean;
    };
  };
  ApplyResourceChange: {
    request: OfType & {
      readonly prior_state: DynamicValue;
      readonly planned_state: DynamicValue;
      readonly config: DynamicValue;
      readonly planned_private: Uint8Array;
    };
    response: Diagnosed & { readonly new_state?: DynamicValue; readonly legacy_type_system?: boolean };
  };
  ImportResourceState: {
    request: OfType & { readonly id: string };
    response: Diagnosed & {
      readonly imported_resources?: readonly (OfType & { readonly state: DynamicValue })[];
    };
  };
  ReadDataSource: {
    request: OfType & { readonly config: DynamicValue };
    response: Diagnosed & { readonly state?: DynamicValue };
  };
  Stop: { request: object; response: object };
}

export type MethodName = keyof Methods;

const METHODS: { readonly [Name in MethodName]: readonly [request: MessageName, response: MessageName] } = {
  GetMetadata: ["Empty", "GetMetadataResponse"],
  GetSchema: ["Empty", "GetSchemaResponse"],
  PrepareProviderConfig: ["PrepareProviderConfigRequest", "PrepareProviderConfigResponse"],
  // The request's configuration was seen by PrepareProviderConfig already; the answer is a list of diagnostics.
  Configure: ["Empty", "ValidateResponse"],
  ValidateResourceTypeConfig: ["ValidateRequest", "ValidateResponse"],
  ValidateDataSourceConfig: ["ValidateRequest", "ValidateResponse"],
  UpgradeResourceState: ["UpgradeResourceStateRequest", "UpgradeResourceStateResponse"],
  ReadResource: ["ReadResourceRequest", "ReadResourceResponse"],
  PlanResourceChange: ["PlanResourceChangeRequest", "PlanResourceChangeResponse"],
  ApplyResourceChange: ["ApplyResourceChangeRequest", "ApplyResourceChangeResponse"],
  ImportResourceState: ["ImportResourceStateRequest", "ImportResourceStateResponse"],
  ReadDataSource: ["ReadDataSourceRequest", "ReadDataSourceResponse"],
  Stop: ["Empty", "Empty"],
};

/** The service as gRPC needs it: paths, and how to read and write each method's messages. */
export const PROVIDER_SERVICE: ServiceDefinition = Object.fromEntries(
  Object.entries(METHODS).map(([method, [request, response]]) => [
    method,
    {
      path: `/tfplugin5.Provider/${method}`,
      requestStream: false,
      responseStream: false,
      requestSerialize: (value: object) => encodeMessage(request, value),
      requestDeserialize: (bytes: Buffer) => decodeMessage(request, bytes),
      responseSerialize: (value: object) => encodeMessage(response, value),
      responseDeserialize: (bytes: Buffer) => decodeMessage(response, bytes),
    },
  ]),
);
