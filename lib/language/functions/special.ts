import { certainly, type Attempt } from "../attempt";
import { alternativesOf, forEachAlternative, oneOf } from "../alternatives";
import { isFailure } from "../convert";
import { isWhollyKnown } from "../equality";
import { derived, type Mark, type Origin } from "../marks";
import { marksWithin } from "../marks-within";
import { reasonIn } from "../sets";
import { BOOL } from "../type";
import { failure, marksOf, Unknown, unmarked, withMarks, type Value } from "../value";

/** What `sensitive` marks. */
const SENSITIVE: Origin = { kind: "sensitive", isSensitive: true };

/** Functions of one value that look at how it came about. */
const OF_ONE: Readonly<Record<string, (value: Value) => Value>> = {
  sensitive: (value) => withMarks(value, [{ origin: SENSITIVE, holds: "contains", isUnmasked: false }]),
  nonsensitive: unmasked,
  issensitive: isSensitive,
  ephemeralasnull: (value) => value,
};

export function isSpecial(name: string): boolean {
  return name === "try" || name === "can" || Object.hasOwn(OF_ONE, name);
}

/** What it comes to, and whether that may turn out to fail: `can` does not, and `try` only if all that it has may. */
export function callSpecial(name: string, given: readonly Attempt[]): Attempt {
  if (name === "try") return firstThatWorks(given);
  const [only, ...others] = given;
  if (only === undefined || others.length > 0) return failed(`${name}() has ${given.length} arguments`);
  if (name === "can") return certainly(canBeEvaluated(only));
  return isFailure(only.value) ? only : { ...only, value: OF_ONE[name]?.(only.value) ?? null };
}

/** The end of "… is not known, because". */
export const MAY_FAIL = "what is not known on the way to it may make it fail";

/** The first that does not fail. Where one may fail yet, the next one counts as well. */
function firstThatWorks(given: readonly Attempt[]): Attempt {
  const possible: Attempt[] = [];
  for (const attempt of given) {
    if (isFailure(attempt.value)) continue;
    possible.push(attempt);
    if (!attempt.mayFail) break;
  }
  const [first] = possible;
  if (first === undefined) return failed("none of the arguments of try() can be evaluated");
  const value = oneOf(
    possible.map((each) => each.value),
    isWhollyKnown(first.value) ? MAY_FAIL : reasonIn(first.value),
  );
  return { ...first, value, mayFail: possible.every(({ mayFail }) => mayFail) };
}

function canBeEvaluated({ value, mayFail }: Attempt): Value {
  const noted = derived(marksWithin(value));
  if (isFailure(value)) return withMarks(false, noted);
  return withMarks(
    mayFail ? new Unknown(isWhollyKnown(value) ? MAY_FAIL : reasonIn(value), { type: BOOL, isSet: true }) : true,
    noted,
  );
}

function failed(because: string): Attempt {
  return certainly(failure(because));
}

/** Terraform hides it no longer, and it is a secret all the same. */
function unmasked(value: Value): Value {
  const ofEach = forEachAlternative([value], ([each = null]) => unmasked(each));
  if (ofEach !== null) return ofEach;
  return withMarks(
    unmarked(value),
    marksOf(value).map((mark) => ({ ...mark, isUnmasked: true })),
  );
}

function isSensitive(value: Value): Value {
  const hides = ({ origin, isUnmasked }: Mark): boolean => origin.isSensitive && !isUnmasked;
  const answers = alternativesOf(value).map((each) => marksOf(each).some(hides));
  return oneOf(answers, reasonIn(value));
}
