import type { KeyReport } from "../find/key-report";
import type { Site } from "../places/site";
import { printable } from "./printable";

/**
 * The report on one AccessKey as text, for somebody who has been called out of bed: whose it is, the command that stops
 * it, what keeps it stopped, who will notice; then the rest. The command alone has the whole id.
 */
export function keyReportText(report: KeyReport): string {
  const { id, disable } = report;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [`AccessKey ${id}${statusText(report)}`, facts(report)],
    [
      disable.isDone ? "Nothing to disable" : "Disable it now",
      [...(disable.command === null ? [] : [disable.command]), ...disable.notes],
    ],
    [lastingTitle(report), report.lasting],
    ["Who will notice", report.consumers.map(consumerLine)],
    [grantsTitle(report), report.grants.map(grantLine)],
    ["Other keys of the same user", report.otherKeys.map(otherKeyLine)],
    ["Not known", report.notKnown],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].map(printable).join("\n"))
    .join("\n\n")
    .concat("\n");
}

function lastingTitle({ nextApply }: KeyReport): string {
  const isLeaving =
    nextApply === "deletes" || nextApply === "replaces" || nextApply === "forgets" || nextApply === "fails";
  return isLeaving ? "What the next apply does" : "So that it stays disabled";
}

/** A key may have been disabled or deleted outside of Terraform since a state was written. */
function statusText({ status, statusFrom }: KeyReport): string {
  if (status === null) return "";
  return statusFrom === "listing" ? `, ${status}` : `, ${status}, as the state of the last apply has it`;
}

function facts(report: KeyReport): string[] {
  const { holder, place, areStatesGiven, status, created, lastUsed, networks } = report;
  const account = holder.accountId === null || holder.kind === "account" ? "" : ` in account ${holder.accountId}`;
  const used = lastUsed === "never" ? "never used" : lastUsed && `last used ${lastUsed.slice(0, 10)}`;
  const times = [created && `created ${created.slice(0, 10)}`, used].filter((time) => time !== null && time !== "");
  return [
    `It belongs to ${holder.label}${account}.`,
    place === null ? unknownText(areStatesGiven) : standingText(place, report),
    ...(times.length > 0 ? [`It was ${times.join(", and ")}.`] : []),
    ...(status === "gone" ? [] : [networks]),
  ];
}

/** Only where the code was given it is certain that it speaks of the key. */
function standingText(place: Site, { standing }: KeyReport): string {
  switch (standing) {
    case "declared":
      return `It is declared as ${placeText(place)}.`;
    case "deposed":
      return `It stands in the state as ${placeText(place)}: a replacement has left it behind.`;
    case "undeclared":
      return `It stands in the state as ${placeText(place)}, and the code has it no longer.`;
    default:
      return `It stands in the state as ${placeText(place)}.`;
  }
}

function unknownText(areStatesGiven: boolean): string {
  return areStatesGiven
    ? "None of the given states knows it: it was made elsewhere, or by a stack that was not given."
    : "No state was given, so that nothing tells whether Terraform has made it.";
}

export function placeText({ stack, address, path, source }: Site): string {
  const line = source === null ? "" : ` at ${source.file}:${source.line}`;
  return path === null
    ? `${address} of the stack ${stack}${line}`
    : `${path}${line} (${address} of the stack ${stack})`;
}

function consumerLine({ service, name, owner, runbook }: KeyReport["consumers"][number]): string {
  return `${name} (${service}): ${owner}${runbook === undefined ? "" : `, ${runbook}`}`;
}

function grantsTitle({ grantsFrom }: KeyReport): string {
  return grantsFrom === "states" ? "What it may do" : `What it may do, as the ${grantsFrom} has it`;
}

function grantLine({ policy, type, through }: KeyReport["grants"][number]): string {
  return `${policy}${type === "" ? "" : ` (${type})`}${through === null ? "" : `, through the group ${through}`}`;
}

function otherKeyLine({ id, status, place }: KeyReport["otherKeys"][number]): string {
  return `${id}, ${status ?? "of a status that is not known"}: ${place === null ? "made elsewhere" : placeText(place)}`;
}
