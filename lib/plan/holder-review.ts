import type { Site } from "../places/site";
import type { PlaceMap } from "../places/place-map";
import type { Plan } from "../inventory/read-plans";
import { mostQuotaOf, quotaOf } from "../inventory/quota-of";
import type { Quotas } from "../limits/quotas";
import type { Affected } from "./affected";
import type { ApplyOutcomes, ApplyStart } from "./apply-review";
import type { ClusterOutcome, HeldKeyOutcome } from "./cluster-review";
import { clusterJudgement, holderApply, keysJudgement, stepOf } from "./holder-apply";
import { holderChange } from "./holder-change";
import { holderNames } from "./holder-names";
import type { HeldKey, Holder } from "./holders";
import { keyFate } from "./key-fate";
import { keyNames } from "./key-names";
import { existingKey } from "./key-pairs";
import { keyWords, type KeyContext } from "./key-words";
import type { HolderReview, KeyReview, Step } from "./plan-review";
import type { PossibleKeys } from "./possible-keys";
import { runsAsRoot } from "./root-runs";
import type { OperationOrder } from "./simulation/key-operation";
import type { UnmanagedKeyCounts } from "./unmanaged-keys";
import type { HolderWork, KeyWork } from "./work";
import { workingOf } from "./working";

/** What the reviews of all holders share. */
export interface ReviewBase {
  readonly plan: Plan;
  readonly unmanaged: UnmanagedKeyCounts;
  readonly possible: PossibleKeys;
  readonly affected: Affected;
  readonly applies: ApplyOutcomes;
  /** The stacks whose plan is for some resources only. */
  readonly partial: ReadonlySet<string>;
  /** Of keys that change hands, both holders, by the place of the key. */
  readonly others: PlaceMap<readonly Holder[]>;
}

/** What was found of a holder whose name meets those of others; `too many` where not all orders could be tried. */
export type ClusterFinding = ClusterOutcome | "too many" | null;

const SURPLUS = new Set([
  "delete_because_count_index",
  "delete_because_each_key",
  "delete_because_no_module",
  "delete_because_wrong_repetition",
]);

const NOWHERE: Site = { stack: "", address: "", path: null, source: null };

/** Says what happens to one holder and its keys. */
export function reviewHolder(
  base: ReviewBase,
  work: HolderWork,
  order: OperationOrder,
  cluster: ClusterFinding,
): HolderReview {
  const { holder } = work;
  const { affected } = base;
  const isRoot = holder.kind === "Alibaba Cloud account";
  const isSeen = isSeenBy(base.plan, holder);
  const start = startOf(base, holder, isRoot ? "accessKeysPerAccount" : "accessKeysPerUser");
  const { unmanaged, quota } = start;
  const keys = reviewKeys(base, work, start, isSeen, cluster);
  const apply = holderApply(judgementOf(base, work, order, cluster, start, keys), start, {
    keys,
    met: metBy(work, cluster),
    isOrderCertain: order.certain,
  });
  const notJudged = notJudgedBecause(base, work, isSeen, cluster);
  const change = holderChange(holder, { keys, unmanaged, refusals: apply.refusals });
  const declared = (holder.after ?? holder.before)?.declaration?.site;
  const { name, label, subject } = holderNames(holder);
  return {
    name,
    label,
    subject,
    kind: holder.kind,
    site: change?.site ?? declared ?? keys[0]?.site ?? NOWHERE,
    account: holder.account,
    before: holder.before,
    after: holder.after,
    change,
    keys,
    unmanaged,
    affected: affected.consumersOf(keys),
    readers: affected.readersOf(keys),
    quota,
    apply: notJudged === null ? apply : { ...apply, failure: null },
    notJudged,
  };
}

/** Whether whoever has made the plan sees the keys of a holder; null where nobody knows who that was. */
function isSeenBy(plan: Plan, { kind, account, keys }: Holder): boolean | null {
  if (kind === "whoever runs Terraform") return null;
  if (kind !== "Alibaba Cloud account") return true;
  return runsAsRoot(plan, account, new Set(keys.map(({ pair }) => pair.site.stack)));
}

function startOf({ unmanaged, possible }: ReviewBase, holder: Holder, quota: keyof Quotas): ApplyStart {
  let keys = 0;
  let live = 0;
  let mostLive = 0;
  for (const { pair, part } of holder.keys) {
    const key = part === "after" ? null : existingKey(pair);
    if (key === null) continue;
    const working = workingOf(key);
    keys++;
    if (working === "yes") live++;
    if (working !== "no") mostLive++;
  }
  // A user that comes or goes in an account that may be this one brings its keys, or takes some.
  const isNamesake = possible.isNamesake(holder);
  const elsewhere = unmanaged.of(holder);
  return {
    managed: { keys, live, mostLive },
    unmanaged: elsewhere,
    quota: mostQuotaOf(holder.account, quota),
    certainQuota: quotaOf(holder.account, quota),
    possible: isNamesake ? Infinity : possible.of(holder),
    isNamesake,
    isReferred: keys === 0 && elsewhere.keys === null && isReferred(holder),
    isNamesakeCreating: possible.isNamesakeCreating(holder),
  };
}

function isReferred({ kind, before, after }: Holder): boolean {
  return kind === "RAM user" && [before, after].every((owner) => !owner?.declaration);
}

function judgementOf(
  { applies }: ReviewBase,
  work: HolderWork,
  { before, certain }: OperationOrder,
  cluster: ClusterFinding,
  start: ApplyStart,
  keys: readonly KeyReview[],
) {
  const { holder } = work;
  if (cluster !== null && cluster !== "too many") {
    const stepAt = (index: number): Step => {
      const each = cluster.works[index] as ClusterOutcome["works"][number];
      const key = each.holder === holder && each.work.of === "key" ? keys[each.work.place] : undefined;
      return stepOf(each.work, each.holder, key);
    };
    return clusterJudgement(cluster, start, work, stepAt, certain);
  }
  const stepAt = (index: number): Step => {
    const each = work.keys[index] as KeyWork;
    return stepOf(each, holder, keys[each.place]);
  };
  return keysJudgement(applies.of(start, work.keys, cluster === null ? before : []), stepAt);
}

function contextOf(
  { holder, keys }: HolderWork,
  { managed, unmanaged }: ApplyStart,
  cluster: ClusterOutcome | null,
): KeyContext {
  const created = keys.filter(({ kind, after }) => kind === "create" && after === "yes");
  const isKnown = keys.every(({ before, after }) => before !== "perhaps" && after !== "perhaps");
  const change = keys.reduce((sum, { before, after }) => sum + Number(after === "yes") - Number(before === "yes"), 0);
  const steady = holder.keys.filter((key, place) => isSteady(key) && !cluster?.keys[place]?.diesWithUser);
  const after = cluster?.outcome.live.after ?? null;
  // What its user's own change does to keys, what happens to each by itself does not tell.
  const live =
    cluster === null
      ? managed.live + change + (unmanaged.live ?? 0)
      : after?.atLeast === after?.atMost
        ? after?.atLeast
        : null;
  return {
    liveAfter: unmanaged.live === null || !isKnown ? null : (live ?? null),
    created: created.length,
    current: holder.keys.length > 1 && steady.length === 1 && unmanaged.live === 0 ? (steady[0] ?? null) : null,
  };
}

/** A key that works before the apply, during it and after it. */
function isSteady({ pair: { before, after, change } }: HeldKey): boolean {
  const isLeft = change === null || change.action === "no-op" || change.action === "update";
  return isLeft && before !== null && after !== null && workingOf(before) === "yes" && workingOf(after) === "yes";
}

function reviewKeys(
  { others, possible }: ReviewBase,
  work: HolderWork,
  start: ApplyStart,
  isSeen: boolean | null,
  cluster: ClusterFinding,
): KeyReview[] {
  const { holder } = work;
  const names = keyNames(holder.keys);
  const found = cluster === null || cluster === "too many" ? null : cluster;
  const { isNamesake } = start;
  const isNamesakeGoing = isNamesake && possible.isNamesakeGoing(holder);
  const context = contextOf(work, start, found);
  return holder.keys.map((key, index) => {
    const { pair, part } = key;
    const other = part === "both" ? undefined : others.get(pair.site)?.find((each) => each !== holder);
    const outcome = found?.keys[index];
    const fate = keyFate(key, isSeen, isNamesake ? withNamesake(outcome, pair, isNamesakeGoing) : outcome);
    const { symbol, words } = keyWords(key, fate, context, other ? holderNames(other).label : null);
    const name = names[index] ?? "";
    // Of thousands of keys, spreading costs more than all the rest.
    const { site, before, after, recorded, change, drift, isGone, isAsked, lost } = pair;
    return { site, before, after, recorded, change, drift, isGone, isAsked, lost, symbol, name, words, fate, part };
  });
}

/** Whose names decide what happens to a holder: those of its cluster, and its own where a key is created for it. */
function metBy({ holder, keys }: HolderWork, cluster: ClusterFinding): readonly Holder[] {
  if (cluster !== null && cluster !== "too many") return [...new Set([holder, ...cluster.met])];
  return keys.some(({ kind }) => kind === "create") ? [holder] : [];
}

function goesByItself({ change }: HeldKey["pair"]): boolean {
  return change?.action === "delete" || change?.action === "replace";
}

/** A user that may be the same one comes, goes or gets another name: its keys go with it, or are not found any more. */
function withNamesake(
  outcome: HeldKeyOutcome | undefined,
  pair: HeldKey["pair"],
  isGoing: boolean,
): HeldKeyOutcome | undefined {
  const { diesWithUser = null, isUntracked = null, nextDiesWithUser = null } = outcome ?? {};
  if (goesByItself(pair)) return { diesWithUser, isUntracked: isUntracked ?? "possible", nextDiesWithUser };
  return isGoing ? { diesWithUser: diesWithUser ?? "possible", isUntracked, nextDiesWithUser } : outcome;
}

function notJudgedBecause(
  base: ReviewBase,
  work: HolderWork,
  isSeen: boolean | null,
  cluster: ClusterFinding,
): string | null {
  const { kind, unknown, keys } = work.holder;
  if (unknown !== null) return `${unknown.attribute} is not known, because ${unknown.because}`;
  if (kind === "whoever runs Terraform") return "a key without a user belongs to whoever runs Terraform";
  const strange = keys.find(({ pair }) => pair.change?.action === "unknown");
  if (strange !== undefined) return `the plan does with ${strange.pair.site.address} what is not known here`;
  for (const holder of base.partial.size === 0 ? [] : [work.holder, ...metBy(work, cluster)]) {
    const surplus = surplusDeletion(holder, base.partial);
    if (surplus !== null) return surplus;
  }
  if (cluster === "too many") return "so many users and keys change at once that not every order could be tried";
  if (isSeen === true) return null;
  return isSeen === false
    ? "somebody else has made the plan, and only the account itself sees its keys"
    : "only the account itself sees its keys, and the plan does not say that the account has made it";
}

/**
 * Why it is open whether a holder loses what the plan deletes. With `-target` Terraform plans the deletion of all
 * surplus instances of a resource, and applies only those of a target; the plan does not say which. Measured with
 * Terraform 1.11.
 */
function surplusDeletion({ leaving, keys }: Holder, partial: ReadonlySet<string>): string | null {
  for (const change of [leaving, ...keys.map(({ pair }) => pair.change)]) {
    if (change === null || change.action !== "delete" || !partial.has(change.site.stack)) continue;
    if (!SURPLUS.has(change.reason ?? "")) continue;
    return `the plan is for some resources only, and Terraform may leave out the deletion of ${change.site.address}`;
  }
  return null;
}
