import { isObject, member, type JsonObject } from "../json/json";
import { conditionProblems, readConditions, type PolicyCondition } from "./policy-conditions";

/** One statement as far as its grammar allows to read it; a statement that RAM refuses grants nothing. */
export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  /** Patterns of `Action` or `NotAction`, as they are spelled. */
  readonly actions: readonly string[];
  /** True for `NotAction`: everything but `actions`. */
  readonly isNotAction: boolean;
  /** Patterns of `Resource` or `NotResource`; none in a trust policy. */
  readonly resources: readonly string[];
  /** True for `NotResource`, which RAM's documentation does not know: everything but `resources`. */
  readonly isNotResource: boolean;
  /** `RAM acs:ram::1234567890123456:root`: whom a trust policy names, by kind; none in any other document. */
  readonly principals: readonly string[];
  /** All of them must hold. */
  readonly conditions: readonly PolicyCondition[];
  readonly isConditional: boolean;
}

export interface DocumentProblem {
  /** False for what RAM's own documentation does not know, but which it may take. */
  readonly isRefused: boolean;
  /** `the Effect of statement 2 is "allow"; RAM knows Allow and Deny`. */
  readonly message: string;
}

export interface PolicyDocument {
  readonly statements: readonly PolicyStatement[];
  readonly problems: readonly DocumentProblem[];
}

/** Several times what RAM takes; a longer text is not worth reading, and comparing its patterns would take long. */
const MAXIMUM_CHARACTERS = 32_768;

const DOCUMENT_MEMBERS = new Set(["Version", "Statement"]);
const STATEMENT_MEMBERS = new Set(["Effect", "Action", "NotAction", "Resource", "Principal", "Condition"]);

/**
 * Reads a document in RAM's policy language. Never throws: what is wrong with it is among the problems.
 *
 * Source of the grammar: https://www.alibabacloud.com/help/en/ram/policy-elements (2026-03-19)
 *
 * @param purpose a trust policy has a Principal and no Resource, any other document the other way round
 */
export function parsePolicyDocument(text: string, purpose: "permissions" | "trust"): PolicyDocument {
  const reader = new DocumentReader(purpose);
  reader.read(text);
  return reader;
}

class DocumentReader implements PolicyDocument {
  readonly statements: PolicyStatement[] = [];
  readonly problems: DocumentProblem[] = [];

  constructor(private readonly purpose: "permissions" | "trust") {}

  read(text: string): void {
    if (text.length > MAXIMUM_CHARACTERS) return this.refuse("the document is far longer than any that RAM takes");
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      return this.refuse("the document is not JSON");
    }
    if (!isObject(document)) return this.refuse("the document is not an object");
    if (member(document, "Version") !== "1") this.refuse('Version is not the text "1", the only one that RAM has');
    this.doubtMembers(document, DOCUMENT_MEMBERS, "the document");
    const statements = member(document, "Statement");
    // Some documents have one statement without a list; what it grants counts in any case.
    if (isObject(statements)) this.doubt("Statement is one object; RAM's grammar has a list of statements");
    const list: readonly unknown[] = Array.isArray(statements) ? statements : isObject(statements) ? [statements] : [];
    if (list.length === 0) return this.refuse("Statement is not a list of at least one statement");
    for (const [index, statement] of list.entries()) this.statement(statement, `statement ${index + 1}`);
  }

  private statement(statement: unknown, name: string): void {
    if (!isObject(statement)) return this.refuse(`${name} is not an object`);
    this.doubtMembers(statement, STATEMENT_MEMBERS, name);
    const effect = member(statement, "Effect");
    if (effect !== "Allow" && effect !== "Deny") this.refuse(`the Effect of ${name} is neither Allow nor Deny`);
    const actions = this.actions(statement, name);
    const resources = this.resources(statement, name);
    const principals = this.principals(statement, name);
    const condition = member(statement, "Condition");
    for (const problem of conditionProblems(condition, name)) this.problems.push(problem);
    if ((effect !== "Allow" && effect !== "Deny") || actions === null || resources === null) return;
    this.statements.push({
      effect,
      actions,
      isNotAction: member(statement, "Action") === undefined,
      resources,
      isNotResource: this.purpose === "permissions" && member(statement, "Resource") === undefined,
      principals,
      conditions: readConditions(condition),
      isConditional: isObject(condition) && Object.keys(condition).length > 0,
    });
  }

  private actions(statement: JsonObject, name: string): readonly string[] | null {
    const given = ["Action", "NotAction"].filter((each) => member(statement, each) !== undefined);
    const [element] = given;
    if (element === undefined || given.length > 1) {
      this.refuse(`${name} has ${element === undefined ? "neither Action nor" : "both Action and"} NotAction`);
      return null;
    }
    const actions = this.texts(statement, element, name);
    const odd = actions?.find((action) => !/^(?:\*|[^:\s]+:[^:\s]+)$/.test(action));
    if (odd !== undefined) this.refuse(`${element} of ${name} has an entry that is neither * nor service:action`);
    return actions;
  }

  private resources(statement: JsonObject, name: string): readonly string[] | null {
    const isGiven = member(statement, "Resource") !== undefined;
    if (this.purpose === "permissions") {
      const isNotResource = !isGiven && member(statement, "NotResource") !== undefined;
      return this.texts(statement, isNotResource ? "NotResource" : "Resource", name);
    }
    if (isGiven) this.doubt(`${name} of a trust policy has a Resource; RAM's grammar has none there`);
    return [];
  }

  private principals(statement: JsonObject, name: string): readonly string[] {
    const principal = member(statement, "Principal");
    if (this.purpose === "permissions") {
      if (principal !== undefined) this.refuse(`${name} has a Principal, which only trust policies have`);
      return [];
    }
    const kinds = isObject(principal) ? Object.keys(principal) : [];
    if (kinds.length === 0) this.refuse(`${name} of a trust policy says in no Principal whom it trusts`);
    const known = ["RAM", "Service", "Federated"];
    if (!kinds.every((kind) => known.includes(kind))) {
      this.doubt(`the Principal of ${name} has a kind beside ${known.join(", ")}`);
    }
    if (!isObject(principal)) return [];
    return kinds.flatMap((kind) =>
      (this.texts(principal, kind, `the Principal of ${name}`) ?? []).map((each) => `${kind} ${each}`),
    );
  }

  /** A text or a list of texts, none of them empty. */
  private texts(body: JsonObject, element: string, name: string): readonly string[] | null {
    const value = member(body, element);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const isWrong = (entry: unknown): boolean => typeof entry !== "string" || entry === "";
    if (list.length === 0 || list.some(isWrong)) {
      this.refuse(`${element} of ${name} is ${value === undefined ? "missing" : "neither a text nor a list of texts"}`);
      return null;
    }
    return list as readonly string[];
  }

  private doubtMembers(body: JsonObject, known: ReadonlySet<string>, name: string): void {
    const unknown = Object.keys(body).find((each) => !known.has(each));
    if (unknown !== undefined) this.doubt(`${name} has the member ${JSON.stringify(unknown.slice(0, 64))}`);
  }

  private refuse(message: string): void {
    this.problems.push({ isRefused: true, message });
  }

  private doubt(message: string): void {
    this.problems.push({ isRefused: false, message });
  }
}
