import { ANY, BOOL, listOf, mapOf, NUMBER, setOf, STRING, type Type } from "../../lib/language/type";
import signatures from "./functions.json";

/** A type as Terraform lists it. */
export type ListedType = "string" | "number" | "bool" | "dynamic" | readonly ["list" | "set" | "map", ListedType];

export interface Parameter {
  readonly name: string;
  readonly type: ListedType;
  readonly isNullable?: boolean;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly variadic: Parameter | null;
  readonly returns: ListedType;
}

/**
 * The functions of the language as `terraform metadata functions -json` lists them, of Terraform 1.11.
 *
 * Source: https://developer.hashicorp.com/terraform/cli/commands/metadata/functions
 */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  Object.entries(signatures as unknown as Readonly<Record<string, Signature>>),
);

/** Those that differ in each run, read files, need a key, or pack in a way of their own. */
export const NOT_CALLED: ReadonlySet<string> = new Set([
  ...["bcrypt", "plantimestamp", "timestamp", "uuid", "rsadecrypt", "base64gzip", "abspath", "pathexpand"],
  ...["file", "filebase64", "filebase64sha256", "filebase64sha512", "fileexists", "filemd5", "fileset", "filesha1"],
  ...["filesha256", "filesha512", "templatefile"],
]);

/** The type, with another in the place of what may be of any. */
export function typeFrom(listed: ListedType, dynamic: Type): Type {
  if (listed === "string") return STRING;
  if (listed === "number") return NUMBER;
  if (listed === "bool") return BOOL;
  if (listed === "dynamic") return dynamic;
  const element = typeFrom(listed[1], dynamic);
  return { list: listOf, set: setOf, map: mapOf }[listed[0]](element);
}

/** What stands for "of any type" where the listed type is the given one; null where it cannot be that. */
export function dynamicIn(listed: ListedType, type: Type): Type | null {
  if (listed === "dynamic") return type;
  if (typeof listed === "string") return type.kind === listed ? ANY : null;
  if (type.kind !== listed[0] || !("element" in type)) return null;
  return dynamicIn(listed[1], type.element);
}
