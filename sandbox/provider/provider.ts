import type { Account } from "../account/account";
import type { Caller } from "../account/session";
import { Applier, type Outcome } from "./apply";
import { diagnosticOf, errorAt, ProviderError } from "./diagnostics";
import type { AppliedChange, Interposition } from "./interposition";
import { planChange } from "./plan";
import type { Diagnostic, DynamicValue, MethodName, Methods } from "./protocol";
import { clientOf, type Client } from "./resource";
import { DATA_SOURCES, RESOURCES } from "./resources";
import { completeValue, providerDefinition, type TypeDefinition } from "./schema";
import { SERVER_CAPABILITIES, schemaMessage } from "./schema-message";
import { validateConfiguration } from "./validate";
import { decodeValue, encodeValue, type ObjectValue } from "./value";

/**
 * The schema version of every resource type, far above the real provider's (0 to 2): Terraform refuses to give a
 * state to a provider whose schema is older, so the real provider never sees what the sandbox wrote, and the sandbox
 * refuses every other version, so it never sees what the real provider wrote.
 */
export const SANDBOX_SCHEMA_VERSION = 1_000_000;

/**
 * What a plan of the sandbox carries for its apply. The real provider expects JSON there and refuses anything else, so
 * that it does not create for real what was planned here; the sandbox refuses a plan without it.
 */
const PLAN_MARK = Buffer.from("planned in the ramparts sandbox");

export interface ProviderOptions {
  readonly account: Account;
  readonly caller: Caller;
  /** @default - `SANDBOX_SCHEMA_VERSION` */
  readonly schemaVersion?: number;
  /** @default - nothing stands between Terraform and the account */
  readonly interposition?: Interposition;
}

type Handlers = { readonly [Name in MethodName]: (request: Methods[Name]["request"]) => Answer<Name> };
type Answer<Name extends MethodName> = Methods[Name]["response"] | Promise<Methods[Name]["response"]>;

/** The methods of the Terraform provider on an account. One instance serves all provider configurations at once. */
export function providerHandlers(options: ProviderOptions): Handlers {
  const definition = providerDefinition();
  const { interposition = {} } = options;
  const client = clientOf(options.account, options.caller, interposition);
  const schemaVersion = options.schemaVersion ?? SANDBOX_SCHEMA_VERSION;
  const applierOf = (typeName: string): Applier => resourceApplier(typeName, client);
  const interposed = (change: AppliedChange, apply: () => Promise<Outcome>): Promise<Outcome> =>
    interposition.aroundApply ? interposition.aroundApply(change, apply) : apply();

  return {
    GetMetadata: () => ({
      server_capabilities: SERVER_CAPABILITIES,
      resources: [...definition.resources.keys()].map((name) => ({ type_name: name })),
      data_sources: [...definition.dataSources.keys()].map((name) => ({ type_name: name })),
    }),

    GetSchema: () => schemaMessage(definition, schemaVersion),

    PrepareProviderConfig: ({ config }) => ({
      prepared_config: config,
      diagnostics: validateConfiguration(definition.provider, required(config)),
    }),

    Configure: () => ({}),

    ValidateResourceTypeConfig: ({ type_name: name, config }) =>
      RESOURCES.has(name)
        ? { diagnostics: validateConfiguration(typeOf(definition.resources, name), required(config)) }
        : { diagnostics: [notServed(name)] },

    ValidateDataSourceConfig: ({ type_name: name, config }) =>
      DATA_SOURCES.has(name)
        ? { diagnostics: validateConfiguration(typeOf(definition.dataSources, name), required(config)) }
        : { diagnostics: [notServed(name)] },

    UpgradeResourceState: ({ type_name: name, version, raw_state: { json } }) => {
      if (version !== schemaVersion) return { diagnostics: [foreignState(name, version)] };
      if (json.length === 0) return { diagnostics: [flatState(name)] };
      const state = JSON.parse(Buffer.from(json).toString("utf8")) as ObjectValue;
      return { upgraded_state: encodeValue(completeValue(typeOf(definition.resources, name).block, state)) };
    },

    ReadResource: ({ type_name: name, current_state: current }) => stateAnswer(applierOf(name).read(required(current))),

    PlanResourceChange: ({ type_name: name, prior_state: prior, proposed_new_state: proposed, config }) => {
      if (decodeValue(proposed) === null) return { planned_state: proposed };
      const plan = planChange(typeOf(definition.resources, name), decodeValue(prior), required(config));
      return {
        planned_state: encodeValue(plan.planned),
        requires_replace: plan.requiresReplace,
        planned_private: PLAN_MARK,
        legacy_type_system: true,
      };
    },

    ApplyResourceChange: async ({ type_name: name, prior_state: before, planned_state: after, ...plan }) => {
      const applier = applierOf(name);
      const prior = decodeValue(before);
      const planned = decodeValue(after);
      if (planned !== null && !PLAN_MARK.equals(plan.planned_private)) {
        return { new_state: before, diagnostics: [foreignPlan(name)] };
      }
      return stateAnswer(await interposed({ type: name, prior, planned }, () => applied(applier, prior, planned)));
    },

    ImportResourceState: ({ type_name: name, id }) => {
      const type = typeOf(definition.resources, name);
      if (!RESOURCES.has(name)) return { diagnostics: [notServed(name)] };
      if (type.semantics.importable !== true) return { diagnostics: [notImportable(name)] };
      return { imported_resources: [{ type_name: name, state: encodeValue(completeValue(type.block, { id })) }] };
    },

    ReadDataSource: ({ type_name: name, config }) => {
      const type = typeOf(definition.dataSources, name);
      try {
        const read = DATA_SOURCES.get(name)?.read(client);
        if (!read) return { diagnostics: [notServed(name)] };
        return { state: encodeValue(completeValue(type.block, { ...required(config), ...read })) };
      } catch (error) {
        return { diagnostics: [diagnosticOf(error, name, {})] };
      }
    },

    Stop: () => ({}),
  };
}

/**
 * The real provider is built on the first plugin SDK, whose looser rules for values Terraform applies when told so; it
 * does not tell so of a resource that is gone.
 */
function stateAnswer(outcome: Outcome): {
  new_state: DynamicValue;
  diagnostics: readonly Diagnostic[];
  legacy_type_system?: true;
} {
  const answer = { new_state: encodeValue(outcome.state), diagnostics: outcome.diagnostics };
  return outcome.state === null ? answer : { ...answer, legacy_type_system: true };
}

async function applied(applier: Applier, prior: ObjectValue | null, planned: ObjectValue | null): Promise<Outcome> {
  if (planned === null) return applier.delete(prior ?? {});
  return prior === null ? applier.create(planned) : applier.update(prior, planned);
}

function resourceApplier(name: string, client: Client): Applier {
  const adapter = RESOURCES.get(name);
  if (!adapter) {
    const { summary, detail } = notServed(name);
    throw new ProviderError(summary, detail ?? "");
  }
  return new Applier(typeOf(providerDefinition().resources, name), adapter, client);
}

function typeOf(types: ReadonlyMap<string, TypeDefinition>, name: string): TypeDefinition {
  const type = types.get(name);
  if (!type) throw new ProviderError(`The provider has no type ${name}`, "Its schema does not name this type.");
  return type;
}

function required(value: DynamicValue): ObjectValue {
  return decodeValue(value) ?? {};
}

function notServed(name: string): Diagnostic {
  const served = [
    `resource types ${[...RESOURCES.keys()].join(", ")}`,
    `data sources ${[...DATA_SOURCES.keys()].join(", ")}`,
  ];
  return errorAt(
    `The sandbox does not serve ${name}`,
    `It serves the ${served.join(" and the ")}. Leave this one out of the sandbox run.`,
  );
}

function foreignState(name: string, version: number): Diagnostic {
  return errorAt(
    "This state was not written by the sandbox",
    `An ${name} in it has schema version ${version}, so it was written by the real provider and describes a real ` +
      "account. The sandbox touches nothing of it. Run the sandbox with a state of its own: another workspace, or an " +
      "empty working directory.",
  );
}

/** Terraform sends the attributes of an old state apart from JSON, as a map of texts. */
function flatState(name: string): Diagnostic {
  return errorAt(
    "This state was not written by the sandbox",
    `An ${name} in it has its attributes in the format of Terraform 0.11 (attributes_flat), which the sandbox has never ` +
      "written. Run the sandbox with a state of its own: another workspace, or an empty working directory.",
  );
}

function foreignPlan(name: string): Diagnostic {
  return errorAt(
    "This plan was not made in the sandbox",
    `The planned ${name} comes from the real provider. The sandbox touches nothing of it. Plan again in the sandbox.`,
  );
}

function notImportable(name: string): Diagnostic {
  return errorAt(`${name} cannot be imported`, `The provider has no import for ${name}. Create a new one instead.`);
}
