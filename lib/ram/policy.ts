import { Fn, TerraformStack, Token, type TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { DESCRIPTION, POLICY_NAME } from "../limits/names";
import { Account } from "./account";
import { checkLimit, checkOneOf, checkProps, kindOf, pathOf } from "../checks/values";
import type { IPolicy } from "./policy-type";
import { RampartsError } from "../checks/ramparts-error";
import { RamResource } from "./ram-resource";

/** A policy document in RAM's own form. */
export interface PolicyDocumentJson {
  readonly Version: "1";
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

export interface PolicyProps {
  /** 1 to 128 characters: letters, digits and "-". Another name replaces the policy. */
  readonly policyName: string;
  /** What it allows and denies: up to 6,144 characters as JSON, or what `quotas` of an `Account` before says. */
  readonly document: PolicyDocumentJson;
  /**
   * What it is for, 1 to 1,024 characters.
   * @default - RAM shows no description
   */
  readonly description?: string;
  /**
   * The provider configuration of the account that holds the policy.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** A custom policy of the account. */
export class Policy extends RamResource implements IPolicy {
  public readonly policyType = "Custom";
  public readonly declaredName: string;

  private readonly documentText: string;
  private readonly description: string | undefined;
  private reference: string | undefined;

  /** @throws RampartsError when RAM would refuse a value, or when the stack has a policy of this name. */
  public constructor(scope: Construct, id: string, props: PolicyProps) {
    const path = pathOf(scope, id);
    checkProps(props, path);
    checkLimit(POLICY_NAME, props.policyName, "choose a shorter name, or other characters", path);
    if (props.description !== undefined) {
      checkLimit(DESCRIPTION, props.description, "shorten the description, or leave it out", path);
    }
    const quotas = Account.quotasOf(TerraformStack.of(scope), props.provider);
    const documentText = documentJson(props.document, quotas.policyDocumentCharacters, path);
    super(scope, id, { type: "alicloud_ram_policy", names: [props.policyName], provider: props.provider });
    this.declaredName = props.policyName;
    this.documentText = documentText;
    this.description = props.description;
  }

  /** The name as a reference: what uses it is applied after the policy. */
  public get policyName(): string {
    return (this.reference ??= this.getStringAttribute("policy_name"));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { policy_name: this.declaredName, policy_document: this.documentText, description: this.description };
  }
}

/** The document as Terraform takes it. */
function documentJson(document: unknown, maximum: number, path: string): string {
  if (typeof document !== "object" || document === null || Array.isArray(document) || Token.isUnresolved(document)) {
    throw new RampartsError({
      problem: `the policy document is ${Token.isUnresolved(document) ? "a reference" : kindOf(document)}`,
      allowed: 'an object: { Version: "1", Statement: [...] }',
      fix: "give the document as an object, not as text; references may stand inside it",
      path,
    });
  }
  const { Version, Statement } = document as Partial<Record<keyof PolicyDocumentJson, unknown>>;
  checkOneOf("Version of the policy document", Version, ["1"], 'write Version: "1", the only one that RAM has', path);
  if (!Array.isArray(Statement) || Statement.length === 0) {
    throw new RampartsError({
      problem: `Statement of the policy document is ${Array.isArray(Statement) ? "empty" : kindOf(Statement)}`,
      allowed: "a list of at least one statement",
      fix: "say what is allowed, as in { Effect: 'Allow', Action: ['oss:GetObject'], Resource: ['…'] }",
      path,
    });
  }
  const text = textOf(document, path);
  if (holdsReference(document)) {
    checkReferenced(text, path);
    return Fn.jsonencode(document);
  }
  const characters = [...text].length;
  if (characters > maximum) {
    throw new RampartsError({
      problem: `the policy document has ${characters} characters`,
      allowed: `up to ${maximum} characters as JSON without spaces`,
      fix: "split it into several policies, or put resources under a common prefix",
      path,
    });
  }
  // Terraform would read these as templates; RAM means them literally, as in a policy variable.
  return text.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`);
}

function textOf(document: object, path: string): string {
  try {
    return JSON.stringify(document);
  } catch {
    throw new RampartsError({
      problem: "the policy document refers to itself",
      allowed: "a document that can be written as JSON",
      fix: "take the cycle out of the object",
      path,
    });
  }
}

/**
 * A document with references becomes an expression, in which Terraform gives a meaning to some characters and cdktf
 * does not escape them.
 */
function checkReferenced(text: string, path: string): void {
  if (!/\\|%\{/.test(text)) return;
  throw new RampartsError({
    problem: 'the policy document holds a reference, and beside it a quotation mark, a backslash, a line break or "%{"',
    allowed: "a document with references without these characters, or one with them and without references",
    fix: "write the value that is referred to, or put the statement with the reference into a policy of its own",
    path,
  });
}

function holdsReference(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsReference);
}
