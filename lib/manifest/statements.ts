import type { PolicyDocumentDeclaration } from "../inventory/grant-model";
import { InputError } from "../files/input-error";
import { isObject, member, type JsonObject } from "../json/json";
import { isUnknown } from "../maybe/maybe";
import { parseTerraformJson } from "../json/strict-json";
import type { ManifestStatement, Told } from "./manifest";
import { distinct } from "./order";

/** The service refuses longer ones; what is not read costs nothing. */
const MAXIMUM_CHARACTERS = 65_536;

/** What a policy document says, in an order that does not depend on how it was written. */
export function statementsOf(document: PolicyDocumentDeclaration | undefined): Told<readonly ManifestStatement[]> {
  const text = document?.text ?? null;
  if (isUnknown(text)) return { unknown: text.because };
  if (text === null) return { unknown: "it has no document" };
  const statements = member(parsed(text), "Statement");
  const list = Array.isArray(statements) ? statements : [statements];
  if (!list.every(isObject)) return { unknown: "its document is none that RAM takes" };
  return normalised(list.map(statementOf));
}

/** Statements that differ by their actions only become one; their order means nothing to RAM. */
export function normalised(statements: readonly ManifestStatement[]): ManifestStatement[] {
  const merged = new Map<string, ManifestStatement>();
  for (const statement of statements) {
    // All but a, and all but b, is not the same as all but both.
    const { actions, notActions } = statement;
    const key = JSON.stringify(notActions.length > 0 ? statement : { ...statement, actions: [] });
    const other = merged.get(key);
    merged.set(key, other ? { ...other, actions: distinct([...other.actions, ...actions]) } : statement);
  }
  return distinct(merged.values());
}

function parsed(text: string): unknown {
  if (text.length > MAXIMUM_CHARACTERS) return null;
  try {
    return parseTerraformJson(text, "document");
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function statementOf(statement: JsonObject): ManifestStatement {
  const texts = (name: string): string[] => distinct(textsOf(member(statement, name)));
  return {
    effect: texts("Effect").join(", "),
    principals: distinct(principalsOf(statement)),
    actions: texts("Action"),
    notActions: texts("NotAction"),
    resources: texts("Resource"),
    notResources: texts("NotResource"),
    conditions: distinct(conditionsOf(member(statement, "Condition"))),
  };
}

function principalsOf(statement: JsonObject): string[] {
  const lines = (name: string): string[] => {
    const value = member(statement, name);
    if (!isObject(value)) return textsOf(value);
    return Object.entries(value).flatMap(([kind, names]) => textsOf(names).map((each) => `${kind} ${each}`));
  };
  return [...lines("Principal"), ...lines("NotPrincipal").map((line) => `all but ${line}`)];
}

function conditionsOf(conditions: unknown): string[] {
  if (!isObject(conditions)) return conditions === undefined ? [] : ["not readable"];
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => `${operator} ${key} = ${distinct(textsOf(values)).join(", ")}`)
      : [`${operator} not readable`],
  );
}

/** A text, or each of a list; numbers and booleans as text, and what is neither by its kind. */
function textsOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((each) => (isScalar(each) ? String(each) : "not readable"));
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
