/** What `ramparts review --format json` says, as far as it can be true or false. */
export interface ReviewDocument {
  readonly review?: Review;
  readonly findings: readonly Finding[];
  readonly unjudged: readonly unknown[];
  readonly notKnown: readonly string[];
}

export interface Review {
  readonly plans: readonly {
    readonly stack: string;
    readonly isComplete: boolean | null;
    readonly isRefreshed: true | null;
  }[];
  readonly holders: readonly Holder[];
  readonly untouched: number;
}

export interface Holder {
  readonly name: string;
  readonly kind: string;
  readonly users: { readonly before: string | null; readonly after: string | null };
  readonly change: HolderChange | null;
  readonly keys: readonly Key[];
  readonly unmanaged: {
    readonly count: number | null;
    readonly source: "listing" | "code" | "manifest" | "assumed" | "nobody";
    readonly keys: readonly { readonly id: string; readonly status: string }[];
  };
  readonly quota: number;
  readonly verdict: Verdict;
  readonly refusals: readonly { readonly kind: RefusalKind; readonly verdict: Verdict }[];
  readonly isOrderCertain: boolean;
  readonly numbers: { readonly keys: Course; readonly live: Course };
  readonly assumes: string | null;
  readonly text: string;
  readonly failure: string | null;
  readonly notJudged: string | null;
}

export interface HolderChange {
  readonly kind: "created" | "deleted" | "replaced" | "renamed" | "forgotten" | "moved" | "adopted";
  readonly symbol: string;
  readonly words: string;
  readonly force: boolean | null;
}

export type Verdict = "cannot fail" | "may fail" | "will fail" | "not known";
export type RefusalKind = "quota" | "name taken" | "user keeps keys" | "no such user";

/** At least and at most; no upper bound is known where that is null. */
export interface Range {
  readonly atLeast: number;
  readonly atMost: number | null;
}

export interface Course {
  readonly now: Range;
  readonly lowest: Range;
  readonly highest: Range;
  /** Null where no apply can end well. */
  readonly after: Range | null;
}

export interface Key {
  readonly symbol: string;
  readonly name: string;
  readonly words: string;
  readonly id: string | null;
  readonly stack: string;
  readonly address: string;
  readonly fate: Fate;
}

export interface Fate {
  readonly kind:
    | "created"
    | "deleted"
    | "replaced"
    | "disabled"
    | "enabled"
    | "updated"
    | "kept"
    | "forgotten"
    | "dies with its user"
    | "vanished"
    | "lost from view"
    | "unknown";
  readonly before: KeyStatus | null;
  readonly after: KeyStatus | null;
  readonly outside: "enabled" | "disabled" | "vanished" | "not known" | null;
  readonly isAsked: boolean;
  readonly isTainted: boolean;
  readonly diesWithUser: "certain" | "possible" | null;
  readonly nextDiesWithUser: "certain" | "possible" | null;
  readonly untracked: "certain" | "possible" | null;
}

export type KeyStatus = "Active" | "Inactive" | "not known";

export interface Finding {
  readonly rule: string;
  readonly level: "error" | "warning" | "info";
  readonly verdict: "violation" | "indeterminate";
  readonly address: string;
  readonly subject: string | null;
  readonly message: string;
  readonly acknowledged: object | null;
}
