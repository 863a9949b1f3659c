import { evaluateText } from "./evaluate-text";
import { generate } from "./generate/generate";
import { textOf } from "./generate/node";
import { explanationOf } from "./known-differences";
import type { Difference } from "./judge/difference";
import { Judge, type Question } from "./judge/judge";
import { shrink } from "./judge/shrink";
import { NAMES } from "./names/names";
import type { TerraformPlans } from "./terraform/plan";

/** How often an open name is taken where any would do. */
const OPENNESS: Readonly<Record<Question, number>> = { known: 0.2, unknown: 0.6, sound: 0.6 };
/** So many are made smaller; where more differ, there is enough to do already. */
const MOST_SHRUNK = 100;

export interface Answer {
  readonly expressions: number;
  /** So many Terraform refuses. */
  readonly refused: number;
  readonly differing: number;
  /** Those that nobody has explained, made small. */
  readonly differences: readonly Difference[];
  /** How many are explained, by why they differ. */
  readonly explained: ReadonlyMap<string, number>;
}

/**
 * Asks one question about random expressions.
 *
 * @param tried which of the values in the place of what is open; all where it is not given
 */
export function ask(
  plans: TerraformPlans,
  question: Question,
  seed: string,
  count: number,
  tried?: readonly number[],
): Answer {
  const judge = new Judge(plans, NAMES, evaluateText, tried);
  const nodes = generate(seed, count, OPENNESS[question]);
  const verdict = judge.judge(question, nodes.map(textOf));
  const found = verdict.differences.flatMap((difference, index) => {
    const node = nodes[index];
    return difference && node ? [{ node, difference }] : [];
  });
  found.sort((one, other) => one.difference.text.length - other.difference.text.length);
  const explained = new Map<string, number>();
  const differences: Difference[] = [];
  for (const difference of shrink(judge, question, found.slice(0, MOST_SHRUNK))) {
    const because = explanationOf(difference);
    if (because === null) differences.push(difference);
    else explained.set(because, (explained.get(because) ?? 0) + 1);
  }
  return { expressions: count, refused: verdict.refused, differing: found.length, differences, explained };
}

/** What an answer says, for people. */
export function answerText(question: Question, answer: Answer): string {
  const { expressions, refused, differing, differences, explained } = answer;
  const lines = [...groups(differences)].flatMap(([group, texts]) => [`${group}: ${texts.length}`, ...new Set(texts)]);
  lines.push(`${question}: ${expressions} expressions, ${refused} refused by Terraform, ${differing} differ`);
  if (differing > MOST_SHRUNK) lines.push(`  the shortest ${MOST_SHRUNK} of them were looked at`);
  for (const [because, count] of explained) lines.push(`  ${count} of them since ${because}`);
  return `${lines.join("\n")}\n`;
}

/** Differences of one kind for one reason; where in the value they are counts for nothing. */
function groups(differences: readonly Difference[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { kind, where, text, ours, terraforms } of differences) {
    const group = `${kind} (${where.replace(/^[.[].*?(?:: |$)/, "")})`;
    const lines = `  ${text}\n    ours:        ${ours}\n    Terraform's: ${terraforms}`;
    found.set(group, [...(found.get(group) ?? []), lines]);
  }
  return found;
}
