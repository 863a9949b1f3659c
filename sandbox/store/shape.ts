/** What a piece of JSON must look like: a primitive, one of some texts, a list, a map of texts, or an object. */
export type Shape =
  | "text"
  | "number"
  | "boolean"
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: Shape }
  | { readonly mapOf: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** Where a value departs from its shape, as a sentence that names the place; undefined when it does not. */
export function shapeProblem(value: unknown, shape: Shape, place: string): string | undefined {
  if (shape === "text") return typeof value === "string" ? undefined : `${place} is not a text`;
  if (shape === "number") return typeof value === "number" ? undefined : `${place} is not a number`;
  if (shape === "boolean") return typeof value === "boolean" ? undefined : `${place} is not true or false`;
  if ("oneOf" in shape) {
    return shape.oneOf.includes(value as string) ? undefined : `${place} is none of ${shape.oneOf.join(", ")}`;
  }
  if ("listOf" in shape) {
    if (!Array.isArray(value)) return `${place} is not a list`;
    return first(value.entries(), ([index, item]) => shapeProblem(item, shape.listOf, `${place}[${index}]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${place} is not an object`;
  const object = value as Record<string, unknown>;
  const fields = "fields" in shape ? Object.entries(shape.fields) : Object.keys(object).map(mapEntry(shape.mapOf));
  return first(fields, ([name, field]) => shapeProblem(object[name], field, `${place}.${name}`));
}

function mapEntry(shape: Shape): (name: string) => [string, Shape] {
  return (name) => [name, shape];
}

function first<T>(items: Iterable<T>, problemOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
