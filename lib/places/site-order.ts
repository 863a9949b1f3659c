import type { Site } from "./site";

/** Orders text by code units, so that a report is the same on every machine, whatever its locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The order in which a reader finds places: by stack, then by line where one is known, then by path or address. */
export function compareSites(one: Site, other: Site): number {
  return (
    compareText(one.stack, other.stack) ||
    compareText(one.source?.file ?? "", other.source?.file ?? "") ||
    (one.source?.line ?? 0) - (other.source?.line ?? 0) ||
    compareText(one.path ?? one.address, other.path ?? other.address) ||
    compareText(one.address, other.address)
  );
}
