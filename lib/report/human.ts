import { createColors } from "picocolors";
import type { NotReadInStack } from "../inventory/not-read";
import type { Finding, Level, Place } from "../rules/finding";
import { summary } from "../rules/summary";
import { notReadLines } from "./not-read";
import { printable } from "./printable";

export interface HumanOptions {
  /** @default false - plain text */
  readonly colors?: boolean;
  /**
   * Whether infos are shown one by one or only counted.
   * @default "list"
   */
  readonly infos?: "list" | "count";
  /** The reason for which errors were lowered in this run; it is the first thing that a reader sees. */
  readonly breakGlass?: string | undefined;
  /**
   * What of the configurations was not read, which the report ends with.
   * @default nothing
   */
  readonly notRead?: readonly NotReadInStack[];
}

/** Findings as a person reads them: the most severe first, each with its place, what takes part and what to do. */
export function renderHuman(findings: readonly Finding[], options: HumanOptions = {}): string {
  const colors = createColors(options.colors ?? false);
  const paint: Readonly<Record<Level, (text: string) => string>> = {
    error: (text) => colors.bold(colors.red(text)),
    warning: (text) => colors.bold(colors.yellow(text)),
    info: (text) => colors.cyan(text),
  };
  const open = findings.filter((finding) => !finding.acknowledged);
  const infos = options.infos === "count" ? [] : open.filter((finding) => finding.level === "info");
  const paragraphs = [
    ...(options.breakGlass === undefined ? [] : [paint.warning(brokenGlass(options.breakGlass))]),
    ...open.filter((finding) => finding.level !== "info").map((finding) => paragraph(finding, paint[finding.level])),
    infos.map((finding) => line(finding, paint.info)).join("\n"),
    acknowledgedLines(findings),
    closing(findings),
    notReadLines(options.notRead ?? []).join("\n"),
  ];
  return `${paragraphs.filter((text) => text !== "").join("\n\n")}\n`;
}

function brokenGlass(reason: string): string {
  return `break glass: ${printable(reason)}\n  errors that can be accepted are warnings in this run`;
}

function paragraph(finding: Finding, paint: (text: string) => string): string {
  const head = `${finding.level} ${finding.rule}`;
  const title = `${head}  ${label(finding)}`;
  const width = [title, ...relatedLabels(finding)].reduce((widest, text) => Math.max(widest, text.length), 0);
  return [
    `${paint(head)}${columns(title, source(finding), width).slice(head.length)}`,
    `  ${printable(finding.message)}`,
    ...below(finding, width),
  ].join("\n");
}

/** A finding without its head, for where another program has said which place it is about: message, line, fix. */
export function renderDetails(finding: Finding): string {
  const width = relatedLabels(finding).reduce((widest, text) => Math.max(widest, text.length), 0);
  const line = source(finding);
  return [printable(finding.message), ...(line === "" ? [] : [`  at: ${line}`]), ...below(finding, width)].join("\n");
}

/** What follows the message: who takes part, and what to do. */
function below(finding: Finding, width: number): string[] {
  const labels = relatedLabels(finding);
  return [
    ...finding.related.map((place, index) => columns(labels[index] ?? "", source(place), width)),
    `  fix: ${printable(finding.fix)}`,
  ];
}

function relatedLabels(finding: Finding): string[] {
  return finding.related.map((place, index) => `    ${index + 1}  ${label(place)}`);
}

function line(finding: Finding, paint: (text: string) => string): string {
  const where = [label(finding), source(finding)].filter((text) => text !== "").join("   ");
  return `${paint(`${finding.level} ${finding.rule}`)}  ${where}   ${printable(finding.message)}`;
}

/** One line for each decision: an acknowledgement may cover thousands of findings. */
function acknowledgedLines(findings: readonly Finding[]): string {
  const decisions = new Map<string, { readonly line: string; readonly first: string; count: number }>();
  for (const finding of findings) {
    if (!finding.acknowledged) continue;
    const { until, owner, reason } = finding.acknowledged;
    const by = owner === undefined ? "" : ` by ${printable(owner)}`;
    const line = `until ${printable(until)}${by}: ${printable(reason)}`;
    const key = `${finding.rule} ${line}`;
    const decision = decisions.get(key);
    if (decision) decision.count += 1;
    else decisions.set(key, { line, first: `acknowledged ${finding.rule}  ${label(finding)}`, count: 1 });
  }
  return [...decisions.values()]
    .map(({ line, first, count }) => `${first}${count > 1 ? ` and ${count - 1} more` : ""}   ${line}`)
    .join("\n");
}

function closing(findings: readonly Finding[]): string {
  if (findings.length === 0) return "no findings";
  const { error, warning, info, acknowledged } = summary(findings);
  const parts = [
    [error, `error${error === 1 ? "" : "s"}`],
    [warning, `warning${warning === 1 ? "" : "s"}`],
    [info, `info${info === 1 ? "" : "s"}`],
    [acknowledged, "acknowledged"],
  ] as const;
  return parts.flatMap(([count, noun]) => (count > 0 ? `${count} ${noun}` : [])).join(", ");
}

/** The construct path where there is one, else the address and the stack it is in. */
function label({ path, address, stack }: Place): string {
  if (path === "") return "the whole app";
  return printable(path ?? `${address} (stack ${stack})`);
}

function source(place: Place): string {
  return place.source ? printable(`${place.source.file}:${place.source.line}`) : "";
}

/** A line of two columns, of which the second starts at the same place in all lines of one finding. */
function columns(left: string, right: string, width: number): string {
  return right === "" ? left : `${left.padEnd(width)}   ${right}`;
}
