import { decidedBy, oneOf } from "./alternatives";
import { convert, isFailure } from "./convert";
import { typeOf } from "./type-of";
import { BOOL } from "./type";
import { unify } from "./unify";
import { failure, Unknown, unmarked, type Value } from "./value";

/** `condition ? then : otherwise`: both where nobody knows which. Either has the type that both can have. */
export function decide(condition: Value, then: Value, otherwise: Value): Value {
  const decision = convert(condition, BOOL);
  const truth = unmarked(decision);
  if (truth === null) return failure("a condition is null");
  if (isFailure(decision)) return decision;
  const branches = sameType(then, otherwise);
  if (branches === null) return failure("the results of a condition are of different types");
  if (!(truth instanceof Unknown)) return decidedBy(decision, truth === true ? branches[0] : branches[1]);
  // Where one of them fails, there is no value, or there is the other one.
  const possible = branches.filter((branch) => !isFailure(branch));
  const [only] = possible;
  if (only === undefined) return branches[0];
  return decidedBy(decision, oneOf(possible, "a condition decides it"));
}

function sameType(one: Value, other: Value): readonly [Value, Value] | null {
  if (isFailure(one) || isFailure(other)) return [one, other];
  const type = unify([one, other].map(typeOf));
  return type && [convert(one, type), convert(other, type)];
}
