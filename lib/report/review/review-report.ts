import type { Site } from "../../places/site";
import { isUnknown } from "../../maybe/maybe";
import type { AffectedConsumer, HolderReview, KeyFate, KeyReview, PlanReview } from "../../plan/plan-review";
import type { Course } from "../../plan/range";
import type { Place } from "../../rules/finding";

/** What an apply does to AccessKeys, as reports show it: plain data, without a secret. The member `review` of JSON. */
export interface ReviewReport {
  /** What is known of the plans themselves. */
  readonly plans: readonly PlanReport[];
  /** Whoever has keys that are touched, the most urgent first. */
  readonly holders: readonly HolderReport[];
  /** How many others have keys. */
  readonly untouched: number;
}

export interface PlanReport {
  readonly stack: string;
  /** False for a part of the change: some resources only, or changes that are put off; null where it does not say. */
  readonly isComplete: boolean | null;
  /** Whether Terraform has asked the service for what is in the state; null where nothing tells. */
  readonly isRefreshed: true | null;
}

export interface HolderReport extends Place {
  readonly name: string;
  /** `RAM user`, `Alibaba Cloud account`, `whoever runs Terraform`, `unknown owner`. */
  readonly kind: string;
  /** `user:hologres-bi`; null where it is not known. */
  readonly subject: string | null;
  /** The name of the RAM user before the apply and after it; null where there is none, or it is not known. */
  readonly users: { readonly before: string | null; readonly after: string | null };
  /** The id of the account; null where it is not known. */
  readonly account: string | null;
  /** What becomes of the user itself; null where nothing does. */
  readonly change: {
    readonly kind: string;
    readonly symbol: string;
    readonly words: string;
    readonly force: boolean | null;
  } | null;
  readonly keys: readonly KeyReport[];
  /** Keys that Terraform does not manage: how many, null where nobody has said; one by one where a listing has them. */
  readonly unmanaged: {
    readonly count: number | null;
    /** Who says the number: `listing`, `code`, `manifest`, `assumed` or `nobody`. */
    readonly source: string;
    readonly keys: readonly { readonly id: string; readonly status: string }[];
  };
  /** Who uses a key that is disabled, deleted or replaced. */
  readonly affected: readonly AffectedConsumer[];
  /** Places of the configuration that read the secret of such a key. */
  readonly readers: readonly Place[];
  readonly quota: number;
  /** Whether the service refuses something, the worst of it: `cannot fail`, `may fail`, `will fail` or `not known`. */
  readonly verdict: string;
  readonly refusals: readonly { readonly kind: string; readonly verdict: string }[];
  /** Whether the order is that of the apply, or only what the JSON of the plan proves. */
  readonly isOrderCertain: boolean;
  readonly numbers: { readonly keys: Course; readonly live: Course };
  /** Under which condition numbers and verdict hold; null where there is none. */
  readonly assumes: string | null;
  /** `keys: 2 now → 1 → 2 after; live: 1 → 1 → 2`. */
  readonly text: string;
  /** `may fail: …`; null where nothing can. */
  readonly failure: string | null;
  /** Why nothing is said about the numbers; null where something is. */
  readonly notJudged: string | null;
}

export interface KeyReport extends Place {
  /**
   * `+` created, `-` deleted, `~` replaced or updated, `=` as it was, `>` moved, `x` gone outside of Terraform, `!` out
   * of its hands.
   */
  readonly symbol: string;
  readonly name: string;
  readonly words: string;
  readonly fate: KeyFate;
  /** The AccessKey id; null for one that there is not yet. */
  readonly id: string | null;
}

/**
 * A review as reports show it.
 *
 * @param shown takes out of a text what nobody is to see
 * @param shownId what of an AccessKey id may be seen
 * @param shownAddress takes out of an address what nobody is to see
 */
export function reviewReport(
  { plan, holders, untouched }: PlanReview,
  shown: (text: string) => string,
  shownId: (id: string) => string,
  shownAddress = shown,
): ReviewReport {
  const place = ({ stack, address, path, source }: Site): Place => ({
    stack: shownAddress(stack),
    address: shownAddress(address),
    path: path && shownAddress(path),
    source: source && { ...source, file: shownAddress(source.file) },
  });
  const key = ({ symbol, name, words, fate, site, before, after, recorded }: KeyReview): KeyReport => {
    const id = (before ?? recorded ?? after)?.record?.id;
    return { symbol, name: shown(name), words: shown(words), fate, id: id ? shownId(id) : null, ...place(site) };
  };
  const consumer = ({ service, name, owner, runbook, keys }: AffectedConsumer): AffectedConsumer => ({
    service: shown(service),
    name: shown(name),
    owner: shown(owner),
    runbook: runbook && shown(runbook),
    keys: keys.map(shown),
  });
  const nameKey = ({ account, userName }: NonNullable<HolderReview["before"]>): string =>
    JSON.stringify([account.key, userName?.toLowerCase()]);
  const taken = new Set(holders.flatMap(({ before }) => (before === null ? [] : nameKey(before))));
  // Whoever is only referred to is there already, unless that is another one who has the name until then.
  const existing = ({ after, change: ofUser }: HolderReview): HolderReview["after"] =>
    ofUser?.kind === "created" || after?.declaration || (after && taken.has(nameKey(after))) ? null : after;
  const userName = (owner: HolderReview["before"]): string | null => (owner?.userName ? shown(owner.userName) : null);
  const holder = (each: HolderReview): HolderReport => {
    const { name, kind, subject, change, unmanaged, quota, apply, notJudged } = each;
    return {
      name: shown(name),
      kind,
      subject: subject && shown(subject),
      ...place(each.site),
      users: { before: userName(each.before ?? existing(each)), after: userName(each.after) },
      account: each.account.accountId,
      change: change && {
        kind: change.kind,
        symbol: change.symbol,
        words: shown(change.words),
        force: change.force,
      },
      keys: each.keys.map(key),
      unmanaged: {
        count: isUnknown(unmanaged.count) ? null : unmanaged.count,
        source: unmanaged.source,
        keys: (unmanaged.keys ?? []).map(({ id, status }) => ({ id: shownId(id), status })),
      },
      affected: each.affected.map(consumer),
      readers: each.readers.map(place),
      quota,
      verdict: apply.verdict,
      refusals: apply.refusals.map((refusal) => ({ kind: refusal.kind, verdict: refusal.verdict })),
      isOrderCertain: apply.isOrderCertain,
      numbers: { keys: apply.keys, live: apply.live },
      assumes: apply.assumes && shown(apply.assumes),
      text: apply.numbers,
      failure: apply.failure && shown(apply.failure),
      notJudged: notJudged && shown(notJudged),
    };
  };
  const plans = plan.stacks.map(({ name, isComplete, isRefreshed }) => ({
    stack: shownAddress(name),
    isComplete,
    isRefreshed,
  }));
  return { plans, holders: holders.map(holder), untouched };
}
