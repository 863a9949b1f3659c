import { parseTemplate } from "../language/syntax/parse";
import { isTemplate } from "../language/template-text";

/** Whether a value is `true`, also as text or as a constant expression. */
export function isLiterallyTrue(value: unknown): boolean {
  if (typeof value !== "string") return value === true;
  if (!isTemplate(value)) return value === "true";
  const expression = parseTemplate(value);
  return expression.kind === "literal" && String(expression.value) === "true";
}
