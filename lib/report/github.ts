import type { Finding, Level } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { countsOf } from "./counts";
import { acceptanceText, decisionsIn } from "./decisions";
import { labelOf, locationOf } from "./place-text";
import type { Renderer, ReportContext } from "./report";
import { partsOf } from "./report";
import { MOST_PER_LEVEL, workflowCommand } from "./workflow-command";

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
  let leftOut = 0;
  for (const level of LEVELS) {
    const ofLevel = shown.filter((finding) => finding.level === level);
    lines.push(...ofLevel.slice(0, room[level]).map((finding) => annotation(finding, context)));
    leftOut += Math.max(0, ofLevel.length - room[level]);
  }
  const remarks = [
    findings.length === 0 ? "no findings" : countsOf(findings),
    ...(leftOut > 0 ? [`${leftOut} of them not shown: GitHub shows ${MOST_PER_LEVEL} of each level`] : []),
    ...acknowledgedLines(acknowledged),
  ];
  lines.push(workflowCommand("notice", { title: "ramparts" }, ...remarks));
  return `${lines.join("\n")}\n`;
};

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
