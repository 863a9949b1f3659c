import type { Block } from "../configuration/blocks";
import { parseTemplate } from "../language/syntax/parse";
import { traversalOf } from "../language/traversal";
import { member } from "../json/json";
import type { Scope } from "../configuration/scope";

/** Names at which a reference starts whose value every plan has. */
const ALWAYS_DECIDED = new Set(["count", "path", "terraform"]);
/** Modules in modules beyond this are those of a document that Terraform has not made. */
const DEEPEST = 100;

/**
 * Whether everything that an expression refers to has its value before the apply. What is not known of an argument all
 * the same is then what the provider fills in, since the expression has come to null.
 *
 * @param scope where the expression stands: a module of the configuration that a plan carries
 * @param block whose argument it is; its `for_each` is what `each` stands for
 * @param value the references in it, each a template of its own
 */
export function isDecided(scope: Scope, block: Block, value: unknown, depth = 0): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((each) => isDecided(scope, block, each, depth));
  if (typeof value !== "string" || depth > DEEPEST) return false;
  const expression = parseTemplate(value);
  const traversal = traversalOf(expression);
  if (traversal === null) return expression.kind === "literal";
  const { root, steps } = traversal;
  if (ALWAYS_DECIDED.has(root)) return true;
  if (root === "each") return isDecided(scope, block, member(block.body, "for_each"), depth + 1);
  const [name] = steps;
  if (root !== "var" || typeof name !== "string") return false;
  // A root has its variables from whoever makes the plan.
  if (scope.call === null) return true;
  const { scope: caller, block: call } = scope.call;
  const given = member(call.body, name);
  return given === undefined || given === null || isDecided(caller, call, given, depth + 1) || isLiteral(given);
}

/** A value that stands there in full: a map, a list, a number. */
function isLiteral(value: unknown): boolean {
  if (typeof value === "string") return parseTemplate(value).kind === "literal";
  if (typeof value !== "object" || value === null) return true;
  return Object.keys(value).length > 0 && Object.values(value).every(isLiteral);
}
