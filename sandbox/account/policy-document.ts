import { RamError } from "./ram-error";

/** Refuses a document that RAM's grammar does not allow. Operators, keys and actions are not judged. */
export function checkPolicyDocument(document: string, maximumCharacters: number): void {
  if (document.length === 0 || [...document].length > maximumCharacters) throw RamError.ofLength("PolicyDocument");
  const problem = documentProblem(document);
  if (problem) throw RamError.of("MalformedPolicyDocument", "PolicyDocument", problem);
}

function documentProblem(document: string): string | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    return "The policy document is not JSON.";
  }
  if (!isObject(policy)) return "The policy document must be an object.";
  if (policy["Version"] !== "1") return 'Version must be the string "1".';
  const statements = policy["Statement"];
  if (!Array.isArray(statements) || statements.length === 0) return "Statement must be an array of at least one.";
  return statements.map(statementProblem).find((problem) => problem !== undefined);
}

function statementProblem(statement: unknown): string | undefined {
  if (!isObject(statement)) return "Each statement must be an object.";
  if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny") return "Effect must be Allow or Deny.";
  const actions = [statement["Action"], statement["NotAction"]].filter((value) => value !== undefined);
  if (actions.length !== 1) return "A statement must have either Action or NotAction.";
  if (!isTexts(actions[0])) return "Action must be a string or an array of strings.";
  if (!isTexts(statement["Resource"])) return "Resource must be a string or an array of strings.";
  if (statement["Condition"] !== undefined && !isObject(statement["Condition"])) return "Condition must be an object.";
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).every((text) => typeof text === "string" && text !== "");
}
