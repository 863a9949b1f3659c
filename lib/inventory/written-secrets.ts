import { urlSecretsIn } from "../redaction/urls";
import { isLiterallyTrue } from "../configuration/literal-truth";
import { isObject, member, objectsIn, type JsonObject } from "../json/json";
import { notedTexts } from "./noted-texts";
import { marksOf, type SecretMark } from "../redaction/redaction";
import { variableValues, type ConfigurationStack, type Scope } from "../configuration/scope";
import { isTemplate } from "../language/template-text";

/** In providers and backends it is the secret as often as the id of one. */
const LOGINS = ["access_key", "secret_id", "client_id"];

/**
 * The marks of everything that a configuration itself treats as a secret: the values of variables and outputs that it
 * calls sensitive, what it gives to arguments of telling names, of providers and backends too, and what stands in URLs.
 * No rule judges it; wherever Terraform or a report repeats it, it is taken out.
 */
export function writtenMarks(scopes: readonly Scope[]): readonly SecretMark[] {
  const known = found.get(scopes) ?? findMarks(scopes);
  found.set(scopes, known);
  return known;
}

/** A run takes them out of its errors before there is an inventory, which has them too. */
const found = new WeakMap<readonly Scope[], readonly SecretMark[]>();

function findMarks(scopes: readonly Scope[]): readonly SecretMark[] {
  const secrets = new WrittenSecrets();
  for (const scope of scopes) {
    for (const { content } of scope.files) secrets.search(content);
    if (scope.call === null) for (const { content } of scope.stack.variableFiles ?? []) secrets.search(content);
    secrets.addSensitive(scope);
  }
  return secrets.marks();
}

/** The names of the variables of roots that nobody should see. */
export function sensitiveVariables(stacks: readonly ConfigurationStack[]): string[] {
  return stacks.flatMap(({ files }) =>
    files.flatMap(({ content }) =>
      objectsIn(content).flatMap((root) =>
        objectsIn(member(root, "variable")).flatMap((variables) =>
          Object.keys(variables).filter((name) => objectsIn(variables[name]).some(isHidden)),
        ),
      ),
    ),
  );
}

/** Collects texts, each once. */
class WrittenSecrets {
  private readonly texts = new Set<string>();

  marks(): SecretMark[] {
    return [...this.texts].flatMap(marksOf);
  }

  search(content: unknown): void {
    if (typeof content !== "object" || content === null) return;
    for (const { text, isTold } of notedTexts(content)) this.addText(text, isTold);
  }

  /** What is called sensitive, or is the login of a provider or a backend, whatever its name is. */
  addSensitive(scope: Scope): void {
    const variables = hiddenIn(scope);
    for (const { kind, labels, body } of [...scope.blocks.all, ...scope.blocks.merged]) {
      const [name = ""] = labels;
      if (kind === "variable" && variables.has(name)) this.addAll(member(body, "default"));
      if (kind === "output" && isLiterallyTrue(member(body, "sensitive"))) this.addAll(member(body, "value"));
      if (kind === "provider") this.addLogins(body);
    }
    const { call } = scope;
    if (call === null) {
      for (const [name, value] of variableValues(scope.stack)) if (variables.has(name)) this.addAll(value);
    } else for (const name of variables) this.addAll(member(call.block.body, name));
    for (const settings of scope.blocks.settings) {
      const backend = member(settings, "backend");
      for (const each of isObject(backend) ? Object.values(backend) : []) this.addLogins(each);
    }
  }

  private addLogins(body: unknown): void {
    for (const each of Array.isArray(body) ? (body as unknown[]) : [body]) {
      for (const name of LOGINS) this.addAll(member(each, name));
    }
  }

  private addAll(root: unknown): void {
    const pending = [root];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      if (typeof value === "string") this.addText(value, true);
      else if (typeof value === "object" && value !== null)
        for (const each of Object.values(value) as unknown[]) pending.push(each);
    }
  }

  private addText(text: string, isTold: boolean): void {
    for (const secret of urlSecretsIn(text)) this.texts.add(secret);
    if (!isTold) return;
    if (!isTemplate(text)) this.texts.add(text);
    else for (const quoted of quotedIn(text)) this.texts.add(quoted);
  }
}

/** The texts within an expression, in one pass. */
function quotedIn(expression: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let at = 0; at < expression.length; at++) {
    const character = expression[at];
    if (character === "\\") at++;
    else if (character === '"') {
      if (start < 0) start = at + 1;
      else {
        found.push(expression.slice(start, at));
        start = -1;
      }
    }
  }
  return found;
}

/** The names of the variables of a module that nobody should see. */
function hiddenIn({ blocks }: Scope): ReadonlySet<string> {
  return new Set(
    [...blocks.all, ...blocks.merged].flatMap(({ kind, labels: [name = ""], body }) =>
      kind === "variable" && isHidden(body) ? [name] : [],
    ),
  );
}

function isHidden(variable: JsonObject): boolean {
  return ["sensitive", "ephemeral"].some((name) => isLiterallyTrue(member(variable, name)));
}
