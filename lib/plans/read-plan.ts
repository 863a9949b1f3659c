import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import { nameAttributesOf } from "../registry/identity-types";
import { member, stringMember, textOf, type JsonObject } from "../json/json";
import type { Scope } from "../configuration/scope";
import type { Declarations } from "./object-modules";
import type { ResourceChange } from "./plan-model";
import {
  changedObject,
  changeElements,
  heldObjects,
  resourceObject,
  type ChangeElement,
  type HeldObject,
} from "./plan-objects";
import { maskedNames } from "./masks";
import { resourceChanges } from "./resource-changes";
import { withoutKeys } from "../places/instance-keys";
import type { ResourceObject } from "./resource-object";
import { siteFinder } from "./sites";

/** The objects of a plan: what there is when the apply starts, what there will be, and what has changed outside. */
export type Side = "before" | "after" | "recorded";

/** What a plan says of objects. */
export interface PlanReading {
  /** The objects of each side; what stays as it is stands on both as one. */
  readonly objects: Readonly<Record<Side, readonly ResourceObject[]>>;
  readonly changes: readonly ResourceChange[];
  /** What happened outside of Terraform since the last apply. */
  readonly drift: readonly ResourceChange[];
  /** Whether the secret of an AccessKey stands in it in clear. */
  readonly holdsClearSecrets: boolean;
  /** What objects of its state were made from, by their addresses. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

/** Reads the JSON of a plan. */
export function readPlan(stack: string, document: JsonObject, declarations: Declarations): PlanReading {
  const changed = changeElements(member(document, "resource_changes"));
  const drifted = changeElements(member(document, "resource_drift"));
  const siteOf = siteFinder(stack, declarations.synthesised);
  // A plan for some resources only, and one that reads no data source anew, leaves out what stays as it is.
  const touched = new Set<string>();
  for (const { address, element } of changed) {
    touched.add(objectKey(address, textOf(element["deposed"])));
    touched.add(textOf(element["previous_address"]) ?? address);
  }
  const held = heldObjects(member(member(document, "prior_state"), "values"));
  const untouched = held
    .filter(({ address, resource }) => !touched.has(objectKey(address, textOf(resource["deposed_key"]))))
    .map(resourceObject);
  const isDeclared = declarationFinder(declarations.planned);
  const changes = resourceChanges(changed, siteOf, isDeclared);
  return {
    objects: {
      ...sidesOf(untouched, changed, refreshedObjects(changed, held, drifted)),
      // Whose account it is, the data sources tell.
      recorded: [
        ...untouched.filter(({ mode }) => mode === "data"),
        ...drifted.flatMap((drift) => changedObject(drift, "before") ?? []),
      ],
    },
    changes,
    drift: resourceChanges(drifted, siteOf, isDeclared),
    holdsClearSecrets: holdsClearSecrets(held, changed),
    dependencies: dependenciesIn(held, changes),
  };
}

function sidesOf(
  untouched: readonly ResourceObject[],
  changed: readonly ChangeElement[],
  refreshed: ReadonlyMap<string, ResourceObject>,
): Pick<PlanReading["objects"], "before" | "after"> {
  const before = [...untouched];
  const after = [...untouched];
  for (const change of changed) {
    const will = changedObject(change, "after");
    const found = refreshed.get(objectKey(change.address, textOf(change.element["deposed"])));
    const is = found ?? (will !== null && isSame(change) ? will : changedObject(change, "before"));
    if (is !== null) before.push(is);
    if (will !== null) after.push(will);
  }
  return { before, after };
}

/** Whether nothing changes of an object, nor of what is known and hidden of it. */
function isSame({ actions, change }: ChangeElement): boolean {
  if (actions.length !== 1 || actions[0] !== "no-op" || maskedNames(change["after_unknown"]).length > 0) return false;
  const [hidden, stays] = [change["before_sensitive"], change["after_sensitive"]].map((mask) =>
    mask === true ? "all" : maskedNames(mask).join("\n"),
  );
  return hidden === stays;
}

/**
 * What Terraform has found of the objects that the plan deletes. Of one whose block, key or index is gone from the
 * configuration, the change itself starts from the state before the refresh; measured with Terraform 1.11.
 */
function refreshedObjects(
  changed: readonly ChangeElement[],
  held: readonly HeldObject[],
  drifted: readonly ChangeElement[],
): ReadonlyMap<string, ResourceObject> {
  const deleted = new Set(
    changed
      .filter(({ actions }) => actions.length === 1 && actions[0] === "delete")
      .map(({ address, element }) => objectKey(address, textOf(element["deposed"]))),
  );
  const found = new Map<string, ResourceObject>();
  if (deleted.size === 0) return found;
  for (const drift of drifted) {
    const key = objectKey(drift.address, textOf(drift.element["deposed"]));
    const object = deleted.has(key) ? changedObject(drift, "after") : null;
    if (object !== null) found.set(key, object);
  }
  for (const object of held) {
    const key = objectKey(object.address, textOf(object.resource["deposed_key"]));
    if (deleted.has(key) && object.resource["mode"] !== "data") found.set(key, resourceObject(object));
  }
  return found;
}

/** An address has a current object, and one for each deposed one that a replacement has left behind. */
function objectKey(address: string, deposed: string | null): string {
  return deposed === null ? address : `${address}\n${deposed}`;
}

/**
 * What objects of a state were made from: kept only where an identity comes, goes or gets another name, since nobody
 * else asks for it, and the document of a plan is large.
 */
function dependenciesIn(
  held: readonly HeldObject[],
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

/** Tells whether the configuration has the block of an object; of a plan without one, that is taken for granted. */
function declarationFinder(planned: readonly Scope[]): (address: string) => boolean {
  let addresses: Set<string> | null = null;
  return (address) => {
    addresses ??= new Set(planned.flatMap(({ blocks }) => blocks.all.map(({ site }) => site.address)));
    return addresses.size === 0 || addresses.has(withoutKeys(address));
  };
}

/** Whether the secret of an AccessKey stands in the plan: that of one that exists, in clear custody. */
function holdsClearSecrets(held: readonly HeldObject[], changed: readonly ChangeElement[]): boolean {
  const hasSecret = (values: unknown): boolean => (stringMember(values, "secret") ?? "") !== "";
  const isKey = (element: unknown): boolean => stringMember(element, "type") === ACCESS_KEY_TYPE;
  return (
    changed.some(
      ({ element, change }) =>
        isKey(element) && (hasSecret(member(change, "before")) || hasSecret(member(change, "after"))),
    ) || held.some(({ resource, values }) => isKey(resource) && hasSecret(values))
  );
}
