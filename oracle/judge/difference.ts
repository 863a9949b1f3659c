/** What is wrong with a value of ours. */
export type DifferenceKind =
  /** Another value than Terraform's. */
  | "other"
  /** Unknown, where Terraform knows it. */
  | "less known"
  /** Said to fail, where Terraform has a value. */
  | "failure"
  /** A value, where Terraform refuses the expression. */
  | "lenient"
  /** Not known to fail, where Terraform refuses an expression of which everything is known. */
  | "unsure"
  /** Without a mark, where Terraform hides it. */
  | "unmarked"
  /** Marked as containing what Terraform does not hide. */
  | "marked"
  /** It threw an error. */
  | "crash";

export interface Difference {
  readonly text: string;
  readonly kind: DifferenceKind;
  /** Where in the value, and what is wrong there. */
  readonly where: string;
  readonly ours: string;
  readonly terraforms: string;
}
