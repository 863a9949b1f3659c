import { member, objectsIn, type JsonObject } from "../json/json";
import { oneOf } from "../language/alternatives";
import { orDefault } from "../language/convert";
import { writeJson } from "../language/json-text";
import { marksWithin } from "../language/marks-within";
import { reasonIn } from "../language/sets";
import { TextBuilder } from "../language/text-builder";
import { STRING } from "../language/type";
import { LIMITS, object, tuple, Unknown, type Value } from "../language/value";
import { templateOf } from "./evaluated-body";
import { isOpen, statementOf, textIn, type Form } from "./policy-statement";

/*
 * The document that the provider makes of `statement` blocks, byte for byte as far as that is certain. What is not
 * known in one of them is a hole in the text, so that what stands beside it is read all the same.
 *
 * Source: data_source_alicloud_ram_policy_document.go of the provider, which encodes as `jsonencode` does but for the
 * order of the members.
 */

/** The data source that makes a text of such blocks. */
export const POLICY_DOCUMENT = "alicloud_ram_policy_document";

type Statement = ReturnType<typeof statementOf>;

/** The ends of "… is not known, because". */
const NUMBER_IS_OPEN = "a dynamic block generates a part of it";
const ORDER_IS_OPEN = "nobody can tell which of its blocks stands first";

/**
 * The text; null where there is no statement, since the provider makes none then.
 *
 * @param body the block after evaluation
 * @param written the block as it is declared
 */
export function policyDocument(body: JsonObject, written: JsonObject, form: Form): Value {
  const given = member(body, "statement");
  if (isOpen(given)) return new Unknown(reasonIn(given), { type: STRING });
  const { plain, generated } = groupsOf(objectsIn(given), form);
  const open = objectsIn(member(member(body, "dynamic"), "statement")).map((each) => statementOf(each, form));
  const version = orDefault(textIn(member(body, "version")), "1");
  const orders = isPlainFirst(written) ? [[...plain, ...generated].flat()] : interleaved(plain, generated);
  const all = [...plain, ...generated].flat();
  if (open.length > 0) {
    const each = oneOf([...all, ...open].map(asValue), NUMBER_IS_OPEN);
    const document = textOf(openList(orders, { atLeast: Math.max(all.length, 1), each }, NUMBER_IS_OPEN), version);
    return all.length > 0 ? document : oneOf([null, document], NUMBER_IS_OPEN);
  }
  if (all.length === 0) return null;
  const [only] = orders ?? [];
  if (orders?.length === 1 && only !== undefined) return textOf(only, version);
  if (orders !== null) return textOf(oneOf(orders.map(asTuple), ORDER_IS_OPEN), version);
  const each = oneOf(all.map(asValue), ORDER_IS_OPEN);
  return textOf(openList(null, { atLeast: all.length, atMost: all.length, each }, ORDER_IS_OPEN), version);
}

interface Groups {
  readonly plain: Statement[][];
  /** What one `dynamic` block generates stands together. */
  readonly generated: Statement[][];
}

function groupsOf(bodies: readonly JsonObject[], form: Form): Groups {
  const groups: Groups = { plain: [], generated: [] };
  let last: string | null = null;
  for (const body of bodies) {
    const place = templateOf(body)?.steps.join(".");
    const statement = statementOf(body, form);
    if (place === undefined) groups.plain.push([statement]);
    else if (place === last) groups.generated.at(-1)?.push(statement);
    else groups.generated.push([statement]);
    last = place ?? null;
  }
  return groups;
}

/** Of Terraform JSON the order is known; the parser of HCL sorts by names, so that `dynamic` is always first. */
function isPlainFirst(written: JsonObject): boolean {
  const names = Object.keys(written);
  return names.indexOf("statement") < names.indexOf("dynamic");
}

/** All orders in which the groups of two lists may stand; null where there are too many. */
function interleaved(
  one: readonly Statement[][],
  other: readonly Statement[][],
): readonly (readonly Statement[])[] | null {
  const [first, ...rest] = one;
  const [another, ...others] = other;
  if (first === undefined || another === undefined) return [[...one, ...other].flat()];
  if (one.length + other.length > LIMITS.alternatives) return null;
  const orders = [interleaved(rest, other), interleaved(one, others)] as const;
  const [after, afterOther] = orders;
  if (after === null || afterOther === null) return null;
  if (after.length + afterOther.length > LIMITS.alternatives) return null;
  return [...after.map((each) => [...first, ...each]), ...afterOther.map((each) => [...another, ...each])];
}

/** Statements of which nobody knows how many there are, or in which order. */
function openList(
  orders: readonly (readonly Statement[])[] | null,
  certain: { readonly atLeast: number; readonly atMost?: number; readonly each: Value },
  because: string,
): Value {
  const lists = orders?.map((order) => new Unknown(because, { isSet: true, ...certain, elements: order.map(asValue) }));
  return lists === undefined ? new Unknown(because, { isSet: true, ...certain }) : oneOf(lists, because);
}

function asTuple(statements: readonly Statement[]): Value {
  return tuple(statements.map(asValue));
}

function asValue(statement: Statement): Value {
  return statement instanceof Unknown ? statement : object(statement);
}

/** The text of known statements part by part, or with a hole for all of them. */
function textOf(statements: readonly Statement[] | Value, version: Value): Value {
  const to = new TextBuilder();
  to.add('{"Statement":');
  if (isList(statements)) {
    for (const [index, statement] of statements.entries()) {
      to.add(index === 0 ? "[" : ",");
      writeStatement(statement, to);
    }
    to.add("]");
  } else write(statements, to);
  to.add(',"Version":');
  write(version, to);
  to.add("}");
  return to.build();
}

function isList(statements: readonly Statement[] | Value): statements is readonly Statement[] {
  return Array.isArray(statements);
}

function writeStatement(statement: Statement, to: TextBuilder): void {
  if (statement instanceof Unknown) return write(statement, to);
  for (const [index, [name, value]] of statement.entries()) {
    to.add(`${index === 0 ? "{" : ","}"${name}":`);
    write(value, to);
  }
  to.add("}");
}

function write(value: Value, to: TextBuilder): void {
  to.mark(marksWithin(value));
  writeJson(value, to);
}
