import { Decimal, numberText } from "../../../lib/language/decimal";
import { Mapping, memberNames, Sequence, unmarked, Unknown, type Value } from "../../../lib/language/value";
import { TerraformDirectory } from "../../e2e/terraform";

/** An expression that comes to a known value, of the same type. */
export function expressionOf(value: Value): string {
  const inner = unmarked(value);
  if (inner instanceof Unknown) throw new Error("an unknown value has no expression");
  if (inner === null || typeof inner === "boolean") return String(inner);
  if (typeof inner === "string") return JSON.stringify(inner).replace(/[$%](?=\{)/g, "$&$&");
  if (inner instanceof Decimal) return String(numberText(inner));
  if (inner instanceof Sequence) {
    const elements = `[${inner.elements.map(expressionOf).join(", ")}]`;
    return inner.kind === "tuple" ? elements : `to${inner.kind}(${elements})`;
  }
  const members = memberNames(inner.members).map(
    (name) => `${expressionOf(name)} = ${expressionOf(inner.members.get(name) ?? null)}`,
  );
  return inner.kind === "map" ? `tomap({${members.join(", ")}})` : `{${members.join(", ")}}`;
}

/** Stands for a value where Terraform refuses an expression, or comes to what JSON has no way to write: infinity. */
export const REFUSED = Symbol("refused");

/** What Terraform comes to for each of the expressions, which hold nothing unknown. */
export async function evaluateWithTerraform(
  expressions: readonly string[],
  files: (directory: string) => void = () => undefined,
): Promise<readonly (Value | typeof REFUSED)[]> {
  const tried = expressions.map(
    (expression) => `\${try([${expression}, sha1(jsonencode([${expression}]))], "failed")}`,
  );
  const directory = new TerraformDirectory({ output: { all: { value: tried } } }, () => process.env);
  try {
    files(directory.path);
    const planned = await directory.plan("-out", "plan");
    if (planned.code === 1) throw new Error(planned.output);
    const { output } = await directory.terraform("show", "-json", "plan");
    const shown = JSON.parse(withExactNumbers(output)) as {
      planned_values: { outputs: { all: { type: TypeInJson; value: unknown } } };
    };
    const { type, value } = shown.planned_values.outputs.all;
    const [, types] = type as ["tuple", TypeInJson[]];
    return (value as unknown[]).map((each, index) => {
      if (each === "failed") return REFUSED;
      const [, [only = "dynamic"]] = types[index] as ["tuple", TypeInJson[]];
      return valueOf(only, (each as unknown[])[0]);
    });
  } finally {
    directory.remove();
  }
}

type TypeInJson =
  | string
  | readonly ["list" | "set" | "map", TypeInJson]
  | readonly ["tuple", readonly TypeInJson[]]
  | readonly ["object", Readonly<Record<string, TypeInJson>>];

function valueOf(type: TypeInJson, json: unknown): Value {
  if (json === null) return null;
  if (typeof type === "string")
    return type === "number" ? new Decimal((json as string).slice(NUMBER.length)) : (json as string | boolean);
  const [kind, inner] = type;
  switch (kind) {
    case "list":
    case "set":
      return new Sequence(
        kind,
        (json as unknown[]).map((each) => valueOf(inner, each)),
      );
    case "tuple":
      return new Sequence(
        kind,
        (json as unknown[]).map((each, index) => valueOf(inner[index] ?? "dynamic", each)),
      );
    case "map":
      return new Mapping(
        kind,
        membersOf(json, () => inner),
      );
    case "object":
      return new Mapping(
        kind,
        membersOf(json, (name) => inner[name] ?? "dynamic"),
      );
  }
}

function membersOf(json: unknown, typeAt: (name: string) => TypeInJson): ReadonlyMap<string, Value> {
  return new Map(Object.entries(json as object).map(([name, each]) => [name, valueOf(typeAt(name), each)]));
}

/** What no text of the tests begins with, so that numbers can be told from texts. */
const NUMBER = "\u0000number ";

function withExactNumbers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : JSON.stringify(NUMBER + token),
  );
}
