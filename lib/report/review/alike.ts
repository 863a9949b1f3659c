import type { HolderReport } from "./review-report";

/** Holders of which the same is to be said, under all their names. */
export interface AlikeHolders {
  readonly holder: HolderReport;
  readonly names: readonly string[];
}

/** What stands in the place of the user's own name where several users are read at once. */
const OWN_NAME = "<name>";

/** Holders that differ in nothing but their names: forty users with the same change are read once. */
export function alikeHolders(holders: readonly HolderReport[]): AlikeHolders[] {
  const groups = new Map<string, { holder: HolderReport; general: HolderReport; names: string[] }>();
  for (const holder of holders) {
    const general = withoutName(holder);
    const { kind, change, keys, unmanaged, affected, readers, quota, text } = general;
    const { failure, notJudged, assumes, name } = general;
    const told = keys.map(({ symbol, name: key, words }) => [symbol, key, words]);
    const readersTold = readers.map(({ stack, address }) => [stack, address]);
    const changeTold = change && [change.symbol, change.words];
    const rest = [unmanaged.keys, affected, readersTold, quota, text, failure, notJudged, assumes];
    const signature = JSON.stringify([kind, changeTold, told, ...rest]);
    const group = groups.get(signature);
    if (group) group.names.push(holder.name);
    else groups.set(signature, { holder, general: { ...general, name }, names: [holder.name] });
  }
  return [...groups.values()].map(({ holder, general, names }) => ({
    holder: names.length === 1 ? holder : general,
    names,
  }));
}

/** The names of resources mostly have the name of their user in them. */
function withoutName(holder: HolderReport): HolderReport {
  const { name, keys, affected, readers, change, failure, notJudged, assumes } = holder;
  if (name.length < SHORTEST) return holder;
  const general = (text: string): string => (text.includes(name) ? text.replaceAll(name, OWN_NAME) : text);
  return {
    ...holder,
    change: change && { ...change, words: general(change.words) },
    keys: keys.map((key) => ({ ...key, name: general(key.name), words: general(key.words) })),
    affected: affected.map((consumer) => ({ ...consumer, keys: consumer.keys.map(general) })),
    readers: readers.map((place) => ({
      ...place,
      path: place.path && general(place.path),
      address: general(place.address),
    })),
    failure: failure && general(failure),
    assumes: assumes && general(assumes),
    notJudged: notJudged && general(notJudged),
  };
}

/** A shorter name stands in words that have nothing to do with it. */
const SHORTEST = 3;
