import { LiveKeyIndex } from "../inventory/live-key-index";
import type { Site } from "../places/site";
import { knownKeys } from "../rules/live/held-keys";
import { findKey, type FindSources } from "./find-key";
import type { KeyPattern } from "./key-pattern";
import type { KeyReport } from "./key-report";

/** One of several keys that fit a part of an id. */
export interface KeyMatch {
  /** First and last four characters. */
  readonly id: string;
  readonly holder: string;
  readonly status: KeyReport["status"];
  /** Where Terraform manages it; null for a key that none of the states knows. */
  readonly place: Site | null;
}

/** What fits a part of an id. */
export interface KeyMatches {
  readonly count: number;
  /** The first of them; the rest is a number. */
  readonly matches: readonly KeyMatch[];
  /** The whole id of the only one, where there is one only. */
  readonly onlyId: string | null;
}

/** Whoever is shown more has given too little. */
const MOST_MATCHES = 50;

/** Finds the AccessKeys that fit a part of an id, in states and in the listing of live keys. */
export function findByPart(pattern: Pick<KeyPattern, "matches">, sources: FindSources): KeyMatches {
  const inventory = sources.states ?? { accessKeys: [], owners: [], accounts: [] };
  const listing = sources.liveKeys && new LiveKeyIndex(sources.liveKeys, inventory);
  const ids = knownKeys({ inventory, listing })
    .flatMap(({ key, live }) => key?.record?.id ?? live?.id ?? [])
    .filter((id) => pattern.matches(id));
  const [first = null] = ids;
  const reports = ids.slice(0, MOST_MATCHES).flatMap((id) => findKey(id, sources) ?? []);
  return {
    count: ids.length,
    matches: reports.map(({ id, holder, status, place }) => ({ id, holder: holder.label, status, place })),
    onlyId: ids.length === 1 ? first : null,
  };
}
