import type { Finding, Place } from "../rules/finding";
import { conclusionOf } from "./counts";
import { acceptanceText, decisionsIn } from "./decisions";
import type { Entry, Group } from "./groups";
import { firstOf, groupFindings, mostSevereFirst, nounOf } from "./groups";
import { keyParagraph } from "./key-table";
import { labelOf, sourceOf } from "./place-text";
import { printable, printableLines } from "./printable";
import { remarksOf } from "./remarks";
import { partsOf, type ReportContext } from "./report";
import { reviewParagraphs } from "./review/human";
import { styleOf, type Style, type StyleOptions } from "./style";
import { unjudgedLines, type Unjudged } from "./unjudged";
import { padTo, widthOf, wrap } from "./wrap";

export interface HumanOptions
  extends
    StyleOptions,
    Partial<Pick<ReportContext, "breakGlass" | "notKnown" | "notRead" | "unjudged" | "review" | "keys" | "baseline">> {
  /**
   * Whether infos are shown one by one or only counted.
   * @default "list"
   */
  readonly infos?: "list" | "count";
}

/** So many names of one group, and so many places of one entry, are shown; the rest is a number. */
const MOST_NAMES = 10;
const MOST_PLACES = 5;

/**
 * Findings as a person reads them: by identity, the most severe first, each with its place and what takes part; what
 * to do follows once for each rule. Before them stands what could not be judged, what an apply does, and which keys
 * there are. A finding that stands alone has it right below.
 */
export function renderHuman(findings: readonly Finding[], options: HumanOptions = {}): string {
  const style = styleOf(options);
  const { weakening, open, acknowledged } = partsOf(findings);
  const shown = options.infos === "count" ? open.filter((finding) => finding.level !== "info") : open;
  const [alone] = weakening.length + shown.length === 1 ? [...weakening, ...shown] : [];
  const paragraphs = [
    ...(options.breakGlass === undefined ? [] : [brokenGlass(options.breakGlass, style)]),
    ...(options.unjudged ?? []).map((each) => unjudgedText(each, style)),
    ...(options.review ? reviewParagraphs(options.review, style) : []),
    keyParagraph(options.keys ?? [], style),
    ...(alone ? [paragraph({ finding: alone, places: [alone] }, style, true)] : sections(weakening, shown, style)),
    decisionsIn(acknowledged)
      .map(({ finding, acceptance, count }) => {
        const more = count > 1 ? ` and ${count - 1} more` : "";
        const line = `acknowledged ${finding.rule}  ${labelOf(finding)}${more}   ${acceptanceText(acceptance)}`;
        return wrap(printable(line), style.width, "", "  ");
      })
      .join("\n"),
    conclusionOf(findings, options),
    remarkLines(options, style).join("\n"),
  ];
  return printableLines(`${paragraphs.filter((text) => text !== "").join("\n\n")}\n`);
}

function brokenGlass(reason: string, { width, paint }: Style): string {
  const lines = wrap(printable(reason), width, "break glass: ", "  ");
  return paint.warning(`${lines}\n  errors that can be accepted are warnings in this run`);
}

function unjudgedText(unjudged: Unjudged, { paint }: Style): string {
  const [first = "", ...more] = unjudgedLines(unjudged);
  return [paint.error(first), ...more].join("\n");
}

/** Sentences are wrapped; what was not read are names of files, and stays on its line. */
function remarkLines({ notKnown = [], ...others }: HumanOptions, { width }: Style): string[] {
  const sentences = remarksOf({ notKnown });
  return [...sentences.map((sentence) => wrap(sentence, width, "", "  ")), ...remarksOf(others)];
}

function sections(weakening: readonly Finding[], open: readonly Finding[], style: Style): string[] {
  const weak = groupFindings(weakening).flatMap(({ entries }) => entries);
  return [
    ...(weak.length > 0
      ? [[style.strong("this change weakens the guard"), ...paragraphs(weak, style)].join("\n")]
      : []),
    ...groupFindings(open).map((group) => [header(group, style), ...paragraphs(group.entries, style)].join("\n")),
    fixes(mostSevereFirst([...weakening, ...open]), style),
  ];
}

function header(group: Group, { width, strong }: Style): string {
  const names = firstOf(group.names, MOST_NAMES, printable);
  return wrap(names, width, `${printable(nounOf(group))} `, "  ")
    .split("\n")
    .map(strong)
    .join("\n");
}

function paragraphs(entries: readonly Entry[], style: Style): string[] {
  return entries.map((entry) => paragraph(entry, style, false));
}

function paragraph({ finding, places }: Entry, style: Style, withFix: boolean): string {
  const head = `${finding.level} ${finding.rule}`;
  const title = `${head}  ${printable(labelOf(finding))}`;
  const rows = [...rowsOf("also", places.slice(1)), ...rowsOf("", finding.related)];
  const [first = "", ...below] = table([[title, printable(sourceOf(finding))], ...rows]);
  const message = wrap(printable(finding.message), style.width, "  ");
  const fix = withFix ? [fixLines(finding, style)] : [];
  return [`${style.paint[finding.level](head)}${first.slice(head.length)}`, message, ...below, ...fix].join("\n");
}

/** A finding without its head, for where another program has said which place it is about: message, line, fix. */
export function renderDetails(finding: Finding): string {
  const line = printable(sourceOf(finding));
  const rows = table(rowsOf("", finding.related));
  const at = line === "" ? [] : [`  at: ${line}`];
  return [printable(finding.message), ...at, ...rows, `  fix: ${printable(finding.fix)}   ${explain(finding)}`].join(
    "\n",
  );
}

type Row = readonly [label: string, source: string];

/** Places under a finding, each with its number or with a word. */
function rowsOf(word: string, places: readonly Place[]): Row[] {
  const rows = places
    .slice(0, MOST_PLACES)
    .map((place, index): Row => [`    ${word || index + 1}  ${printable(labelOf(place))}`, printable(sourceOf(place))]);
  const more = places.length - rows.length;
  return more > 0 ? [...rows, [`    and ${more} more`, ""]] : rows;
}

/** Lines of two columns, of which the second starts at the same place in all. */
function table(rows: readonly Row[]): string[] {
  const width = rows.reduce((widest, [label]) => Math.max(widest, widthOf(label)), 0);
  return rows.map(([label, source]) => (source === "" ? label : `${padTo(label, width)}   ${source}`));
}

function fixLines(finding: Finding, { width }: Style): string {
  const lines = wrap(printable(finding.fix), width, "  fix: ", "       ");
  const last = lines.slice(lines.lastIndexOf("\n") + 1);
  const suffix = `   ${explain(finding)}`;
  return widthOf(last + suffix) > width ? `${lines}\n    ${suffix}` : lines + suffix;
}

/** What to do, once for each rule and way to do it. */
function fixes(findings: readonly Finding[], { width, strong }: Style): string {
  const ways = new Map(findings.map((finding) => [`${finding.rule} ${finding.fix}`, finding]));
  const lines = [...ways.values()].map(({ rule, fix }) =>
    wrap(printable(fix), width, `  ${rule}  `, " ".repeat(rule.length + 4)),
  );
  const [first] = findings;
  return first ? [`${strong("what to do")}   ${explain(first)}`, ...lines].join("\n") : "";
}

function explain({ rule }: Finding): string {
  return `(ramparts explain ${rule})`;
}
