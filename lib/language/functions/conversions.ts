import { ANY, BOOL, listOf, mapOf, NUMBER, setOf, STRING, type Type } from "../type";
import type { Value } from "../value";
import type { Definition, Functions } from "./definition";

/** Functions that only convert, which happens before a function is called. */
export const CONVERSION_FUNCTIONS: Functions = {
  tobool: to(BOOL),
  tolist: to(listOf(ANY)),
  tomap: to(mapOf(ANY)),
  tonumber: to(NUMBER),
  toset: to(setOf(ANY)),
  tostring: to(STRING),
};

function to(type: Type): Definition {
  return {
    parameters: [{ type, takesNull: true, takesUnknown: true, takesMarks: true }],
    returns: type,
    result: "contains",
    call: (value: Value) => value,
  };
}
