import { errorAt, pathOf, warningAt } from "./diagnostics";
import type { Diagnostic } from "./protocol";
import type { AttributeSemantics, TypeDefinition, Validation } from "./schema";
import { isObject, isUnknown, type ObjectValue, type Value } from "./value";

/** What the provider has to say about a configuration before anything is planned. What is unknown is not judged. */
export function validateConfiguration(type: TypeDefinition, config: ObjectValue): Diagnostic[] {
  return Object.entries(type.semantics.attributes).flatMap(([path, semantics]) =>
    valuesAt(config, path.split(".")).flatMap(([place, value]) => validateValue(place, value, semantics, config)),
  );
}

type Place = readonly (string | number)[];

function validateValue(place: Place, value: Value, semantics: AttributeSemantics, config: ObjectValue): Diagnostic[] {
  const name = place.filter((step) => typeof step === "string").join(".");
  if (!isSet(value)) {
    if (!semantics.required || isUnknown(value)) return [];
    return [errorAt("Missing required argument", `The argument "${name}" is required.`, pathOf(...place))];
  }
  const found: Diagnostic[] = [];
  const conflicting = isUnknown(value)
    ? []
    : (semantics.conflicts_with ?? []).filter((other) => isKnown(config[other]));
  if (conflicting.length > 0) {
    const others = conflicting.map((other) => `"${other}"`).join(", ");
    found.push(errorAt("Conflicting arguments", `"${name}" cannot be set together with ${others}.`, pathOf(...place)));
  }
  if (semantics.deprecated)
    found.push(warningAt("Argument is deprecated", deprecation(name, semantics), pathOf(...place)));
  const problem = isUnknown(value) || !semantics.validation ? undefined : valueProblem(semantics.validation, value);
  if (problem) found.push(errorAt("Invalid value", `"${name}" ${problem}.`, pathOf(...place)));
  return found;
}

/** Whether the configuration says something here; an unknown value is something, or will turn out to be null. */
function isSet(value: Value): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}

function isKnown(value: Value = null): boolean {
  return isSet(value) && !isUnknown(value);
}

function deprecation(name: string, semantics: AttributeSemantics): string {
  const { since, use_instead: instead } = semantics.deprecated ?? {};
  const when = since ? ` since provider version ${since}` : "";
  return `"${name}" is deprecated${when}.${instead ? ` Use "${instead}" instead.` : ""}`;
}

/** What is wrong with a known value, as the end of a sentence that starts with the argument's name. */
function valueProblem(validation: Validation, value: Value): string | undefined {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  switch (validation.kind) {
    case "one_of": {
      const same = (allowed: string): boolean =>
        validation.ignore_case ? allowed.toLowerCase() === text.toLowerCase() : allowed === text;
      if (validation.values.some(same)) return undefined;
      return `must be one of ${validation.values.join(", ")}; got ${JSON.stringify(text)}`;
    }
    case "length_range": {
      const length = Buffer.byteLength(text, "utf8");
      if (length >= validation.min && length <= validation.max) return undefined;
      return `must have ${validation.min} to ${validation.max} bytes; got ${length}`;
    }
    case "int_range":
      if (Number(value) >= validation.min && Number(value) <= validation.max) return undefined;
      return `must be from ${validation.min} to ${validation.max}; got ${text}`;
    case "json":
      if (text === "" && validation.allow_empty) return undefined;
      return isJson(text) ? undefined : "must be JSON";
    case "regex":
    case "regexp_syntax":
      return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The values at a path; a path through repeated blocks has one in each of them. */
function valuesAt(value: ObjectValue, [name, ...rest]: readonly string[], place: Place = []): [Place, Value][] {
  if (name === undefined) return [];
  const here = [...place, name];
  const found = value[name] ?? null;
  if (rest.length === 0) return [[here, found]];
  const blocks = (Array.isArray(found) ? found : [found]) as readonly Value[];
  return blocks.flatMap((block, index) =>
    isObject(block) ? valuesAt(block, rest, Array.isArray(found) ? [...here, index] : here) : [],
  );
}
