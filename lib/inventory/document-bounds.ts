import { isAttribute } from "../configuration/origins";
import { alternativesOf } from "../language/alternatives";
import { decodeJson } from "../language/decode";
import { isHiding } from "../language/marks";
import { marksWithin } from "../language/marks-within";
import { prefixOf } from "../language/parts";
import { LIMITS, Mapping, Sequence, Unknown, unmarked, type Part, type Value } from "../language/value";
import type { DocumentBounds } from "./grant-model";

/*
 * What a policy document grants at least and at most, where parts of it are not known: two documents that are known, so
 * that whoever judges documents judges both.
 */

/** `some` is the least where nothing is denied: a resource that is known in part is one, whichever it is. */
type Bound = "least" | "some" | "most";
type Effect = "Allow" | "Deny";
type Statement = Readonly<Record<string, unknown>>;

/** The beginning of a resource that says whose it is. */
const SERVICE = /^acs:[a-z]+:/;
const EVERYTHING = { Action: "*", Resource: "*" };
/** Attributes that are no patterns: no name and no id has a wildcard in it. */
const PLAIN_ATTRIBUTE = /^(?:id|arn|name|bucket|\w+_(?:id|arn|name))$/;

/** One pair for each document that a value may be; none where nothing of it is known, or nobody may look at it. */
export function documentBounds(value: Value): readonly DocumentBounds[] {
  if (marksWithin(value).some(isHiding)) return [];
  const lists = alternativesOf(value).flatMap((text) => (unmarked(text) === null ? [NOTHING] : statementsIn(text)));
  const known = lists.filter((list) => list !== null);
  if (known.length < lists.length || known.length > LIMITS.alternatives) return [];
  return known.map((list) => ({ least: documentOf(list, "least"), most: documentOf(list, "most") }));
}

/** The statements of a document: those that it has in any case, and what others there may be. */
interface Statements {
  readonly certain: readonly Value[];
  readonly possible: readonly Value[];
}

const NOTHING: Statements = { certain: [], possible: [] };

function statementsIn(text: Value): readonly (Statements | null)[] {
  return alternativesOf(decodeJson(text)).flatMap((document): readonly (Statements | null)[] => {
    const statements = memberOf(document, "Statement");
    if (statements === undefined || statements === null) return [null];
    return alternativesOf(statements).map(listOf);
  });
}

function listOf(statements: Value): Statements | null {
  const inner = unmarked(statements);
  if (inner instanceof Sequence) return { certain: inner.elements, possible: [] };
  if (inner instanceof Mapping) return { certain: [inner], possible: [] };
  if (!(inner instanceof Unknown)) return null;
  const { elements, each, members, atMost } = inner.certain;
  if (members !== undefined) return { certain: [inner], possible: [] };
  if (elements === undefined && each === undefined) return null;
  const { length } = elements ?? [];
  return { certain: elements ?? [], possible: atMost === length ? [] : [each ?? new Unknown(inner.because)] };
}

function documentOf({ certain, possible }: Statements, given: "least" | "most"): string {
  const isDenying = [...certain, ...possible].some(mayDeny);
  const bound = given === "least" && !isDenying ? "some" : given;
  const limiting = limitingIn(bound);
  const Statement = [
    ...certain.flatMap((statement) => statementsOf(statement, bound)),
    ...possible.flatMap((each) => statementsOf(each, bound)).filter(({ Effect }) => Effect === limiting),
  ];
  return JSON.stringify({ Version: "1", Statement });
}

/** The effect of what there may be, or may be more of. */
function limitingIn(bound: Bound): Effect {
  return bound === "most" ? "Allow" : "Deny";
}

function mayDeny(statement: Value): boolean {
  return alternativesOf(statement).some((each) => unmarked(memberOf(each, "Effect") ?? null) !== "Allow");
}

/** A statement as it grants least or most: what may deny anything denies it, and what may allow anything allows it. */
function statementsOf(statement: Value, bound: Bound): readonly Statement[] {
  const limiting = limitingIn(bound);
  const alternatives = alternativesOf(statement);
  if (alternatives.length > 1) {
    return alternatives.flatMap((each) => statementsOf(each, bound)).filter(({ Effect }) => Effect === limiting);
  }
  const inner = unmarked(statement);
  if (inner instanceof Unknown && inner.certain.members === undefined) return [{ Effect: limiting, ...EVERYTHING }];
  const effect = unmarked(memberOf(statement, "Effect") ?? null);
  if (effect instanceof Unknown) return [{ Effect: limiting, ...terms(statement, "most") }];
  const isWide = effect === limiting;
  const condition = conditionOf(statement);
  if (effect === "Deny" && condition !== "none" && (!isWide || condition === "some")) return [];
  const patterns = terms(statement, isWide ? "most" : bound === "some" ? "some" : "least");
  return patterns === null ? [] : [{ Effect: effect, ...patterns }];
}

/** Whether a statement has conditions. */
function conditionOf(statement: Value): "none" | "some" | "open" {
  const condition = unmarked(memberOf(statement, "Condition") ?? null);
  if (condition === null) return "none";
  if (condition instanceof Mapping) return condition.members.size > 0 ? "some" : "none";
  return "open";
}

/** On what and to do what it is, at least or at most; null where that may be nothing. */
function terms(statement: Value, bound: Bound): Statement | null {
  const action = term(statement, "Action", bound);
  const resource = term(statement, "Resource", bound);
  return action && resource && { ...action, ...resource };
}

function term(statement: Value, name: string, bound: Bound): Statement | null {
  const own = memberOf(statement, name);
  const others = memberOf(statement, `Not${name}`);
  // A member that may be there or not is one of these; both are refused.
  if (own === undefined && others === undefined) return {};
  if (isMissing(own) && isMissing(others)) return bound === "most" ? { [name]: "*" } : null;
  if (own !== undefined && !isMissing(own)) {
    const patterns = patternsOf(own, name === "Action" && bound === "some" ? "least" : bound);
    return patterns.length === 0 && bound !== "most" ? null : { [name]: patterns };
  }
  const patterns = patternsOf(others ?? null, bound === "most" ? "least" : "most");
  if (patterns.length === 0) return { [name]: "*" };
  if (bound !== "most" && patterns.includes("*")) return null;
  return { [`Not${name}`]: patterns };
}

const MISSING = new Unknown("it may have other members");

function isMissing(value: Value | undefined): boolean {
  return value === MISSING || value === undefined;
}

/** A member; undefined where there certainly is none. */
function memberOf(value: Value, name: string): Value | undefined {
  const inner = unmarked(value);
  if (inner instanceof Mapping) return inner.members.get(name);
  return inner instanceof Unknown ? (inner.certain.members?.get(name) ?? MISSING) : undefined;
}

/** The patterns among a text or a list of texts: those that are certain, or all that there may be. */
function patternsOf(value: Value, bound: Bound): readonly string[] {
  const alternatives = alternativesOf(value);
  if (alternatives.length > 1) return bound === "most" ? alternatives.flatMap((each) => patternsOf(each, bound)) : [];
  const inner = unmarked(value);
  if (typeof inner === "string") return [inner];
  if (inner instanceof Sequence) return inner.elements.flatMap((each) => patternsOf(each, bound));
  if (!(inner instanceof Unknown)) return bound === "most" ? ["*"] : [];
  const { elements = [], each, parts } = inner.certain;
  const known = elements.flatMap((one) => patternsOf(one, bound));
  if (bound === "some" && parts !== undefined && SERVICE.test(prefixOf(inner))) return [partsOf(parts, () => "0")];
  if (bound !== "most") return known;
  if (parts !== undefined) return [partsOf(parts, inPattern)];
  return [...known, ...(each === undefined ? [inPattern(inner)] : patternsOf(each, bound))];
}

function partsOf(parts: readonly Part[], ofHole: (value: Value) => string): string {
  return parts.map((part) => (typeof part === "string" ? part : ofHole(part.value))).join("");
}

/** What stands in a pattern for a part of it that is not known. The id of an account is digits. */
function inPattern(value: Value): string {
  const inner = unmarked(value);
  const source = inner instanceof Unknown ? inner.certain.source : undefined;
  if (source === undefined || !isAttribute(source)) return "*";
  const [type = ""] = source.block.labels;
  return type.startsWith("alicloud_") && PLAIN_ATTRIBUTE.test(source.name) ? "0" : "*";
}
