import { convert, isFailure } from "../language/convert";
import { STRING, type Type } from "../language/type";
import type { Value } from "../language/value";

/**
 * Attributes that are texts in every RAM resource of the provider that has them (schema of 1.289.0); so is the `id` of
 * every resource.
 */
const TEXTS = new Set(
  (
    "name user_name group_name role_name policy_name policy_type user_principal_name display_name user_access_key_id " +
    "secret encrypted_secret key_fingerprint pgp_key secret_file status arn"
  ).split(" "),
);

/** The type of an attribute; null where it is not known. */
export function typeOfAttribute(type: string, name: string): Type | null {
  return name === "id" || (type.startsWith("alicloud_ram_") && TEXTS.has(name)) ? STRING : null;
}

/** What a resource has of an argument that is given a value: the provider's schema converts it. */
export function inTypeOfAttribute(type: string, name: string, value: Value): Value {
  const schema = typeOfAttribute(type, name);
  if (schema === null) return value;
  const converted = convert(value, schema);
  return isFailure(converted) ? value : converted;
}
