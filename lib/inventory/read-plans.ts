import { evaluateConfigurations } from "../configuration/configurations";
import type { Module } from "../configuration/instance";
import type { Quotas } from "../limits/quotas";
import { ObjectModules, type Declarations } from "../plans/object-modules";
import { planConfiguration } from "../plans/plan-configuration";
import type { PlannedStack, ResourceChange } from "../plans/plan-model";
import { plannedStack } from "../plans/planned-stack";
import { readPlan, type PlanReading, type Side } from "../plans/read-plan";
import { secretMarks } from "../plans/secret-marks";
import { withoutSecretNames } from "../plans/secret-names";
import { makeInventory, type WrittenSecrets } from "./make-inventory";
import type { JsonObject } from "../json/json";
import { readLiteralCredentials } from "./literal-credentials";
import type { Inventory } from "./model";
import { isLookedForInAddresses, markedRedactor } from "../redaction/redaction";
import { RemoteStates } from "../configuration/remote-states";
import { Resolver } from "./resolver";
import { createScopes, type ConfigurationStack, type Scope } from "../configuration/scope";
import { readSecretUses } from "./secret-uses";
import { writtenMarks } from "./written-secrets";

/** Plans of one or more stacks that are reviewed together. */
export interface Plan {
  readonly stacks: readonly PlannedStack[];
  /** What there is when the apply starts, with all drift. */
  readonly before: Inventory;
  /** What there will be. */
  readonly after: Inventory;
  /** What changed outside, as the state still had it. */
  readonly recorded: Inventory;
  readonly changes: readonly ResourceChange[];
  /** What happened outside of Terraform since the last apply. */
  readonly drift: readonly ResourceChange[];
  /** What an object of the state was made from, as the state has it: addresses of resources, without instances. */
  readonly dependenciesOf: (place: { readonly stack: string; readonly address: string }) => readonly string[];
}

/** One plan as a caller gives it. */
export interface PlanSource {
  /** Name of the stack; it is that of the configuration, where there is one. */
  readonly name: string;
  /** The parsed JSON of `terraform show -json`. */
  readonly document: JsonObject;
  /** The synthesised configuration, with what plans do not hold: consumers, acknowledgements, source lines. */
  readonly configuration?: ConfigurationStack;
  /**
   * Whether it is known that the plan was made with a refresh.
   * @default nothing tells
   */
  readonly isRefreshed?: true;
  /**
   * Whether this very run has made the plan: then equal credentials are one login, whatever the stack.
   * @default other stacks may be planned by somebody else
   */
  readonly isOwn?: true;
}

/** One plan, with the instances of its objects. */
interface Reading extends PlanReading {
  readonly source: PlanSource;
  readonly declarations: Declarations;
  readonly modules: ObjectModules;
}

/**
 * Reads plans of one or more stacks, which are to be applied together: the owner of a key may be in another stack.
 *
 * Nothing that a mask, the schema or a declaration calls a secret gets into what is returned but as a mark by which it
 * is redacted. Never throws, whatever the JSON is.
 *
 * @param quotas those of a team's settings, which hold for every account
 */
export function readPlans(given: readonly PlanSource[], quotas?: Partial<Quotas>): Plan {
  const marks = given.flatMap(({ document }) => secretMarks(document));
  const redact = markedRedactor(marks.filter(isLookedForInAddresses));
  const repeatsSecret = (text: string): boolean => redact(text) !== text;
  const sources =
    marks.length === 0
      ? given
      : given.map((source) => ({ ...source, document: withoutSecretNames(source.document, redact) }));
  const planned = new Scopes(sources.map(({ name, document }) => planConfiguration(name, document)));
  const synthesised = new Scopes(sources.flatMap(({ configuration }) => configuration ?? []));
  const readings = sources.map((source, index): Reading => {
    const { name, document, configuration, isOwn } = source;
    const declarations = {
      planned: planned.ofStack(planned.stacks[index]),
      synthesised: configuration === undefined ? [] : synthesised.ofStack(configuration),
    };
    const given = configuration ?? { name, files: [] };
    const stack = isOwn ? { ...given, isPlannedHere: true } : given;
    const modules = new ObjectModules(stack, declarations, repeatsSecret);
    return { ...readPlan(name, document, declarations), source, declarations, modules };
  });
  const declared = declaredScopes(sources, planned, synthesised);
  const remoteStates = new RemoteStates(declared.filter(({ call }) => call === null));
  const written: WrittenSecrets = {
    secretUses: readSecretUses(evaluateConfigurations(declared, remoteStates)),
    generatedNames: () => [],
    literalCredentials: readLiteralCredentials(declared, remoteStates),
    secretMarks: [...marks, ...writtenMarks(synthesised.all)],
  };
  const inventory = (side: Side): Inventory =>
    makeInventory(modulesOf(readings, side), new Resolver(null), quotas, written);
  return {
    stacks: readings.map(factsOf),
    before: inventory("before"),
    after: inventory("after"),
    recorded: inventory("recorded"),
    changes: readings.flatMap(({ changes }) => changes),
    drift: readings.flatMap(({ drift }) => drift),
    dependenciesOf: stateDependencies(readings),
  };
}

function stateDependencies(readings: readonly Reading[]): Plan["dependenciesOf"] {
  const byStack = new Map(readings.map(({ source, dependencies }) => [source.name, dependencies]));
  return ({ stack, address }) => byStack.get(stack)?.get(address) ?? [];
}

function modulesOf(readings: readonly Reading[], side: Side): Module[] {
  return readings.flatMap(({ modules, objects }) => modules.of(objects[side]));
}

function factsOf(reading: Reading): PlannedStack {
  const { source, declarations } = reading;
  return plannedStack(source.name, source.document, reading, declarations.synthesised, source.isRefreshed ?? null);
}

/** The scopes of several configurations, and those of each. */
class Scopes {
  readonly all: readonly Scope[];
  private readonly byStack = new Map<ConfigurationStack, Scope[]>();

  constructor(readonly stacks: readonly ConfigurationStack[]) {
    this.all = createScopes(stacks);
    for (const scope of this.all) {
      const known = this.byStack.get(scope.stack);
      if (known) known.push(scope);
      else this.byStack.set(scope.stack, [scope]);
    }
  }

  ofStack(stack: ConfigurationStack | undefined): readonly Scope[] {
    return (stack && this.byStack.get(stack)) ?? [];
  }
}

/** Where expressions are followed: in what was synthesised, since a plan shows of them only what they refer to. */
function declaredScopes(sources: readonly PlanSource[], planned: Scopes, synthesised: Scopes): readonly Scope[] {
  if (synthesised.stacks.length === 0) return planned.all;
  if (synthesised.stacks.length === sources.length) return synthesised.all;
  return createScopes(sources.flatMap(({ configuration }, index) => configuration ?? planned.stacks[index] ?? []));
}
