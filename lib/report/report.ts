import type { KeyLine } from "../find/key-overview";
import type { NotReadInStack } from "../configuration/not-read";
import type { Finding, Level } from "../rules/finding";
import type { Rule } from "../rules/rule";
import type { ReviewReport } from "./review/review-report";
import type { Unjudged } from "./unjudged";

/** What was looked at: a configuration, plans, or states. */
export type ReportingCommand = "check" | "review" | "audit";

/** What a renderer may say beside the findings; each takes of it what its format has a place for. */
export interface ReportContext {
  /** Version of ramparts. */
  readonly version: string;
  /** The rules of the run: what formats that describe rules take their texts from. */
  readonly rules: readonly Rule[];
  /** The least level that fails the run. */
  readonly failOn: Level;
  /** By the name of each stack its configuration file, relative to where the run started: the place of last resort. */
  readonly files: ReadonlyMap<string, string>;
  /** The reason for which errors were lowered in this run; every format says it first. */
  readonly breakGlass?: string | undefined;
  /** @default "check" */
  readonly command?: ReportingCommand;
  /** What cannot be told from what was given, and why: a sentence each. */
  readonly notKnown?: readonly string[];
  /** What of the configurations was not read. */
  readonly notRead?: readonly NotReadInStack[];
  /** The stacks of which nothing could be said; every format says so before anything else. */
  readonly unjudged?: readonly Unjudged[];
  /** What an apply does to AccessKeys; every format says it before the findings. */
  readonly review?: ReviewReport;
  /** The AccessKeys that exist, those first that most has to be done about. */
  readonly keys?: readonly KeyLine[];
  /** A baseline, and how many of the findings that it has are there and not shown. */
  readonly baseline?: { readonly file: string; readonly old: number } | undefined;
  /** Whether the report goes to a terminal that shows colours. */
  readonly colors?: boolean;
  /** Width of the terminal, in characters; undefined where the report goes elsewhere. */
  readonly columns?: number | undefined;
}

/**
 * Turns findings into the text of one format, in pieces, since a large report is longer than one text can be: each
 * piece ends where a line ends. They are made as they are asked for.
 */
export type Renderer = (findings: readonly Finding[], context: ReportContext) => Iterable<string>;

/** The rule whose findings tell that a change weakens the guard: a reader gets to know that first. */
const WEAKENS = "GRD004";

export interface Parts {
  /** What in the change weakens the guard. */
  readonly weakening: readonly Finding[];
  /** All others that nobody has acknowledged. */
  readonly open: readonly Finding[];
  readonly acknowledged: readonly Finding[];
}

/** The parts of a report in the order in which a reader needs them. */
export function partsOf(findings: readonly Finding[]): Parts {
  const unacknowledged = findings.filter((finding) => !finding.acknowledged);
  return {
    weakening: unacknowledged.filter((finding) => finding.rule === WEAKENS),
    open: unacknowledged.filter((finding) => finding.rule !== WEAKENS),
    acknowledged: findings.filter((finding) => finding.acknowledged),
  };
}
