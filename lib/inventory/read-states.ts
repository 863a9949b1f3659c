import type { Quotas } from "../limits/quotas";
import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import type { Module } from "../configuration/instance";
import { makeInventory } from "./make-inventory";
import { isObject, member, stringMember } from "../json/json";
import { addAll } from "../text/lists";
import type { Inventory, SecretUse } from "./model";
import { isLookedForInAddresses, markedRedactor } from "../redaction/redaction";
import { createScopes, type ConfigurationStack, type Scope } from "../configuration/scope";
import { Resolver } from "./resolver";
import { writtenMarks } from "./written-secrets";
import { ObjectModules } from "../plans/object-modules";
import type { JsonDocument } from "../plans/json-document";
import { heldObjects, resourceObject } from "../plans/plan-objects";
import type { ResourceObject } from "../plans/resource-object";
import { secretMarks, stateFileMarks } from "../plans/secret-marks";
import { withoutSecretNames } from "../plans/secret-names";
import { stateFileObjects } from "../plans/state-file-objects";

/** One state as a caller gives it. */
export interface StateSource {
  /** Name of the stack; it is that of the configuration, where there is one. */
  readonly name: string;
  /** What `terraform show -json` prints, or a state file. */
  readonly document: JsonDocument;
  /** The synthesised configuration, with what states do not hold: consumers, acknowledgements, source lines. */
  readonly configuration?: ConfigurationStack;
}

/**
 * Reads the inventory of states: what there is, as Terraform knows it.
 *
 * No secret gets into what is returned but as a mark by which it is redacted. Never throws, whatever the JSON is.
 *
 * @param quotas those of a team's settings, which hold for every account
 */
export function readStates(given: readonly StateSource[], quotas?: Partial<Quotas>): Inventory {
  const marks = given.flatMap(({ document: { kind, content } }) =>
    kind === "stateFile" ? stateFileMarks(content) : secretMarks(content),
  );
  const redact = markedRedactor(marks.filter(isLookedForInAddresses));
  const repeatsSecret = (text: string): boolean => redact(text) !== text;
  const sources =
    marks.length === 0
      ? given
      : given.map((source) => {
          const { kind, content } = source.document;
          return { ...source, document: { kind, content: withoutSecretNames(content, redact) } };
        });
  const modules: Module[] = [];
  const secretUses: SecretUse[] = [];
  const known = [...marks];
  for (const { name, document, configuration } of sources) {
    const objects = objectsOf(document);
    const stack = configuration ?? { name, files: [] };
    const synthesised = configuration === undefined ? [] : createScopes([configuration]);
    const made = new ObjectModules(stack, { planned: [], synthesised }, repeatsSecret);
    addAll(modules, made.of(objects));
    addAll(known, writtenMarks(synthesised));
    addAll(secretUses, shownSecrets(stack.name, document, objects, synthesised[0]));
  }
  return makeInventory(modules, new Resolver(null), quotas, {
    secretUses,
    generatedNames: () => [],
    literalCredentials: [],
    secretMarks: known,
  });
}

function objectsOf({ kind, content }: JsonDocument): ResourceObject[] {
  return kind === "stateFile" ? stateFileObjects(content) : heldObjects(member(content, "values")).map(resourceObject);
}

/** The outputs in which the secret of a key stands. */
function shownSecrets(
  stack: string,
  { kind, content }: JsonDocument,
  objects: readonly ResourceObject[],
  configuration: Scope | undefined,
): SecretUse[] {
  const outputs = member(kind === "stateFile" ? content : member(content, "values"), "outputs");
  if (!isObject(outputs)) return [];
  const owners = new Map<string, string>();
  for (const { type, values, address } of objects) {
    const secret = type === ACCESS_KEY_TYPE ? (stringMember(values, "secret") ?? "") : "";
    if (secret !== "") owners.set(secret, address);
  }
  if (owners.size === 0) return [];
  return Object.keys(outputs).flatMap((name) => {
    const output = outputs[name];
    const address = `output.${name}`;
    const site = configuration?.byAddress.get(address)?.site ?? { stack, address, path: null, source: null };
    return [...keysShown(member(output, "value"), owners)].map((key) => ({
      site,
      attribute: "value",
      place: "output",
      accessKey: { stack, address: key },
      sensitive: member(output, "sensitive") === true,
      unmasked: false,
      crossesStacks: false,
      unknown: null,
    }));
  });
}

/** The addresses of the keys whose secrets stand in a value, alone or between other text. */
function keysShown(root: unknown, owners: ReadonlyMap<string, string>): ReadonlySet<string> {
  const shown = new Set<string>();
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === "string") {
      for (const part of [value, ...(value.match(/[0-9A-Za-z]{16,}/g) ?? [])]) {
        const key = owners.get(part);
        if (key !== undefined) shown.add(key);
      }
    } else if (typeof value === "object" && value !== null) {
      for (const each of Object.values(value) as unknown[]) pending.push(each);
    }
  }
  return shown;
}
