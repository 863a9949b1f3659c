import type { PolicyStatement } from "../../policy/policy-document";
import { coversAction, isEveryAction, isEveryResource, wholeService } from "./patterns";

/** What the full access to RAM is called: whoever has it can give themselves the rest. */
const ALL_OF_RAM = "ram:*";

/** True when the statements together allow everything, and nothing of that is denied for certain. */
export function allowsEverything(statements: readonly PolicyStatement[]): boolean {
  return (
    allowing(statements, null).some(({ actions, isNotAction }) =>
      isNotAction ? leavesRam(actions) : actions.some(isEveryAction),
    ) && !isDenied(statements, "*:*")
  );
}

/** True when the statements allow everything, or all of RAM, which comes to the same. */
export function isAdministrator(statements: readonly PolicyStatement[]): boolean {
  const allowsRam = allowing(statements, "ram").some(({ actions, isNotAction }) =>
    isNotAction ? leavesRam(actions) : actions.some((action) => coversAction(action, ALL_OF_RAM)),
  );
  return allowsRam && !isDenied(statements, ALL_OF_RAM);
}

/**
 * `oss:*`, `everything but ram:*`: what the statements allow of whole services without naming a resource. What allows
 * everything is not asked.
 */
export function wholeServices(statements: readonly PolicyStatement[]): string[] {
  const found = new Set<string>();
  for (const statement of statements) {
    if (statement.effect !== "Allow") continue;
    const { actions, isNotAction } = statement;
    if (isNotAction) {
      const isBroad = isOnEveryResource(statement, null) && !actions.some(isEveryAction);
      if (isBroad && !isDenied(statements, "*:*")) found.add(`everything but ${actions.join(", ")}`);
      continue;
    }
    for (const action of actions) {
      const service = isEveryAction(action) ? null : wholeService(action);
      if (service === null || !isOnEveryResource(statement, service)) continue;
      if (!isDenied(statements, action)) found.add(action);
    }
  }
  return [...found];
}

/** Whether one of the statements allows an action: on every resource of its service, or on any at all. */
export function allowsAction(statements: readonly PolicyStatement[], action: string, on: "every" | "any"): boolean {
  const [service = ""] = action.split(":", 1);
  const candidates = on === "every" ? allowing(statements, service) : statements.filter(isAllow);
  const isAllowed = candidates.some(
    ({ actions, isNotAction }) => actions.some((pattern) => coversAction(pattern, action)) !== isNotAction,
  );
  return isAllowed && !isDenied(statements, action);
}

/** Statements that allow something on everything, or on everything of one service. */
function allowing(statements: readonly PolicyStatement[], service: string | null): PolicyStatement[] {
  return statements.filter(isAllow).filter((statement) => isOnEveryResource(statement, service));
}

/** Whether a statement is about every resource of a service; all but some leaves none out that it does not name. */
function isOnEveryResource({ resources, isNotResource }: PolicyStatement, service: string | null): boolean {
  return resources.some((resource) => isEveryResource(resource, service)) !== isNotResource;
}

/** Whether an action, or all that a pattern covers, is denied everywhere and always. */
function isDenied(statements: readonly PolicyStatement[], action: string): boolean {
  const service = action.split(":", 1)[0] ?? "";
  return statements.some(
    ({ effect, actions, isNotAction, resources, isNotResource, isConditional }) =>
      effect === "Deny" &&
      !isConditional &&
      !isNotAction &&
      !isNotResource &&
      actions.some((pattern) => coversAction(pattern, action)) &&
      resources.some((resource) => isEveryResource(resource, service === "*" ? null : service)),
  );
}

function isAllow({ effect }: PolicyStatement): boolean {
  return effect === "Allow";
}

/** Whether everything but these actions still has actions of RAM, which give the rest. */
function leavesRam(actions: readonly string[]): boolean {
  return !actions.some((action) => coversAction(action, ALL_OF_RAM));
}
