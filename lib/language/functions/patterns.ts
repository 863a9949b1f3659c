import { listOf, STRING, type Type } from "../type";
import { failure, LIMITS, list, object, text, tuple, Unknown, type Value } from "../value";
import type { Functions } from "./definition";
import { compile, matchesIn, type Match, type RegularExpression } from "./regular-expressions";
import { unknownText } from "./unknown-text";

/** Functions of regular expressions. The groups of the pattern decide what type they come to. */
export const PATTERN_FUNCTIONS: Functions = {
  regex: {
    parameters: [{ type: STRING }, { type: STRING, takesUnknown: true }],
    returns: { kind: "any" },
    result: "contains",
    call: (pattern: string, searched: string | Unknown) => withPattern(pattern, searched, (type) => type, firstMatch),
  },
  regexall: {
    parameters: [{ type: STRING }, { type: STRING, takesUnknown: true }],
    returns: { kind: "any" },
    result: "contains",
    call: (pattern: string, searched: string | Unknown) => withPattern(pattern, searched, listOf, allMatches),
  },
};

function withPattern(
  pattern: string,
  searched: string | Unknown,
  typeOfResult: (typeOfMatch: Type) => Type,
  evaluate: (expression: RegularExpression, searched: string, typeOfMatch: Type) => Value,
): Value {
  const expression = compile(pattern);
  if (expression instanceof Unknown) return expression;
  const type = typeOfMatch(expression);
  if (type === null) return failure("some groups of its regular expression have names, and some have none");
  const result = searched instanceof Unknown ? searched : evaluate(expression, searched, type);
  if (!(result instanceof Unknown) || result.certain.isFailure) return result;
  return new Unknown(result.because, { type: typeOfResult(type), isSet: true });
}

function firstMatch(expression: RegularExpression, searched: string): Value {
  for (const match of matchesIn(expression, searched)) {
    return match instanceof Unknown ? match : valueOfMatch(expression, match);
  }
  return failure("its regular expression does not match");
}

function allMatches(expression: RegularExpression, searched: string, type: Type): Value {
  const found: Value[] = [];
  for (const match of matchesIn(expression, searched)) {
    if (match instanceof Unknown) return match;
    found.push(valueOfMatch(expression, match));
    if (found.length > LIMITS.elements) break;
  }
  return list(found, type);
}

/** A text without groups, a tuple of groups, or an object of those that have names; null where only some have. */
function typeOfMatch({ names, groupCount }: RegularExpression): Type | null {
  if (groupCount === 0) return STRING;
  if (names.size === 0) return { kind: "tuple", elements: Array.from({ length: groupCount }, () => STRING) };
  if (names.size !== groupCount) return null;
  const attribute = { type: STRING, isOptional: false, byDefault: null };
  return { kind: "object", attributes: new Map([...names.keys()].map((name) => [name, attribute])) };
}

function valueOfMatch({ names, groupCount }: RegularExpression, { groups }: Match): Value {
  const [whole = null, ...others] = groups.map((group) => group && text(group));
  if (groupCount === 0) return whole;
  return names.size === 0
    ? tuple(others)
    : object([...names].map(([name, index]) => [name, others[index - 1] ?? null]));
}

/** A text with another one in the place of all that a pattern matches. In that one, "$1" and "$\{name}" are groups. */
export function replaceMatches(searched: string, pattern: string, replacement: string): Value {
  const expression = compile(pattern);
  if (expression instanceof Unknown) return expression.certain.isFailure ? expression : unknownText(expression.because);
  const parts = partsOf(replacement, expression);
  let [replaced, end] = ["", 0];
  for (const match of matchesIn(expression, searched)) {
    if (match instanceof Unknown) return unknownText(match.because);
    replaced += searched.slice(end, match.start);
    for (const part of parts) replaced += typeof part === "string" ? part : (match.groups[part] ?? "");
    end = match.end;
    if (replaced.length > LIMITS.text) break;
  }
  return text(replaced + searched.slice(end));
}

/** Its texts, and which groups are between them. One that does not exist is empty. */
function partsOf(replacement: string, { names, groupCount }: RegularExpression): readonly (string | number)[] {
  const parts: (string | number)[] = [];
  let end = 0;
  for (const { 0: whole, 1: inBraces, 2: bare, index } of replacement.matchAll(REFERENCE)) {
    const name = inBraces ?? bare;
    parts.push(replacement.slice(end, index));
    if (name === undefined) parts.push("$");
    else if (!NUMBER.test(name)) parts.push(names.get(name) ?? "");
    else if (Number(name) <= groupCount) parts.push(Number(name));
    end = index + whole.length;
  }
  return [...parts, replacement.slice(end)];
}

/** A dollar that is none of them stands for itself, as two do. */
const REFERENCE = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))?/gu;
/** Of a group; with a zero before it, it is a name. */
const NUMBER = /^(?:0|[1-9]\d{0,8})$/;
