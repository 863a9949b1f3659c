import { forEachAlternative } from "../alternatives";
import { convert, isFailure } from "../convert";
import { derived, union, type Mark } from "../marks";
import { marksWithin, withoutMarks } from "../marks-within";
import { failure, Unknown, unmarked, withMarks, type Value } from "../value";
import type { Definition, Parameter } from "./definition";

/** What a function comes to for arguments as they stand in an expression. */
export function callFunction(name: string, definition: Definition, given: readonly Value[]): Value {
  const { parameters, rest } = definition;
  if (given.length < parameters.length || (given.length > parameters.length && !rest)) {
    return failure(`${name}() has ${given.length} arguments`);
  }
  const parameterAt = (index: number): Parameter | undefined => parameters[index] ?? rest;
  const converted = given.map((value, index) => {
    const parameter = parameterAt(index);
    return parameter ? convert(value, parameter.type) : value;
  });
  return converted.find(isFailure) ?? callConverted(name, definition, converted, parameterAt);
}

function callConverted(
  name: string,
  definition: Definition,
  values: readonly Value[],
  parameterAt: (index: number) => Parameter | undefined,
): Value {
  const ofEach = forEachAlternative(values, (each) => callConverted(name, definition, each, parameterAt));
  if (ofEach !== null) return ofEach;
  const marks: (readonly Mark[])[] = [];
  let open: Unknown | null = null;
  const given: Value[] = [];
  for (const [index, value] of values.entries()) {
    const { takesNull, takesUnknown, takesMarks } = parameterAt(index) ?? {};
    const inner = unmarked(value);
    if (inner === null && !takesNull) return failure(`an argument of ${name}() is null`);
    if (inner instanceof Unknown && !takesUnknown) open ??= inner;
    if (!takesMarks) marks.push(marksWithin(value));
    given.push(takesMarks ? value : withoutMarks(value));
  }
  const { returns, result } = definition;
  const noted = result === "contains" ? union(...marks) : derived(union(...marks));
  const isSet = returns.kind !== "any" && { isSet: true };
  if (open !== null) return withMarks(new Unknown(open.because, { type: returns, ...isSet }), noted);
  // They have been converted to what the definition says that it takes.
  return withMarks(definition.call(...(given as unknown as readonly never[])), noted);
}
