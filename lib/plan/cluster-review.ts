import type { ElsewhereCount } from "../inventory/elsewhere-count";
import type { LiveKeyIndex } from "../inventory/live-key-index";
import { isUnknown } from "../maybe/maybe";
import { ClusterWorld } from "./cluster-world";
import type { Cluster } from "./clusters";
import type { Holder } from "./holders";
import type { Before } from "./simulation/key-operation";
import type { Work } from "./work";
import { explore } from "./world/explore";
import { keyOutcomes, outcomeOf, type KeyOutcome, type WorldOutcome } from "./world/outcome";

/** What comes of one key of a holder, and of the one that is created in its place. */
export interface HeldKeyOutcome extends KeyOutcome {
  readonly nextDiesWithUser: KeyOutcome["diesWithUser"];
}

/** What an apply comes to for one holder of a cluster. */
export interface ClusterOutcome {
  readonly outcome: WorldOutcome;
  /** The same if its quota were full at the start of keys that nobody has counted; null where all are known. */
  readonly filled: WorldOutcome | null;
  /** By the place of the key among those of the holder. */
  readonly keys: readonly (HeldKeyOutcome | undefined)[];
  /** All holders of the cluster. */
  readonly met: readonly Holder[];
  /** What the steps of the outcome are, by their index. */
  readonly works: ClusterWorld["works"];
}

/**
 * Tries what an apply does to users whose names meet.
 *
 * @param unmanagedOf the keys of a holder that Terraform does not manage
 * @returns null where there are too many orders
 */
export function clusterOutcomes(
  { works }: Cluster,
  before: readonly Before[],
  unmanagedOf: (holder: Holder) => ElsewhereCount,
  listing: LiveKeyIndex | null,
): ReadonlyMap<Holder, ClusterOutcome> | null {
  const outcomesWith = (uncounted: ReadonlyMap<Holder, number>): ReadonlyMap<Holder, ClusterOutcome> | null => {
    const world = new ClusterWorld(works, unmanagedOf, listing, uncounted);
    const exploration = explore(world, world.requests, before);
    if (exploration === null) return null;
    const fates = keyOutcomes(world, exploration);
    return new Map(
      works.map(({ holder }) => {
        const outcome = outcomeOf(exploration, world.groupOf(holder));
        const keys = holder.keys.map((_, place) => {
          const own = fates[world.keyAt(holder, place) ?? -1];
          const next = fates[world.successorOf(holder, place) ?? -1];
          return own && { ...own, nextDiesWithUser: next?.diesWithUser ?? null };
        });
        const met = works.map((work) => work.holder);
        return [holder, { outcome, filled: null, keys, met, works: world.works }];
      }),
    );
  };
  const outcomes = outcomesWith(new Map());
  const open = works.filter(({ holder }) => isUnknown(unmanagedOf(holder).count));
  if (outcomes === null || open.length === 0) return outcomes;
  const counted = new ClusterWorld(works, unmanagedOf, listing, new Map());
  const filled = outcomesWith(new Map(open.map(({ holder }) => [holder, counted.roomOf(holder)])));
  return new Map(
    [...outcomes].map(([holder, outcome]) => [holder, { ...outcome, filled: filled?.get(holder)?.outcome ?? null }]),
  );
}

/** The operations of a cluster, in the order of its requests. */
export function worksOf({ works }: Cluster): readonly Work[] {
  const [only] = works;
  if (only && works.length === 1 && only.users.length === 0) return only.keys;
  return works.flatMap(({ users, keys }) => [...users, ...keys]);
}
