import { keyText } from "../places/instance-keys";
import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import type { Instance } from "../configuration/instance";
import type { Block } from "../configuration/blocks";
import { isCredentialType } from "../registry/credential-types";
import { member, type JsonObject } from "../json/json";
import type { Scope } from "../configuration/scope";
import { isDecided } from "./decided-values";
import { parseTemplate } from "../language/syntax/parse";
import { isTemplate } from "../language/template-text";
import { traversalOf } from "../language/traversal";
import { Unknown } from "../language/value";
import { LaterReference } from "./later-reference";
import { AFTER_APPLY, HIDDEN } from "./opaque";
import { maskedNames } from "./masks";
import type { ResourceObject } from "./resource-object";
import { secretAttributesOf } from "../registry/secret-attributes";

/** Types that tell whose the credentials are; of what is neither it is only known that it is there. */
const ACCOUNT_TYPE = /^alicloud_(?:account|caller_identity)$/;
/** Long texts that anybody may see, and that no secret stands in. */
const PUBLIC = new Set(["pgp_key", "encrypted_secret"]);
const STATUSES: readonly unknown[] = ["Active", "Inactive"];
/** Arguments that the provider fills in where they are not set, so that a plan does not know them then. */
const FILLED_IN: Readonly<Record<string, string>> = { [ACCESS_KEY_TYPE]: "status" };
/** Arguments that are not known where nothing of an object is. */
const NOTHING_KNOWN: Readonly<Record<string, readonly string[]>> = { [ACCESS_KEY_TYPE]: ["user_name", "status"] };
/** Names at which the expression of a configuration starts that leads to no resource. */
const NO_RESOURCE = new Set(["var", "local", "module", "each", "count", "path", "terraform", "self", "data"]);

/** Whether anybody looks at the values of a resource type. */
export function isLookedAt(type: string): boolean {
  return isCredentialType(type) || ACCOUNT_TYPE.test(type);
}

/** What is known of an object beside what is recorded of it. */
export interface Declared {
  /** The block of the configuration that the plan carries, and the module in which that stands. */
  readonly planned: { readonly scope: Scope; readonly block: Block } | null;
  /** The block of the configuration that was synthesised, with the comment in it. */
  readonly synthesised: Block | null;
}

/**
 * The values of an object, with what is secret or comes after the apply replaced. Null is left out, as not set; so is
 * what the provider fills in by itself.
 *
 * @param repeatsSecret whether a secret that stands elsewhere stands in a text
 * @param instanceAt the instance at an address within the module, of those that there will be
 */
export function objectValues(
  object: ResourceObject,
  { planned, synthesised }: Declared,
  repeatsSecret: (text: string) => boolean,
  instanceAt: (address: string) => Instance | null,
): JsonObject {
  const values: Record<string, unknown> = {};
  const comment = synthesised && member(synthesised.body, "//");
  if (comment !== undefined && comment !== null) values["//"] = comment;
  const declared = planned?.block ?? synthesised;
  const provider = member(declared?.body, "provider");
  if (provider !== undefined) values["provider"] = provider;
  if (isLookedAt(object.type)) {
    addValues(values, object, repeatsSecret);
    for (const name of unknownNames(object)) {
      const given = declared === null ? AFTER_APPLY : (member(declared.body, name) ?? null);
      // What nobody has configured the provider fills in; for the rules it is not set.
      const isFilledIn = object.isNew && FILLED_IN[object.type] === name && isDecidedIn(planned, given);
      if (given !== null && !isFilledIn) values[name] = referenceIn(given, object.index, instanceAt) ?? AFTER_APPLY;
      else delete values[name];
    }
  }
  return values;
}

function addValues(
  shown: Record<string, unknown>,
  { type, values, sensitive }: ResourceObject,
  repeatsSecret: (text: string) => boolean,
): void {
  const secrets = [...secretAttributesOf(type), ...maskedNames(sensitive)];
  for (const name of Object.keys(values)) {
    const value = values[name] ?? null;
    if (value === null || value === "" || name === "//") continue;
    const isSecret = (secrets.includes(name) || sensitive === true) && !isKeyStatus(type, name, value);
    shown[name] = isSecret || (!PUBLIC.has(name) && holdsText(value, repeatsSecret)) ? HIDDEN : value;
  }
}

/** No secret, whatever has decided it: whether a key works is what everybody must know. */
function isKeyStatus(type: string, name: string, value: unknown): boolean {
  return type === ACCESS_KEY_TYPE && name === "status" && STATUSES.includes(value);
}

/** The attributes that are known only after the apply, but for secrets. */
function unknownNames({ unknown, type }: ResourceObject): readonly string[] {
  const secrets = secretAttributesOf(type);
  const names = unknown === true ? (NOTHING_KNOWN[type] ?? []) : maskedNames(unknown);
  return names.filter((name) => !secrets.includes(name));
}

function isDecidedIn(planned: Declared["planned"], given: unknown): boolean {
  return planned !== null && isDecided(planned.scope, planned.block, given);
}

/** The reference to another resource that an argument is, for the object with this key. */
function referenceIn(
  given: unknown,
  index: ResourceObject["index"],
  instanceAt: (address: string) => Instance | null,
): Unknown | null {
  if (typeof given !== "string" || !isTemplate(given)) return null;
  const own = index === null ? given : given.replace(/\[(?:each\.key|count\.index)\]/, () => keyText(index));
  const traversal = traversalOf(parseTemplate(own));
  if (traversal === null || NO_RESOURCE.has(traversal.root)) return null;
  const [name, key, third] = traversal.steps;
  if (typeof name !== "string" || key === undefined || key === null) return null;
  const declared = `${traversal.root}.${name}`;
  // Without a key it is the attribute that comes next.
  const attribute = typeof third === "string" ? third : key;
  if (typeof attribute !== "string") return null;
  const address = typeof third === "string" ? `${declared}${keyText(key)}` : declared;
  const later = new LaterReference(address, attribute, () => instanceAt(address) ?? instanceAt(declared));
  return new Unknown(AFTER_APPLY.because, { isSet: true, source: later });
}

/** Whether a text in a list is such, or the value itself. */
function holdsText(value: unknown, isSuch: (text: string) => boolean): boolean {
  if (typeof value === "string") return isSuch(value);
  return Array.isArray(value) && value.some((each: unknown) => typeof each === "string" && isSuch(each));
}
