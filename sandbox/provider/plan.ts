import { pathOf } from "./diagnostics";
import type { AttributePath } from "./protocol";
import { completeValue, type AttributeSemantics, type TypeDefinition } from "./schema";
import { sameValue, UNKNOWN, type ObjectValue, type Value } from "./value";

export interface Plan {
  readonly planned: ObjectValue;
  readonly requiresReplace: readonly AttributePath[];
}

/** What a resource will be, from the schema and semantics alone. Without a prior state it is to be created. */
export function planChange(type: TypeDefinition, prior: ObjectValue | null, config: ObjectValue): Plan {
  const planned: Record<string, Value> = { ...completeValue(type.block, config) };
  for (const [name, { computed }] of Object.entries(type.block.attributes ?? {})) {
    const semantics = type.semantics.attributes[name];
    const given = config[name] ?? semantics?.default ?? null;
    if (given === null && computed) planned[name] = prior ? (prior[name] ?? null) : UNKNOWN;
    else planned[name] = prior && isSuppressed(semantics, prior[name] ?? null, given) ? (prior[name] ?? null) : given;
  }
  return { planned, requiresReplace: prior ? replacements(type, prior, planned) : [] };
}

/** Whether the provider takes the configured value for the one that is there, however it is spelled. */
function isSuppressed(semantics: AttributeSemantics | undefined, prior: Value, given: Value): boolean {
  return semantics?.diff_suppress?.kind === "json_equivalent" && sameJson(prior, given);
}

function sameJson(one: Value, other: Value): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  try {
    return sameValue(JSON.parse(one) as Value, JSON.parse(other) as Value);
  } catch {
    return false;
  }
}

/** Nested blocks are replaced as a whole when one of their attributes forces it. */
function replacements(type: TypeDefinition, prior: ObjectValue, planned: ObjectValue): AttributePath[] {
  const forcing = Object.entries(type.semantics.attributes).filter(([, { force_new: forceNew }]) => forceNew);
  const names = new Set(forcing.map(([path]) => path.split(".")[0] ?? path));
  return [...names]
    .filter((name) => !sameValue(prior[name] ?? null, planned[name] ?? null))
    .map((name) => pathOf(name));
}
