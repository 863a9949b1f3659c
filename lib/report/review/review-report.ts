import type { Site } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";
import type { AffectedConsumer, Course, HolderReview, KeyReview, PlanReview } from "../../plan/plan-review";
import type { Place } from "../../rules/finding";

/** What an apply does to AccessKeys, as reports show it: plain data, without a secret. The member `review` of JSON. */
export interface ReviewReport {
  /** Whoever has keys that are touched, the most urgent first. */
  readonly holders: readonly HolderReport[];
  /** How many others have keys. */
  readonly untouched: number;
}

export interface HolderReport extends Place {
  readonly name: string;
  /** `RAM user`, `Alibaba Cloud account`, `whoever runs Terraform`, `unknown owner`. */
  readonly kind: string;
  /** `user:hologres-bi`; null where it is not known. */
  readonly subject: string | null;
  /** What becomes of the user itself; null where nothing does. */
  readonly change: { readonly kind: string; readonly symbol: string; readonly words: string } | null;
  readonly keys: readonly KeyReport[];
  /** Keys that Terraform does not manage: how many, null where nobody has said; one by one where a listing has them. */
  readonly unmanaged: {
    readonly count: number | null;
    readonly keys: readonly { readonly id: string; readonly status: string }[];
  };
  /** Who uses a key that is disabled, deleted or replaced. */
  readonly affected: readonly AffectedConsumer[];
  /** Places of the configuration that read the secret of such a key. */
  readonly readers: readonly Place[];
  readonly quota: number;
  /** `cannot fail`, `may fail`, `will fail` or `not known`: whether a creation meets the full quota. */
  readonly verdict: string;
  /** Whether the order is that of the apply, or only what the JSON of the plan proves. */
  readonly isOrderCertain: boolean;
  readonly numbers: { readonly keys: Course; readonly live: Course; readonly isLiveKnown: boolean };
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
  /** The AccessKey id; null for one that there is not yet. */
  readonly id: string | null;
}

/**
 * A review as reports show it.
 *
 * @param shown takes out of a text what nobody is to see
 * @param shownId what of an AccessKey id may be seen
 */
export function reviewReport(
  { holders, untouched }: PlanReview,
  shown: (text: string) => string,
  shownId: (id: string) => string,
): ReviewReport {
  const place = ({ stack, address, path, source }: Site): Place => ({
    stack: shown(stack),
    address: shown(address),
    path: path && shown(path),
    source: source && { ...source, file: shown(source.file) },
  });
  const key = ({ symbol, name, words, site, before, after, recorded }: KeyReview): KeyReport => {
    const id = (before ?? after ?? recorded)?.record?.id;
    return { symbol, name: shown(name), words: shown(words), id: id ? shownId(id) : null, ...place(site) };
  };
  const consumer = ({ service, name, owner, runbook, keys }: AffectedConsumer): AffectedConsumer => ({
    service: shown(service),
    name: shown(name),
    owner: shown(owner),
    runbook: runbook && shown(runbook),
    keys: keys.map(shown),
  });
  const holder = (each: HolderReview): HolderReport => {
    const { name, kind, subject, change, unmanaged, quota, apply, notJudged } = each;
    return {
      name: shown(name),
      kind,
      subject: subject && shown(subject),
      ...place(each.site),
      change: change && { kind: change.kind, symbol: change.symbol, words: shown(change.words) },
      keys: each.keys.map(key),
      unmanaged: {
        count: isUnknown(unmanaged.count) ? null : unmanaged.count,
        keys: (unmanaged.keys ?? []).map(({ id, status }) => ({ id: shownId(id), status })),
      },
      affected: each.affected.map(consumer),
      readers: each.readers.map(place),
      quota,
      verdict: apply.verdict,
      isOrderCertain: apply.isOrderCertain,
      numbers: { keys: apply.keys, live: apply.live, isLiveKnown: apply.isLiveKnown },
      text: apply.numbers,
      failure: apply.failure && shown(apply.failure),
      notJudged: notJudged && shown(notJudged),
    };
  };
  return { holders: holders.map(holder), untouched };
}
