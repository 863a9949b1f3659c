import { ACCESS_KEY_TYPE } from "../access-keys";
import type { Block } from "../blocks";
import { isCredentialType } from "../credential-types";
import { isObject, member, type JsonObject } from "../json";
import type { Scope } from "../scope";
import { isDecided } from "./decided-values";
import { parseTemplate } from "../../language/syntax/parse";
import { isTemplate } from "../../language/template-text";
import { traversalOf } from "../../language/traversal";
import { Unknown } from "../../language/value";
import { LaterReference } from "../later-reference";
import { AFTER_APPLY, HIDDEN } from "../opaque";
import type { ResourceInstance } from "./resource-instance";
import { secretAttributesOf } from "./secret-attributes";

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

/** Whether the values of a resource type are looked at. */
export function isLookedAt(type: string): boolean {
  return isCredentialType(type) || ACCOUNT_TYPE.test(type);
}

/**
 * An instance as the body of a block: its values as literals, with what is secret or comes after the apply replaced.
 * Null is left out, as not set; so is what the provider fills in by itself.
 *
 * @param repeatsSecret whether a secret that stands elsewhere stands in a text
 * @param declared the block of the configuration that the plan carries
 * @param synthesised the block of the configuration that was synthesised, with the comment in it
 * @param scope the module of the configuration that the plan carries
 */
export function instanceBody(
  instance: ResourceInstance,
  repeatsSecret: (text: string) => boolean,
  declared: Block | undefined,
  synthesised: Block | undefined,
  scope: Scope | undefined,
): JsonObject {
  const body: Record<string, unknown> = {};
  const comment = synthesised && member(synthesised.body, "//");
  if (comment !== undefined) body["//"] = comment;
  const provider = member((declared ?? synthesised)?.body, "provider");
  if (provider !== undefined) body["provider"] = provider;
  if (instance.createsFirst) body["lifecycle"] = { create_before_destroy: true };
  if (isLookedAt(instance.type)) {
    addValues(body, instance, repeatsSecret);
    addUnknowns(body, instance, declared ?? synthesised, (given) =>
      declared === undefined || scope === undefined ? false : isDecided(scope, declared, given),
    );
  }
  return body;
}

function addValues(
  body: Record<string, unknown>,
  { type, values, sensitive }: ResourceInstance,
  repeatsSecret: (text: string) => boolean,
): void {
  const secrets = [...secretAttributesOf(type), ...maskedNames(sensitive)];
  for (const name of Object.keys(values)) {
    const value = values[name] ?? null;
    if (value === null || value === "" || name === "//") continue;
    const isSecret = (secrets.includes(name) || sensitive === true) && !isKeyStatus(type, name, value);
    body[name] = isSecret || (!PUBLIC.has(name) && holdsText(value, repeatsSecret)) ? HIDDEN : value;
  }
}

/** No secret, whatever has decided it: whether a key works is what everybody must know. */
function isKeyStatus(type: string, name: string, value: unknown): boolean {
  return type === ACCESS_KEY_TYPE && name === "status" && STATUSES.includes(value);
}

function addUnknowns(
  body: Record<string, unknown>,
  { unknown, type, index, isNew }: ResourceInstance,
  declared: Block | undefined,
  isDecidedValue: (given: unknown) => boolean,
): void {
  const secrets = secretAttributesOf(type);
  for (const name of unknown === true ? (NOTHING_KNOWN[type] ?? []) : maskedNames(unknown)) {
    if (secrets.includes(name)) continue;
    const given = declared === undefined ? AFTER_APPLY : (member(declared.body, name) ?? null);
    // What nobody has configured the provider fills in; for the rules it is not set.
    const isSet = given !== null && !(isNew && FILLED_IN[type] === name && isDecidedValue(given));
    if (isSet) body[name] = referenceIn(given, index) ?? AFTER_APPLY;
    else delete body[name];
  }
}

/** The reference to another resource that an argument is, for the instance with this key. */
function referenceIn(given: unknown, index: string | number | null): Unknown | null {
  if (typeof given !== "string" || !isTemplate(given)) return null;
  const own =
    index === null ? given : given.replace(/\[(?:each\.key|count\.index)\]/, () => `[${JSON.stringify(index)}]`);
  const traversal = traversalOf(parseTemplate(own));
  if (traversal === null || NO_RESOURCE.has(traversal.root)) return null;
  const [name, key, third] = traversal.steps;
  if (typeof name !== "string" || key === undefined || key === null) return null;
  const declared = `${traversal.root}.${name}`;
  // Without a key it is the attribute that comes next.
  const attribute = typeof third === "string" ? third : key;
  if (typeof attribute !== "string") return null;
  const address = typeof third === "string" ? `${declared}[${JSON.stringify(key)}]` : declared;
  return new Unknown(AFTER_APPLY.because, { isSet: true, source: new LaterReference(address, declared, attribute) });
}

/** The attributes in whose masks something is true. */
function maskedNames(mask: unknown): readonly string[] {
  return isObject(mask) ? Object.keys(mask).filter((name) => holdsTrue(mask[name])) : [];
}

/** Whether something in a mask is true; a mask may be nested deeper than a call stack is. */
function holdsTrue(mask: unknown): boolean {
  if (typeof mask !== "object" || mask === null) return mask === true;
  const pending: unknown[] = [mask];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const value of Object.values(next as object) as unknown[]) {
      if (value === true) return true;
      if (typeof value === "object" && value !== null) pending.push(value);
    }
  }
  return false;
}

/** Whether a text in a list is such, or the value itself. */
function holdsText(value: unknown, isSuch: (text: string) => boolean): boolean {
  if (typeof value === "string") return isSuch(value);
  return Array.isArray(value) && value.some((each: unknown) => typeof each === "string" && isSuch(each));
}
