import { marksWithin } from "../../lib/language/marks-within";
import { Unknown, unmarked, type Value } from "../../lib/language/value";
import { closed, opened, SUBSTITUTES, type Name } from "../names/given";
import { scopeOf } from "../names/values";
import { plainText } from "../plain";
import type { Outcome, TerraformPlans } from "../terraform/plan";
import { compareKnown, compareMarks, type Found } from "./compare";
import { describeValue } from "./describe";
import type { Difference } from "./difference";
import { obstacle } from "./within";

/**
 * `known`: nothing is open, and our values are Terraform's. `unknown`: ours are at least as known. `sound`: whatever
 * stands in the place of what is open, Terraform's values lie within ours.
 */
export type Question = "known" | "unknown" | "sound";
export const QUESTIONS: readonly Question[] = ["known", "unknown", "sound"];

export type EvaluateText = (text: string, scope: ReadonlyMap<string, Value>) => Value;

/** So many expressions were judged, and what came of them. */
export interface Verdict {
  /** By the place of the expression; null where nothing differs. */
  readonly differences: readonly (Difference | null)[];
  /** So many Terraform refuses. */
  readonly refused: number;
}

/** Compares our values of expressions with Terraform's. */
export class Judge {
  public constructor(
    private readonly plans: TerraformPlans,
    private readonly names: readonly Name[],
    private readonly evaluate: EvaluateText,
    /** Which of the values that are tried in the place of what is open; each takes plans of its own. */
    private readonly tried: readonly number[] = Array.from({ length: SUBSTITUTES }, (_, round) => round),
  ) {}

  public judge(question: Question, texts: readonly string[]): Verdict {
    const scope = scopeOf(question === "known" ? closed(this.names, 0) : opened(this.names));
    const values = texts.map((text) => this.valueOf(text, scope));
    if (question !== "sound") {
      const outcomes = this.plans.evaluate(texts, question === "known" ? closed(this.names, 0) : opened(this.names));
      return verdictOn(texts, values, [outcomes], (value, outcome) => compared(value, outcome, question === "known"));
    }
    const rounds = this.tried.map((round) => this.plans.evaluate(texts, closed(this.names, round)));
    return verdictOn(texts, values, rounds, contained);
  }

  private valueOf(text: string, scope: ReadonlyMap<string, Value>): Value | Error {
    try {
      return this.evaluate(text, scope);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

function verdictOn(
  texts: readonly string[],
  values: readonly (Value | Error)[],
  rounds: readonly (readonly Outcome[])[],
  compare: (value: Value, outcome: Outcome) => Found | null,
): Verdict {
  const differences = texts.map((text, index): Difference | null => {
    const value = values[index] ?? null;
    if (value instanceof Error) return { text, kind: "crash", where: value.message, ours: "", terraforms: "" };
    for (const outcomes of rounds) {
      const outcome = outcomes[index];
      const found = outcome ? compare(value, outcome) : null;
      if (outcome && found) return { text, ...found, ours: describeValue(value), terraforms: describeOutcome(outcome) };
    }
    return null;
  });
  const refused = rounds[0]?.filter(({ kind }) => kind === "failed").length ?? 0;
  return { differences, refused };
}

/** Functions of Terraform that panic are no judges. */
const PANIC = /panic in function implementation/;

function compared(value: Value, outcome: Outcome, isAllKnown: boolean): Found | null {
  if (outcome.kind === "value") {
    return (
      compareKnown(value, outcome.value, outcome.unknown) ?? compareMarks(value, outcome.sensitive, outcome.unknown)
    );
  }
  if (PANIC.test(outcome.because)) return null;
  const inner = unmarked(value);
  if (!(inner instanceof Unknown)) return { kind: "lenient", where: "" };
  return isAllKnown && !inner.certain.isFailure ? { kind: "unsure", where: inner.because } : null;
}

function contained(value: Value, outcome: Outcome): Found | null {
  // Terraform itself does not know what some functions make of null.
  if (outcome.kind === "failed" || isAnywhere(outcome.unknown)) return null;
  const inner = unmarked(value);
  if (inner instanceof Unknown && inner.certain.isFailure) return { kind: "failure", where: inner.because };
  const where = obstacle(value, outcome.value);
  if (where !== null) return { kind: "other", where };
  const isHidden = outcome.sensitive === true;
  const isMarked = marksWithin(value).some(({ origin }) => origin.isSensitive);
  return isHidden && !isMarked ? { kind: "unmarked", where: "" } : null;
}

function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === "failed") return `refused: ${outcome.because}`;
  const { value, unknown, sensitive } = outcome;
  const shapes = [
    isAnywhere(unknown) ? ` unknown ${JSON.stringify(unknown)}` : "",
    isAnywhere(sensitive) ? ` sensitive ${JSON.stringify(sensitive)}` : "",
  ];
  return plainText(value) + shapes.join("");
}

function isAnywhere(shape: unknown): boolean {
  return shape === true || (typeof shape === "object" && shape !== null && Object.values(shape).some(isAnywhere));
}
