import type { Quotas } from "../../limits/quotas";
import { ACCESS_KEY_TYPE } from "../access-keys";
import { readScopes } from "../configuration";
import { isObject, member, stringMember } from "../json";
import { addAll } from "../lists";
import type { Inventory, SecretUse } from "../model";
import { isLookedForInAddresses, markedRedactor } from "../redaction";
import { createScopes, type ConfigurationStack, type Scope } from "../scope";
import { Resolver } from "../resolver";
import { writtenMarks } from "../written-secrets";
import { instanceScopes } from "./instance-scopes";
import type { JsonDocument } from "./json-document";
import { stateInstance, stateObjects } from "./plan-instances";
import type { ResourceInstance } from "./resource-instance";
import { secretMarks, stateFileMarks } from "./secret-marks";
import { withoutSecretNames } from "./secret-names";
import { stateFileInstances } from "./state-file-instances";

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
  const scopes: Scope[] = [];
  const secretUses: SecretUse[] = [];
  const known = [...marks];
  for (const { name, document, configuration } of sources) {
    const instances = instancesOf(document);
    const stack = configuration ?? { name, files: [] };
    const synthesised = configuration === undefined ? [] : createScopes([configuration]);
    const told = { declarations: { planned: [], synthesised }, repeatsSecret };
    addAll(scopes, instanceScopes(stack, instances, told, scopes.length));
    addAll(known, writtenMarks(synthesised));
    addAll(secretUses, shownSecrets(stack.name, document, instances, synthesised[0]));
  }
  return readScopes(scopes, new Resolver(null), quotas, {
    secretUses,
    generatedNames: () => [],
    literalCredentials: [],
    secretMarks: known,
  });
}

function instancesOf({ kind, content }: JsonDocument): ResourceInstance[] {
  return kind === "stateFile"
    ? stateFileInstances(content)
    : stateObjects(member(content, "values")).map((object) => ({
        ...stateInstance(object),
        isTainted: member(object.resource, "tainted") === true,
      }));
}

/** The outputs in which the secret of a key stands. */
function shownSecrets(
  stack: string,
  { kind, content }: JsonDocument,
  instances: readonly ResourceInstance[],
  configuration: Scope | undefined,
): SecretUse[] {
  const outputs = member(kind === "stateFile" ? content : member(content, "values"), "outputs");
  if (!isObject(outputs)) return [];
  const owners = new Map<string, string>();
  for (const { type, values, address } of instances) {
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
