import { decidedBy, forEachAlternative, oneOf } from "./alternatives";
import type { Attempt } from "./attempt";
import { inAnyFormOfTwo } from "./any-form";
import { convert, isFailure } from "./convert";
import { isWhollyKnown } from "./equality";
import { reasonIn } from "./sets";
import { typeOf } from "./type-of";
import { BOOL, hasWithin, isSameType, NONE } from "./type";
import { unify } from "./unify";
import { failure, unmarked, type Value } from "./value";

/** The end of "… is not known, because". */
export const RESULT_MAY_FAIL = "the other result of a condition gives it its type, unless it fails";

/** `condition ? then : otherwise`: both where nobody knows which. Either has the type that both can have. */
export function decide(condition: Value, then: Attempt, otherwise: Attempt): Value {
  const decision = convert(condition, BOOL);
  const truth = unmarked(decision);
  if (truth === null) return failure("a condition is null");
  if (isFailure(decision)) return decision;
  if (typeof truth === "boolean") {
    return decidedBy(decision, truth ? chosen(then, otherwise) : chosen(otherwise, then));
  }
  return decidedBy(decision, oneOf([chosen(then, otherwise), chosen(otherwise, then)], "a condition decides it"));
}

/** The branch that is taken, in the type of both; in its own where the other one fails, which nobody notices then. */
function chosen({ value }: Attempt, other: Attempt): Value {
  const inType = inTypeOfBoth(value, other.value);
  if (!other.mayFail || isFailure(other.value)) return inType;
  // Of what is put together, parts may fail, and what the others are is converted to all the same.
  const alone = other.isMadeOfParts ? inAnyFormOfTwo(value) : value;
  return oneOf([inType, alone], RESULT_MAY_FAIL);
}

function inTypeOfBoth(value: Value, other: Value): Value {
  const ofEach = forEachAlternative([value, other], ([one = null, another = null]) => inTypeOfBoth(one, another));
  if (ofEach !== null) return ofEach;
  const types = [value, other].map(typeOf);
  const [own = NONE, another = NONE] = types;
  // Null that is written takes the type of the other one.
  if (own.kind === "none") return unmarked(value) === null ? convert(value, another) : value;
  if (another.kind === "none") return value;
  const type = unify(types);
  if (type === null) return failure("the results of a condition are of different types");
  if (isFailure(value)) return failure(reasonIn(value), type);
  return type.kind === "open" ? inAnyFormOfTwo(value) : convert(value, type);
}

/** Whether two results may turn out to have no type in common, or one that one of them cannot be converted to. */
export function mayBeOfSeveralTypes(one: Value, other: Value): boolean {
  if (isFailure(one) || isFailure(other) || (isWhollyKnown(one) && isWhollyKnown(other))) return false;
  const [type, another] = [typeOf(one), typeOf(other)];
  return !isSameType(type, another) || hasWithin(type, "open");
}
