import { evaluateConfigurations } from "../../configuration/configurations";
import type { Quotas } from "../../limits/quotas";
import { ACCESS_KEY_TYPE } from "../access-keys";
import { readScopes, type WrittenSecrets } from "../configuration";
import { member, objectsIn, stringMember, textOf, type JsonObject } from "../json";
import { nameAttributesOf } from "../identities";
import { addAll } from "../lists";
import { readLiteralCredentials } from "../literal-credentials";
import type { Inventory, Site } from "../model";
import { isLookedForInAddresses, markedRedactor } from "../redaction";
import { RemoteStates } from "../remote-states";
import { Resolver } from "../resolver";
import { createScopes, type ConfigurationStack, type Scope } from "../scope";
import { writtenMarks } from "../written-secrets";
import { readSecretUses } from "../secret-uses";
import { instanceScopes, type Declarations } from "./instance-scopes";
import { planConfiguration } from "./plan-configuration";
import {
  changedInstance,
  changeElements,
  stateInstance,
  stateObjects,
  type ChangeElement,
  type StateObject,
} from "./plan-instances";
import type { Plan, PlannedStack, ResourceChange } from "./plan-model";
import { notUnderstood, resourceChanges } from "./resource-changes";
import { withoutKeys, type ResourceInstance } from "./resource-instance";
import { secretMarks } from "./secret-marks";
import { withoutSecretNames } from "./secret-names";

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

/** Everything of a plan that is read for itself. */
interface Reading {
  readonly source: PlanSource;
  readonly declarations: Declarations;
  /** The instances of each side, made as they are asked for: nobody needs all of them at once. */
  readonly instances: Readonly<Record<Side, () => Iterable<ResourceInstance>>>;
  readonly changes: readonly ResourceChange[];
  readonly drift: readonly ResourceChange[];
  readonly holdsClearSecrets: boolean;
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
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
  const readings = sources.map((source, index) => {
    const { configuration } = source;
    return readPlan(source, {
      planned: planned.ofStack(planned.stacks[index]),
      synthesised: configuration === undefined ? [] : synthesised.ofStack(configuration),
    });
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
    readScopes(scopesOf(readings, side, repeatsSecret), new Resolver(null), quotas, written);
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

/**
 * What objects of a state were made from: kept only where an identity comes, goes or gets another name, since nobody
 * else asks for it, and the document of a plan is large.
 */
function dependenciesIn(
  held: readonly StateObject[],
  changes: readonly ResourceChange[],
): ReadonlyMap<string, readonly string[]> {
  const isAsked = changes.some(
    ({ type, action, isRename }) =>
      (isRename || action === "create" || action === "delete" || action === "replace") &&
      nameAttributesOf(type).length > 0,
  );
  const found = new Map<string, readonly string[]>();
  for (const { address, resource } of isAsked ? held : []) {
    const { depends_on: dependsOn } = resource;
    if (resource["mode"] === "data" || !Array.isArray(dependsOn)) continue;
    found.set(
      address,
      dependsOn.filter((each) => typeof each === "string"),
    );
  }
  return found;
}

type Side = "before" | "after" | "recorded";

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

function readPlan(source: PlanSource, declarations: Declarations): Reading {
  const { name, document } = source;
  const changed = changeElements(member(document, "resource_changes"));
  const drifted = changeElements(member(document, "resource_drift"));
  const siteOf = siteFinder(name, declarations.synthesised);
  // A plan for some resources only, and one that reads no data source anew, leaves out what stays as it is.
  const touched = new Set<string>();
  for (const { address, element } of changed) {
    touched.add(objectKey(address, textOf(element["deposed"])));
    touched.add(textOf(element["previous_address"]) ?? address);
  }
  const held = stateObjects(member(member(document, "prior_state"), "values"));
  const untouched = held.filter(
    ({ address, resource }) => !touched.has(objectKey(address, textOf(resource["deposed_key"]))),
  );
  const isDeclared = declarationFinder(declarations.planned);
  const changes = resourceChanges(changed, siteOf, isDeclared);
  return {
    source,
    declarations,
    instances: {
      before: () => instancesOf(untouched, changed, "before", refreshedObjects(changed, held, drifted)),
      after: () => instancesOf(untouched, changed, "after"),
      // Whose account it is, the data sources tell.
      recorded: () => instancesOf(untouched.filter(isData), drifted, "before"),
    },
    changes,
    drift: resourceChanges(drifted, siteOf, isDeclared),
    holdsClearSecrets: holdsClearSecrets(held, changed),
    dependencies: dependenciesIn(held, changes),
  };
}

function* instancesOf(
  untouched: readonly StateObject[],
  changed: readonly ChangeElement[],
  side: "before" | "after",
  refreshed?: ReadonlyMap<string, ResourceInstance>,
): Iterable<ResourceInstance> {
  for (const object of untouched) yield stateInstance(object);
  for (const change of changed) {
    const instance = refreshed?.get(objectKey(change.address, textOf(change.element["deposed"])));
    const own = instance ?? changedInstance(change, side);
    if (own !== null) yield own;
  }
}

/**
 * What Terraform has found of the objects that the plan deletes. Of one whose block, key or index is gone from the
 * configuration, the change itself starts from the state before the refresh; measured with Terraform 1.11.
 */
function refreshedObjects(
  changed: readonly ChangeElement[],
  held: readonly StateObject[],
  drifted: readonly ChangeElement[],
): ReadonlyMap<string, ResourceInstance> | undefined {
  const deleted = new Set(
    changed
      .filter(({ actions }) => actions.length === 1 && actions[0] === "delete")
      .map(({ address, element }) => objectKey(address, textOf(element["deposed"]))),
  );
  if (deleted.size === 0) return undefined;
  const found = new Map<string, ResourceInstance>();
  for (const drift of drifted) {
    const key = objectKey(drift.address, textOf(drift.element["deposed"]));
    const instance = deleted.has(key) ? changedInstance(drift, "after") : null;
    if (instance !== null) found.set(key, instance);
  }
  for (const object of held) {
    const key = objectKey(object.address, textOf(object.resource["deposed_key"]));
    if (deleted.has(key) && !isData(object)) found.set(key, stateInstance(object));
  }
  return found;
}

function isData({ resource }: StateObject): boolean {
  return resource["mode"] === "data";
}

/** An address has a current object, and one for each deposed one that a replacement has left behind. */
function objectKey(address: string, deposed: string | null): string {
  return deposed === null ? address : `${address}\n${deposed}`;
}

function scopesOf(readings: readonly Reading[], side: Side, repeatsSecret: (text: string) => boolean): Scope[] {
  const scopes: Scope[] = [];
  for (const reading of readings) {
    const { source, declarations } = reading;
    const given = source.configuration ?? { name: source.name, files: [] };
    const stack = source.isOwn ? { ...given, isPlannedHere: true } : given;
    addAll(scopes, instanceScopes(stack, reading.instances[side](), { declarations, repeatsSecret }, scopes.length));
  }
  return scopes;
}

/** Tells whether the configuration has the block of an object; of a plan without one, that is taken for granted. */
function declarationFinder(planned: readonly Scope[]): (address: string) => boolean {
  let addresses: Set<string> | null = null;
  return (address) => {
    addresses ??= new Set(planned.flatMap(({ blocks }) => blocks.all.map(({ site }) => site.address)));
    return addresses.size === 0 || addresses.has(withoutKeys(address));
  };
}

/** Gives an address of a plan its construct path and source line, where the synthesised configuration has them. */
function siteFinder(stack: string, synthesised: readonly Scope[]): (address: string) => Site {
  const sites = new Map<string, Site>();
  for (const scope of synthesised) for (const { site } of scope.blocks.all) sites.set(site.address, site);
  return (address) => {
    const declared = sites.get(withoutKeys(address).replace(/ \(deposed [^()]*\)$/, ""));
    return { stack, address, path: declared?.path ?? null, source: declared?.source ?? null };
  };
}

function factsOf({ source, declarations, changes, drift, holdsClearSecrets }: Reading): PlannedStack {
  const { name, document } = source;
  const siteOf = siteFinder(name, declarations.synthesised);
  return {
    name,
    terraformVersion: versionOf(document),
    time: timeOf(document),
    // Only a refresh finds what has happened outside.
    isRefreshed: drift.length > 0 ? true : (source.isRefreshed ?? null),
    hasErrored: truth(member(document, "errored")),
    isComplete: truth(member(document, "complete")),
    deferred: objectsIn(member(document, "deferred_changes")).flatMap((deferred) => {
      const change = member(deferred, "resource_change");
      const address = stringMember(change, "address");
      if (address === null) return [];
      const given = stringMember(deferred, "reason") ?? "";
      const reason = /^[a-z_]{1,80}$/.test(given) ? given : "unknown";
      return [{ site: siteOf(address), type: stringMember(change, "type") ?? "", reason }];
    }),
    holdsClearSecrets,
    notUnderstood: notUnderstood([...changes, ...drift]),
  };
}

/** What has not the form of a version may be anything. */
function versionOf(document: JsonObject): string | null {
  const given = stringMember(document, "terraform_version");
  return given !== null && /^\d{1,4}\.\d{1,4}[\w.+-]{0,20}$/.test(given) ? given : null;
}

function timeOf(document: JsonObject): string | null {
  const given = stringMember(document, "timestamp");
  return given !== null && given.length <= 40 && !Number.isNaN(Date.parse(given)) ? given : null;
}

function truth(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** Whether the secret of an AccessKey stands in the plan: that of one that exists, in clear custody. */
function holdsClearSecrets(held: readonly StateObject[], changed: readonly ChangeElement[]): boolean {
  const hasSecret = (values: unknown): boolean => (stringMember(values, "secret") ?? "") !== "";
  const isKey = (element: unknown): boolean => stringMember(element, "type") === ACCESS_KEY_TYPE;
  return (
    changed.some(
      ({ element, change }) =>
        isKey(element) && (hasSecret(member(change, "before")) || hasSecret(member(change, "after"))),
    ) || held.some(({ resource, values }) => isKey(resource) && hasSecret(values))
  );
}
