import { brokenCondition } from "./condition";
import { judgeCourses } from "./courses";
import { judgeFates } from "./fates";
import { History } from "./history";
import { judgeDeaths, judgeOrphans } from "./losses";
import { judgeExitCode, judgeUntouched, judgeUserChange, judgeWidths } from "./others";
import type { ApplyRecord } from "./record";
import type { ReviewDocument } from "./review";
import { Statements, type Statement } from "./statement";
import { judgeVerdicts } from "./verdicts";

/** Every statement of a review, compared with what the apply of the same plans did. */
export function judge(document: ReviewDocument, exitCode: number, record: ApplyRecord): Statement[] {
  const statements = new Statements();
  const { review } = document;
  if (!review) return [];
  const history = new History(record);
  for (const holder of review.holders) {
    const ids = history.usersOf(holder, review);
    // The key of whoever runs Terraform is nobody's of whom the record could tell.
    if (holder.notJudged !== null || ids === null) continue;
    const isConditional = brokenCondition(holder, review, history) !== null;
    judgeCourses(holder, ids, history, isConditional, statements);
    judgeVerdicts(holder, ids, history, isConditional, review.holders, statements);
    judgeFates(holder, history, isConditional, statements);
    judgeUserChange(holder, history, isConditional, statements);
  }
  judgeDeaths(review, history, statements);
  judgeOrphans(review, history, statements);
  judgeUntouched(review, history, statements);
  judgeWidths(document, review, history, statements);
  judgeExitCode(exitCode, document, review, history, statements);
  return statements.all;
}
