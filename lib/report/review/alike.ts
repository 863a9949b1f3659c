import type { HolderReport } from "./review-report";

/** Holders of which the same is to be said, under all their names. */
export interface AlikeHolders {
  readonly holder: HolderReport;
  readonly names: readonly string[];
}

/** Holders that differ in nothing but their names: forty users with the same change are read once. */
export function alikeHolders(holders: readonly HolderReport[]): AlikeHolders[] {
  const groups = new Map<string, { holder: HolderReport; names: string[] }>();
  for (const holder of holders) {
    const { kind, change, keys, unmanaged, affected, readers, quota, text, failure, notJudged, name } = holder;
    const told = keys.map(({ symbol, name: key, words }) => [symbol, key, words]);
    const readersTold = readers.map(({ stack, address }) => [stack, address]);
    const rest = [unmanaged.keys, affected, readersTold, quota, text, failure, notJudged];
    const signature = JSON.stringify([kind, change, told, ...rest]);
    const group = groups.get(signature);
    if (group) group.names.push(name);
    else groups.set(signature, { holder, names: [name] });
  }
  return [...groups.values()];
}
