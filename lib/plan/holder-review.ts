import { isUnknown, type Site } from "../inventory/model";
import type { PlaceMap } from "../inventory/place-map";
import type { Plan } from "../inventory/plan/plan-model";
import { quotaOf } from "../inventory/quota-of";
import type { Affected } from "./affected";
import type { ApplyReviews } from "./apply-review";
import { holderChange } from "./holder-change";
import { holderNames } from "./holder-names";
import type { HeldKey, Holder } from "./holders";
import { keyNames } from "./key-names";
import { isLive } from "./key-pairs";
import { keyWords, type KeyContext } from "./key-words";
import type { HolderReview, KeyReview, Step, UnmanagedKeys } from "./plan-review";
import type { PossibleKeys } from "./possible-keys";
import { runsAsRoot } from "./root-runs";
import type { KeyOperation, OperationOrder } from "./simulation/key-operation";
import type { KeyNumbers } from "./simulation/simulate";
import type { UnmanagedKeyCounts } from "./unmanaged-keys";

/** A holder, and what is done to its keys. */
export interface Work {
  readonly holder: Holder;
  readonly operations: readonly KeyOperation[];
  /** The place of the key that each operation is on among those of the holder, by the index of the operation. */
  readonly places: readonly number[];
}

/** What the reviews of all holders share. */
export interface ReviewBase {
  readonly plan: Plan;
  readonly unmanaged: UnmanagedKeyCounts;
  readonly possible: PossibleKeys;
  readonly affected: Affected;
  readonly applies: ApplyReviews;
  /** Of keys that change hands, both holders, by the place of the key. */
  readonly others: PlaceMap<readonly Holder[]>;
}

const NOWHERE: Site = { stack: "", address: "", path: null, source: null };

/** Says what happens to one holder and its keys. */
export function reviewHolder(base: ReviewBase, work: Work, order: OperationOrder): HolderReview {
  const { holder, operations } = work;
  const { plan, affected } = base;
  const isRoot = holder.kind === "Alibaba Cloud account";
  const isSeen = isRoot
    ? runsAsRoot(plan, holder.account, stacksOf(holder))
    : holder.kind === "whoever runs Terraform"
      ? null
      : true;
  const unmanaged = base.unmanaged.of(holder);
  const managed = keysNow(holder);
  const keys = reviewKeys(base, work, contextOf(work, managed.live, unmanaged, isSeen));
  const steps: Step[] = [];
  for (const [index, { kind }] of operations.entries()) {
    const key = keys[work.places[index] ?? -1];
    if (key) steps.push({ kind, key });
  }
  const quota = quotaOf(holder.account, isRoot ? "accessKeysPerAccount" : "accessKeysPerUser");
  const areStatusesKnown = !keys.some(({ after }) => after !== null && isUnknown(after.status));
  const start = {
    managed,
    unmanaged,
    possible: base.possible.of(holder),
    quota,
    areStatusesKnown,
  };
  const apply = base.applies.of(start, operations, order, steps);
  const notJudged = notJudgedBecause(holder, isSeen);
  const change = holderChange(holder, unmanaged.keys);
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

function keysNow(holder: Holder): KeyNumbers {
  const now = { keys: 0, live: 0 };
  for (const { pair, part } of holder.keys) {
    if (part === "after" || pair.before === null) continue;
    now.keys++;
    if (isLive(pair.before)) now.live++;
  }
  return now;
}

function contextOf(
  { holder, operations }: Work,
  live: number,
  unmanaged: UnmanagedKeys,
  isSeen: boolean | null,
): KeyContext {
  const created = operations.filter((operation) => operation.kind === "create" && operation.live === 1);
  const after = operations.reduce((count, operation) => count + operation.live, live);
  const steady = holder.keys.filter(isSteady);
  return {
    liveAfter: unmanaged.live === null ? null : after + unmanaged.live,
    created: created.length,
    current: holder.keys.length > 1 && steady.length === 1 && unmanaged.live === 0 ? (steady[0] ?? null) : null,
    isSeen,
  };
}

/** A key that works before the apply, during it and after it. */
function isSteady({ pair: { before, after, change } }: HeldKey): boolean {
  const isLeft = change === null || change.action === "no-op" || change.action === "update";
  return isLeft && before !== null && after !== null && isLive(before) && isLive(after);
}

function reviewKeys({ others }: ReviewBase, { holder }: Work, context: Omit<KeyContext, "otherHolder">): KeyReview[] {
  const names = keyNames(holder.keys);
  return holder.keys.map((key, index) => {
    const { pair, part } = key;
    const other = part === "both" ? undefined : others.get(pair.site)?.find((each) => each !== holder);
    const { symbol, words } = keyWords(key, context, other ? holderNames(other).label : null);
    const { site, before, after, recorded, change, drift, isGone } = pair;
    return { symbol, name: names[index] ?? "", words, site, before, after, recorded, change, drift, isGone, part };
  });
}

function stacksOf({ keys }: Holder): ReadonlySet<string> {
  return new Set(keys.map(({ pair }) => pair.site.stack));
}

function notJudgedBecause({ kind, unknown }: Holder, isSeen: boolean | null): string | null {
  if (unknown !== null) return `${unknown.attribute} is not known, because ${unknown.because}`;
  if (kind === "whoever runs Terraform") return "a key without a user belongs to whoever runs Terraform";
  if (isSeen === true) return null;
  return isSeen === false
    ? "somebody else has made the plan, and only the account itself sees its keys"
    : "only the account itself sees its keys, and the plan does not say that the account has made it";
}
