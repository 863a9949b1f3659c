import { forEachAlternative, oneOf } from "../alternatives";
import { isFailure } from "../convert";
import { isWhollyKnown } from "../equality";
import { derived, type Mark, type Origin } from "../marks";
import { marksWithin } from "../marks-within";
import { reasonIn } from "../sets";
import { BOOL } from "../type";
import { failure, marksOf, Unknown, unmarked, withMarks, type Value } from "../value";

/** What `sensitive` marks. */
const SENSITIVE: Origin = { kind: "sensitive", isSensitive: true };

/** Functions that look at how an argument came about, and not only at its value. */
const SPECIAL: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  try: firstThatWorks,
  can: ([value = null]) => canBeEvaluated(value),
  sensitive: ([value = null]) => withMarks(value, [{ origin: SENSITIVE, holds: "contains", isUnmasked: false }]),
  nonsensitive: ([value = null]) => unmasked(value),
  issensitive: ([value = null]) => isSensitive(value),
  ephemeralasnull: ([value = null]) => value,
};

export function isSpecial(name: string): boolean {
  return Object.hasOwn(SPECIAL, name);
}

export function callSpecial(name: string, values: readonly Value[]): Value {
  if (values.length === 0) return failure(`${name}() has no argument`);
  if (name !== "try" && values.length > 1) return failure(`${name}() has ${values.length} arguments`);
  const call = SPECIAL[name];
  return call ? call(values) : failure(`there is no function ${name}()`);
}

/** The first that does not fail. One that is not known may fail yet, and then the next one counts. */
function firstThatWorks(values: readonly Value[]): Value {
  const possible: Value[] = [];
  for (const value of values) {
    if (isFailure(value)) continue;
    possible.push(value);
    if (isWhollyKnown(value)) break;
  }
  const [first] = possible;
  if (first === undefined) return failure("none of the arguments of try() can be evaluated");
  return possible.length === 1 && isWhollyKnown(first) ? first : oneOf(possible, reasonIn(first));
}

function canBeEvaluated(value: Value): Value {
  const noted = derived(marksWithin(value));
  if (isFailure(value)) return withMarks(false, noted);
  if (isWhollyKnown(value)) return withMarks(true, noted);
  return withMarks(new Unknown(reasonIn(value), { type: BOOL, isSet: true }), noted);
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
  return marksOf(value).some(hides);
}
