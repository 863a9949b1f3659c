import { listingGaps } from "../inventory/listing-gaps";
import { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKeys } from "../listing/live-keys";
import type { Inventory } from "../inventory/model";
import { PlaceMap } from "../places/place-map";
import type { Plan } from "../inventory/read-plans";
import type { PlannedStack } from "../plans/plan-model";
import { compareSites, compareText } from "../places/site-order";
import { Affected, type FormerConsumers } from "./affected";
import { ApplyOutcomes } from "./apply-review";
import { clusterOutcomes, worksOf } from "./cluster-review";
import { clustersOf } from "./clusters";
import { changeKind } from "./holder-change";
import { reviewHolder, type ClusterFinding } from "./holder-review";
import { distinctNames } from "./holder-names";
import { holdersOf, type HeldKey, type Holder } from "./holders";
import { ordersAcross, type OrderSources } from "./key-orders";
import { outsideChange } from "./key-pairs";
import { nameClashes } from "./name-clashes";
import { whatIsNotKnown } from "./not-known";
import type { HolderReview, PlanReview } from "./plan-review";
import { PossibleKeys, stacksInPart } from "./possible-keys";
import type { ApplyGraph } from "./simulation/apply-graph";
import type { OperationOrder } from "./simulation/key-operation";
import { PartialOrder } from "./simulation/partial-order";
import { UnmanagedKeyCounts } from "./unmanaged-keys";
import { userRenames } from "./user-renames";
import { workOf, type HolderWork } from "./work";

export interface ReviewOptions {
  /**
   * What `terraform graph -plan=FILE` says, by the name of the stack.
   * @default the order is known only as far as the JSON of the plan proves it
   */
  readonly graphs?: ReadonlyMap<string, ApplyGraph>;
  /**
   * The member `configuration` of the JSON of the plan, by the name of the stack: what proves an order without a graph.
   * @default of an order only that within each replacement is known
   */
  readonly configurations?: ReadonlyMap<string, unknown>;
  /**
   * What lives in the account.
   * @default only what was said counts beside the keys of Terraform
   */
  readonly liveKeys?: LiveKeys | null;
  /**
   * Who uses keys whose construct is gone, by `stack/address`: from the committed manifest.
   * @default only consumers that the configuration still names are known
   */
  readonly formerConsumers?: FormerConsumers;
  /**
   * The names of the stacks that belong to the same change, and of which there is no plan: what they do to the same
   * users is not known.
   * @default the plans are all that there is
   */
  readonly notReviewed?: readonly string[];
}

/** Says what an apply of plans does to AccessKeys, by whose they are. Never throws for plans that were read. */
export function reviewOf(plan: Plan, options: ReviewOptions = {}): PlanReview {
  const { graphs = new Map(), configurations = new Map(), liveKeys = null, formerConsumers = null } = options;
  const listing = liveKeys && new LiveKeyIndex(liveKeys, plan.before);
  const notReviewed = options.notReviewed ?? [];
  const inPart = stacksInPart(plan, notReviewed);
  const all = holdersOf(plan, listing);
  const touched = all.filter(isConcerned).map(workOf);
  const affected = new Affected(plan.after, formerConsumers);
  const unmanaged = new UnmanagedKeyCounts(plan, listing);
  const base = {
    plan,
    unmanaged,
    possible: new PossibleKeys(all, unmanaged, inPart.length === 0),
    affected,
    applies: new ApplyOutcomes(),
    partial: new Set(plan.stacks.filter(isPartial).map(({ name }) => name)),
    others: otherHolders(touched),
  };
  const sources = { graphs, configurations, dependenciesOf: plan.dependenciesOf };
  const judged = judgeTogether(touched, all, sources, unmanaged, listing);
  const holders = judged
    .map(({ work, order, cluster }) => reviewHolder(base, work, order, cluster))
    .filter(isTold)
    .sort(compareHolders);
  return {
    plan,
    holders: distinctNames(holders),
    untouched: all.filter(hasKeys).length - judged.filter(({ work }) => hasKeys(work.holder)).length,
    renames: userRenames(holders),
    nameClashes: nameClashes(plan, sources),
    notKnown: [
      ...whatIsNotKnown({ plan, holders }, { affected, graphs, inPart, isManifestGiven: formerConsumers !== null }),
      ...(listing ? listingGaps(listing, beforeApply(plan)) : []),
    ],
  };
}

/** A holder, with the order of what is done to it, or to all whose names it meets. */
interface Judged {
  readonly work: HolderWork;
  readonly order: OperationOrder;
  readonly cluster: ClusterFinding;
}

/** Those whose names meet are judged together, all others by themselves. */
function judgeTogether(
  touched: readonly HolderWork[],
  all: readonly Holder[],
  sources: OrderSources,
  unmanaged: UnmanagedKeyCounts,
  listing: LiveKeyIndex | null,
): Judged[] {
  const clusters = clustersOf(touched, all, listing);
  const together = new Set(clusters.flatMap(({ works }) => works.map(({ holder }) => holder)));
  const alone = touched.filter(({ holder }) => !together.has(holder));
  const groups = [...alone.map((work) => ({ works: [work] })), ...clusters];
  const orders = ordersAcross(groups.map(worksOf), sources);
  return groups.flatMap((group, index): Judged[] => {
    const order = orders[index] ?? { before: [], certain: false };
    const [work, ...others] = group.works;
    if (work && others.length === 0 && !together.has(work.holder) && isAfterItsUser(work, order)) {
      return [{ work, order: withoutUser(work, order), cluster: null }];
    }
    const outcomes = clusterOutcomes(group, order.before, (holder) => unmanaged.of(holder), listing);
    return group.works.map((each) => ({
      work: each,
      order,
      cluster: outcomes?.get(each.holder) ?? ("too many" as const),
    }));
  });
}

/** Whether all keys that are created wait for the creation of their user: then that decides nothing about them. */
function isAfterItsUser({ users, keys }: HolderWork, { before }: OperationOrder): boolean {
  if (users.length === 0 || keys.every(({ kind }) => kind !== "create")) return true;
  const { ancestors } = new PartialOrder(users.length + keys.length, before);
  return keys.every(({ kind }, place) => kind !== "create" || (ancestors[users.length + place]?.includes(0) ?? false));
}

/** The order of what is done to the keys alone, which come after what is done to their user. */
function withoutUser({ users }: HolderWork, { before, certain }: OperationOrder): OperationOrder {
  if (users.length === 0) return { before, certain };
  const keys = before.filter(([first, second]) => first >= users.length && second >= users.length);
  return { before: keys.map(([first, second]) => [first - users.length, second - users.length]), certain };
}

/** Whether a plan was made with `-target`. What Terraform puts off, or cannot plan, makes it incomplete as well. */
function isPartial({ isComplete, hasErrored, deferred }: PlannedStack): boolean {
  return isComplete === false && hasErrored !== true && deferred.length === 0;
}

function hasKeys({ keys }: Holder): boolean {
  return keys.length > 0;
}

/** A user without any key is told of where keys may go with it, or where its name stops the apply. */
function isTold({ keys, change, unmanaged, apply }: HolderReview): boolean {
  if (keys.length > 0 || apply.refusals.length > 0) return true;
  const kind = change?.kind;
  return kind === "deleted" || kind === "replaced" || kind === "adopted" || (unmanaged.keys?.length ?? 0) > 0;
}

/** The keys that there are, and the users: what is declared of those comes with the apply. */
function beforeApply({ before, after }: Plan): Pick<Inventory, "accessKeys" | "owners"> {
  const referredTo = after.owners.filter(({ declaration }) => declaration === null);
  return { accessKeys: before.accessKeys, owners: [...before.owners, ...referredTo] };
}

function isConcerned(holder: Holder): boolean {
  return changeKind(holder) !== null || holder.keys.some(({ pair }) => isEvent(pair.change) || outsideChange(pair));
}

function isEvent(change: HeldKey["pair"]["change"]): boolean {
  if (change === null) return false;
  return (change.action !== "no-op" && change.action !== "read") || change.previousAddress !== null;
}

/** Of keys that change hands, both holders, by the place of the key. */
function otherHolders(touched: readonly HolderWork[]): PlaceMap<Holder[]> {
  const others = new PlaceMap<Holder[]>();
  for (const { holder } of touched) {
    for (const { pair, part } of holder.keys) {
      if (part !== "both") others.at(pair.site, () => []).push(holder);
    }
  }
  return others;
}

/** Whoever the approver must look at first: a failing apply, then no live key, then a change of the user itself. */
function compareHolders(one: HolderReview, other: HolderReview): number {
  return (
    urgencyOf(one) - urgencyOf(other) ||
    compareText(one.account.key, other.account.key) ||
    compareText(one.name, other.name) ||
    compareSites(one.site, other.site)
  );
}

const BY_VERDICT = { "will fail": 0, "may fail": 1, "not known": 4, "cannot fail": 4 } as const;
const BY_GAP = { certain: 2, "by order": 2, "not known": 3, none: 4 } as const;

function urgencyOf({ apply, notJudged, change }: HolderReview): number {
  const urgency = notJudged === null ? Math.min(BY_VERDICT[apply.verdict], BY_GAP[apply.gap]) : 4;
  return urgency < 4 ? urgency : change === null ? 4 : 3;
}
