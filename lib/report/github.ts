import type { Finding, Level } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { conclusionOf } from "./counts";
import { acceptanceText, decisionsIn } from "./decisions";
import { labelOf, locationOf } from "./place-text";
import { remarksOf } from "./remarks";
import type { Renderer, ReportContext } from "./report";
import { partsOf } from "./report";
import { failuresOf, headlineOf } from "./review/headline";
import { unjudgedLines } from "./unjudged";
import { MOST_PER_LEVEL, workflowCommand } from "./workflow-command";

/** So many stacks that were not judged have an annotation of their own; the last notice counts them all. */
const MOST_UNJUDGED = 5;

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const satisfies Record<Level, string>;

/**
 * Findings as workflow commands, which GitHub Actions turns into annotations on the lines of a pull request. What
 * comes first is kept when there are more than it shows, and a last notice says how many were left out.
 */
export const renderGithub: Renderer = (findings, context) => {
  const { weakening, open, acknowledged } = partsOf(findings);
  const shown = [...weakening, ...open];
  const lines: string[] = [];
  const room: Record<Level, number> = { error: MOST_PER_LEVEL, warning: MOST_PER_LEVEL, info: MOST_PER_LEVEL - 1 };
  if (context.breakGlass !== undefined) {
    room.warning -= 1;
    lines.push(workflowCommand("warning", { title: "ramparts: break glass" }, context.breakGlass));
  }
  const { unjudged = [], review } = context;
  const said = unjudged.slice(0, MOST_UNJUDGED);
  room.error -= said.length;
  for (const each of said) {
    lines.push(workflowCommand("error", { title: "ramparts: not judged" }, ...unjudgedLines(each)));
  }
  if (review) {
    room.info -= 1;
    const failures = failuresOf(review).slice(0, MOST_PER_LEVEL);
    lines.push(workflowCommand("notice", { title: "ramparts review" }, headlineOf(review), ...failures));
  }
  let leftOut = 0;
  for (const level of LEVELS) {
    const ofLevel = shown.filter((finding) => finding.level === level);
    for (const finding of ofLevel.slice(0, room[level])) lines.push(annotation(finding, context));
    leftOut += Math.max(0, ofLevel.length - room[level]);
  }
  const remarks = [
    conclusionOf(findings, context),
    ...(leftOut > 0 ? [`${leftOut} of them not shown: GitHub shows ${MOST_PER_LEVEL} of each level`] : []),
    ...acknowledgedLines(acknowledged),
    ...remarkLines(context),
  ];
  lines.push(workflowCommand("notice", { title: "ramparts" }, ...remarks));
  return `${lines.join("\n")}\n`;
};

function remarkLines(context: ReportContext): string[] {
  const remarks = remarksOf(context);
  const more = remarks.length - MOST_PER_LEVEL;
  return more > 0 ? [...remarks.slice(0, MOST_PER_LEVEL), `and ${more} more remarks`] : remarks;
}

function acknowledgedLines(findings: readonly Finding[]): string[] {
  const decisions = decisionsIn(findings);
  const lines = decisions.slice(0, MOST_PER_LEVEL).map(({ finding, acceptance, count }) => {
    const more = count > 1 ? ` and ${count - 1} more` : "";
    return `acknowledged ${finding.rule} ${labelOf(finding)}${more} ${acceptanceText(acceptance)}`;
  });
  const more = decisions.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more acknowledgements`] : lines;
}

function annotation(finding: Finding, { rules, files }: ReportContext): string {
  const { rule, level, message, fix } = finding;
  const title = rules.find(({ id }) => id === rule)?.title;
  const location = locationOf(finding, files);
  const properties = {
    ...(location && { file: location.file, line: String(location.line) }),
    title: title === undefined ? rule : `${rule} ${title}`,
  };
  return workflowCommand(COMMANDS[level], properties, labelOf(finding), message, `fix: ${fix}`);
}
