import type { Block } from "./blocks";
import { isLiterallyTrue } from "./literal-truth";
import { member, type JsonObject } from "../json/json";
import { convert } from "../language/convert";
import { evaluate, type Names } from "../language/evaluate";
import { parseExpression } from "../language/syntax/parse";
import { ANY, type Type } from "../language/type";
import { Unknown, unmarked, withMarks, type Value } from "../language/value";
import { DECLARED_SENSITIVE } from "./origins";
import { inCircle, Step, type StepPlace } from "./schedule";
import { readType } from "./variable-types";
import type { WrittenValues } from "./written-values";

/** What a module variable comes to: what it is given, else its default, in the type that it declares. */
export function variableStep(
  { body, isVerbatim, labels }: Block,
  given: Step<Value> | null,
  values: WrittenValues,
  names: Names,
  place: StepPlace,
): Step<Value> {
  const type = typeOf(body, names);
  const isNullable = !isLiterallyFalse(member(body, "nullable"));
  const written = member(body, "default");
  const open = new Unknown(unsetReason(labels[0] ?? ""), { type, ...(!isNullable && { isSet: true }) });
  const isHidden = ["sensitive", "ephemeral"].some((argument) => isLiterallyTrue(member(body, argument)));
  const marks = isHidden ? [DECLARED_SENSITIVE] : [];
  return new Step<Value>(
    () => (given === null ? [] : [given]),
    () => {
      let value = given === null ? open : given.read();
      const isDefaultRead = given === null || (!isNullable && unmarked(value) === null);
      if (isDefaultRead && written !== undefined) {
        value = isVerbatim ? values.verbatim(written) : values.evaluate(written, names);
      }
      return withMarks(convert(value, type), marks);
    },
    inCircle,
    place,
  );
}

/** Why a variable that nobody gives a value is not known. */
export function unsetReason(name: string): string {
  return `it is the variable "${name}"`;
}

function typeOf(body: JsonObject, names: Names): Type {
  const written = member(body, "type");
  if (typeof written !== "string") return ANY;
  const expression = parseExpression(written.replace(/^\$\{([^]*)\}$/, "$1"));
  return readType(expression, (each) => evaluate(each, names));
}

function isLiterallyFalse(written: unknown): boolean {
  return written === false || written === "false";
}
