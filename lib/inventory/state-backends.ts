import type { Module } from "../configuration/instance";
import type { JsonObject } from "../json/json";
import { member } from "../json/json";
import type { OssBackend, StateBackend } from "./deployment-model";
import type { Maybe, Unknown } from "../maybe/maybe";
import { isTemplate } from "../language/template-text";

/**
 * Where the state of a configuration is kept.
 *
 * A backend without its required arguments is completed by `terraform init -backend-config`: then nothing that is
 * absent is known to be absent. Source of the arguments and their defaults:
 * https://developer.hashicorp.com/terraform/language/backend/oss (1.11).
 */
export function readStateBackend({ stack, backend: { type, body } }: Module): StateBackend {
  const address = `terraform.backend.${type}`;
  const site = { stack: stack.name, address, path: null, source: null };
  return { site, type, oss: type === "oss" ? readOss(body, address) : null };
}

function readOss(body: JsonObject, address: string): OssBackend {
  const encrypt = argument(body, address, "encrypt");
  return {
    encrypt: typeof encrypt === "object" && encrypt !== null ? encrypt : encrypt === "true",
    lockTable: argument(body, address, "tablestore_table"),
    acl: argument(body, address, "acl"),
  };
}

/** The text of an argument; null when it is not set. The backend takes an empty text for none. */
function argument(body: JsonObject, address: string, name: string): Maybe<string | null> {
  const unknown = (because: string): Unknown => ({ unknown: true, attribute: `${address}.${name}`, because });
  const value = member(body, name) ?? null;
  if (value === null || value === "") {
    const isPartial = (member(body, "bucket") ?? "") === "";
    return isPartial ? unknown("the backend is completed by terraform init -backend-config") : null;
  }
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value !== "string") return unknown("it is not text");
  return isTemplate(value) ? unknown("it is an expression, which only OpenTofu takes in a backend") : value;
}
