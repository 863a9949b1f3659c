import { listingGaps, statusGaps } from "../inventory/listing-gaps";
import { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKeys } from "../inventory/live-keys";
import type { Inventory } from "../inventory/model";
import { PlaceMap } from "../inventory/place-map";
import type { Plan } from "../inventory/plan/plan-model";
import { compareSites, compareText } from "../inventory/site-order";
import { Affected, type FormerConsumers } from "./affected";
import { ApplyReviews } from "./apply-review";
import { holderChange } from "./holder-change";
import { reviewHolder, type Work } from "./holder-review";
import { distinctNames } from "./holder-names";
import { holdersOf, type HeldKey, type Holder } from "./holders";
import { operationsOf } from "./key-operations";
import { ordersAcross } from "./key-orders";
import { outsideChange } from "./key-pairs";
import { whatIsNotKnown } from "./not-known";
import type { HolderReview, PlanReview } from "./plan-review";
import { PossibleKeys, stacksInPart } from "./possible-keys";
import type { ApplyGraph } from "./simulation/apply-graph";
import type { KeyOperation } from "./simulation/key-operation";
import { UnmanagedKeyCounts } from "./unmanaged-keys";
import { userRenames } from "./user-renames";

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
  const inPart = stacksInPart(plan, options.notReviewed ?? []);
  const all = holdersOf(plan, listing);
  const touched = all.filter(isConcerned).map(workOf);
  const orders = ordersAcross(
    touched.map(({ operations }) => operations),
    { graphs, configurations },
  );
  const affected = new Affected(plan.after, formerConsumers);
  const base = {
    plan,
    unmanaged: new UnmanagedKeyCounts(plan, listing),
    possible: new PossibleKeys(all, inPart.length === 0),
    affected,
    applies: new ApplyReviews(),
    others: otherHolders(touched),
  };
  const holders = touched
    .map((work, index) => reviewHolder(base, work, orders[index] ?? { before: [], certain: false }))
    .sort(compareHolders);
  return {
    plan,
    holders: distinctNames(holders),
    untouched: all.length - touched.length,
    renames: userRenames(holders),
    notKnown: [
      ...whatIsNotKnown({ plan, holders }, { affected, graphs, inPart, isManifestGiven: formerConsumers !== null }),
      ...(listing ? [...listingGaps(listing, beforeApply(plan)), ...statusGaps(listing, plan.before.accessKeys)] : []),
    ],
  };
}

/** The keys that there are, and the users: what is declared of those comes with the apply. */
function beforeApply({ before, after }: Plan): Pick<Inventory, "accessKeys" | "owners"> {
  const referredTo = after.owners.filter(({ declaration }) => declaration === null);
  return { accessKeys: before.accessKeys, owners: [...before.owners, ...referredTo] };
}

function isConcerned(holder: Holder): boolean {
  return (
    holderChange(holder, null) !== null || holder.keys.some(({ pair }) => isEvent(pair.change) || outsideChange(pair))
  );
}

function isEvent(change: HeldKey["pair"]["change"]): boolean {
  if (change === null) return false;
  return (change.action !== "no-op" && change.action !== "read") || change.previousAddress !== null;
}

function workOf(holder: Holder): Work {
  const operations: KeyOperation[] = [];
  const places: number[] = [];
  for (const [place, key] of holder.keys.entries()) {
    for (const operation of operationsOf(key)) {
      operations.push(operation);
      places.push(place);
    }
  }
  return { holder, operations, places };
}

/** Of keys that change hands, both holders, by the place of the key. */
function otherHolders(touched: readonly Work[]): PlaceMap<Holder[]> {
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

function urgencyOf({ apply, notJudged, change }: HolderReview): number {
  const verdict = notJudged === null ? BY_VERDICT[apply.verdict] : 4;
  if (verdict < 4) return verdict;
  if (notJudged === null && apply.isLiveKnown && apply.live.now > 0 && apply.live.lowest === 0) return 2;
  return change === null ? 4 : 3;
}
