import { alternativesOf, type Alternative } from "./alternatives";
import { largest } from "./lists";
import { isUnknown, type Maybe, type Unknown } from "./model";
import { asCount, type Resolution, type Resolver } from "./resolver";

/** How many instances `count` makes; where a condition decides, the unknown tells how many there can be at most. */
export function countInstances(count: Resolution, attribute: string, resolver: Resolver): Maybe<number> {
  const instances = asCount(count, attribute) ?? 1;
  if (!isUnknown(instances)) return instances;
  const alternatives = alternativesOf(count, resolver);
  return alternatives === null ? instances : oneOf(alternatives.map(numberOf), instances);
}

/** A number that is one of several: known where they are equal, else unknown with the largest of them as its limit. */
export function oneOf(sizes: readonly (number | null)[], unknown: Unknown): Maybe<number> {
  const known = sizes.filter((size) => size !== null);
  if (known.length < sizes.length || known.length === 0) return unknown;
  const atMost = largest(known);
  if (known.every((size) => size === atMost)) return atMost;
  return { ...unknown, because: "a condition decides it", atMost };
}

function numberOf(alternative: Alternative): number | null {
  if ("branch" in alternative) return null;
  const number = asCount({ value: alternative.value, because: null, places: null }, "count");
  return isUnknown(number) ? null : number;
}
