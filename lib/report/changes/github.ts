import type { Change } from "../../manifest/changes";
import { MOST_PER_LEVEL, workflowCommand } from "../workflow-command";
import { countOfChanges } from "./count";

/** Changes of a manifest as workflow commands of GitHub Actions: warnings for what gives more access, notices else. */
export function renderChangesGithub(changes: readonly Change[]): string {
  const high = changes.filter(({ weight }) => weight === "high");
  const others = changes.filter(({ weight }) => weight !== "high");
  const shown = [
    ...high.slice(0, MOST_PER_LEVEL).map((change) => annotation("warning", change)),
    // One notice is that of the count.
    ...others.slice(0, MOST_PER_LEVEL - 1).map((change) => annotation("notice", change)),
  ];
  const leftOut = changes.length - shown.length;
  const more = leftOut > 0 ? [`${leftOut} of them not shown: GitHub shows ${MOST_PER_LEVEL} of each level`] : [];
  return `${[...shown, workflowCommand("notice", { title: "ramparts manifest" }, countOfChanges(changes), ...more)].join("\n")}\n`;
}

function annotation(level: "warning" | "notice", { identity, words }: Change): string {
  return workflowCommand(level, { title: "ramparts manifest" }, `${identity}: ${words}`);
}
