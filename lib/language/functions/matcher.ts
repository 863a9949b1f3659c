import { convert } from "../convert";
import { areEqual, isWhollyKnown, keyOf } from "../equality";
import { reasonIn } from "../sets";
import type { Type } from "../type";
import type { Value } from "../value";
import type { Elements } from "./known-parts";

/** Beyond so many comparisons with what is not known, nobody looks. */
const COMPARISONS = 10_000;

/** Whether something is so, or why that is not known. */
export type Answer = boolean | { readonly because: string };

/** Tells for each value whether one of the elements is the same, when both are of a type. */
export function matcherOf({ known, because }: Elements, type: Type): (value: Value) => Answer {
  const elements = known.map((each) => convert(each, type));
  const keys = new Set(elements.filter(isWhollyKnown).map(keyOf));
  const open = elements.filter((each) => !isWhollyKnown(each));
  let comparisons = 0;
  return (given) => {
    const value = convert(given, type);
    if (isWhollyKnown(value) && keys.has(keyOf(value))) return true;
    if (because !== null) return { because };
    const uncertain = isWhollyKnown(value) ? open : elements;
    comparisons += uncertain.length;
    const unclear = uncertain.find((each) => comparisons > COMPARISONS || areEqual(value, each) !== false);
    if (unclear === undefined) return false;
    return { because: reasonIn(isWhollyKnown(value) ? unclear : value) };
  };
}
