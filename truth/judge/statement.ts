/** What a review can say. */
export const STATEMENT_KINDS = [
  "keys now",
  "keys lowest",
  "keys highest",
  "keys after",
  "live now",
  "live lowest",
  "live highest",
  "live after",
  "verdict cannot fail",
  "verdict will fail",
  "refusal quota",
  "refusal name taken",
  "refusal user keeps keys",
  "refusal no such user",
  "fate of key",
  "status before",
  "status after",
  "changed outside",
  "dies Active",
  "orphaned",
  "wider",
  "change of user",
  "untouched",
  "exit code",
  "sentence",
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** A statement, compared with what has happened. */
export interface Statement {
  readonly kind: StatementKind;
  /** `not known`: it holds on a condition that did not hold, or makes no claim. */
  readonly outcome: "true" | "false" | "not known";
  /** Whom it is about. */
  readonly about: string;
  /** What the review says. */
  readonly says: string;
  /** What was so in fact. */
  readonly was: string;
}

/** Collects statements of one holder, or of the review as a whole. */
export class Statements {
  public readonly all: Statement[] = [];

  public add(kind: StatementKind, about: string, isTrue: boolean | null, says: string, was: string): void {
    const outcome = isTrue === null ? "not known" : isTrue ? "true" : "false";
    this.all.push({ kind, outcome, about, says, was });
  }
}
