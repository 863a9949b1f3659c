export type Level = "error" | "warning" | "info";

/** All levels, the most severe first. */
export const LEVELS: readonly Level[] = ["error", "warning", "info"];

export interface Source {
  readonly file: string;
  readonly line: number;
}

/** An acknowledgement as a report shows it. */
export interface Acceptance {
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`, UTC. */
  readonly until: string;
  readonly owner?: string;
  readonly link?: string;
  /** True when it stands in ramparts.yaml, and not in what was checked. */
  readonly external?: true;
}

/** What a report shows: the JSON of `--format json` is a list of these. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly verdict: "violation" | "indeterminate";
  readonly stack: string;
  readonly address: string;
  readonly path: string | null;
  readonly source: Source | null;
  /** `user:hologres-bi`, `account:1234…`; null where the finding is about no identity. */
  readonly subject: string | null;
  readonly message: string;
  readonly fix: string;
  /** The instances that it is about, where it is the same of several of the declaration at its address. */
  readonly instances?: readonly string[];
  /** Other places that take part. */
  readonly related: readonly Place[];
  /** The attribute that is not known, for an indeterminate finding. */
  readonly unknown: string | null;
  /** True when it can be neither accepted nor lowered. */
  readonly fixed: boolean;
  readonly acknowledged: Acceptance | null;
}

export interface Place {
  readonly stack: string;
  readonly address: string;
  readonly path: string | null;
  readonly source: Source | null;
}
