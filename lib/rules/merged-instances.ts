import { withoutKeys } from "../places/instance-keys";
import type { Finding, Place } from "./finding";

/**
 * Findings in which what is the same of several instances of one declaration is one, at the address of the declaration,
 * as is what one place has of several instances. What differs in more than the keys of instances stays apart.
 */
export function mergedInstances(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    // Nearly every finding is of what is one instance.
    const key = finding.address.includes("[") || finding.message.includes("[") ? keyOf(finding) : null;
    const known = key === null ? undefined : groups.get(key);
    if (known) known.push(finding);
    else groups.set(key ?? `${groups.size}`, [finding]);
  }
  return [...groups.values()].map(mergedOf);
}

function keyOf(finding: Finding): string {
  const { rule, level, verdict, stack, address, subject, message, fix, acknowledged } = finding;
  const same = [rule, level, verdict, stack, withoutKeys(address), subject, withoutKeys(message), fix, acknowledged];
  return JSON.stringify(same);
}

function mergedOf(group: readonly Finding[]): Finding {
  const [first, ...others] = group as readonly [Finding, ...Finding[]];
  if (others.length === 0) return first;
  const instances = [...new Set(group.map(({ address }) => address))];
  return {
    ...first,
    ...(instances.length > 1 && { address: withoutKeys(first.address), instances }),
    message: withoutKeys(first.message),
    unknown: first.unknown && withoutKeys(first.unknown),
    related: distinct(group.flatMap(({ related }) => related)),
  };
}

function distinct(places: readonly Place[]): Place[] {
  return [
    ...new Map(places.map((place) => [JSON.stringify([place.stack, place.address, place.path]), place])).values(),
  ];
}
