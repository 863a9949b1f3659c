import type { KeyLine, KeyRule } from "../find/key-overview";
import { largest } from "../text/lists";
import { counted } from "../text/wording";
import { textOfParagraphs, type Paragraph } from "./paragraphs";
import { inPieces } from "./pieces";
import { labelOf } from "./place-text";
import { printable } from "./printable";
import { remarksOf } from "./remarks";
import type { Renderer, ReportContext } from "./report";
import { styleOf, type Style } from "./style";
import { unjudgedLines } from "./unjudged";
import { padTo, widthOf, wrap } from "./wrap";

const HEADER = ["key", "holder", "status", "age", "last used", "findings", "where"] as const;
const FINDINGS = HEADER.indexOf("findings");
/** So many lines stand in a report that has more to say. */
const MOST_LINES = 20;

/** The AccessKeys that exist, one line each, and nothing else but what was not judged and what is not known. */
export const renderKeyTable: Renderer = (_, context) => inPieces(textOf(context));

function* textOf(context: ReportContext): Generator<string> {
  const { keys = [], unjudged = [] } = context;
  const style = styleOf(context);
  const remarks = remarksOf({ ...context, baseline: undefined });
  yield* textOfParagraphs([
    unjudged.flatMap(unjudgedLines),
    keys.length === 0 ? ["no AccessKeys in what was read"] : keyTable(keys, style),
    remarks.map((line) => wrap(line, style.width, "", "  ")),
  ]);
  yield "\n";
}

/** The first keys of an overview, as a paragraph of a report with more in it; nothing where there are none. */
export function* keyParagraph(keys: readonly KeyLine[], style: Style): Paragraph {
  if (keys.length === 0) return;
  const more = keys.length - MOST_LINES;
  yield style.strong(`${counted(keys.length, "AccessKey")}${keys.length > 1 ? ", the worst first" : ""}`);
  yield* keyTable(keys.slice(0, MOST_LINES), style);
  if (more > 0) yield `  and ${more} more: --format table shows all of them`;
}

function* keyTable(keys: readonly KeyLine[], { paint, width }: Style): Paragraph {
  const rows = [HEADER, ...keys.map(cellsOf)].map((cells) => cells.map(printable));
  const widths = HEADER.map((_, column) => largest(rows.map((cells) => widthOf(cells[column] ?? ""))));
  for (const [index, cells] of rows.entries()) {
    const worst = keys[index - 1]?.worst ?? null;
    const padded = cells.map((cell, column) => {
      const text = column === cells.length - 1 ? cell : padTo(cell, widths[column] ?? 0);
      return column === FINDINGS && worst !== null ? paint[worst](text) : text;
    });
    yield `  ${padded.join("  ")}`.trimEnd();
  }
  const legend = legendOf(keys.flatMap(({ rules }) => rules));
  if (legend !== "") yield wrap(legend, width, "  ");
}

function cellsOf({ id, holder, status, ageDays, lastUsed, rules, place, mark }: KeyLine): string[] {
  return [
    id,
    holder.kind === "user" ? (holder.name ?? "not known") : holder.kind === "account" ? "the account" : "not known",
    status ?? "not known",
    ageDays === null ? "not known" : counted(ageDays, "day"),
    lastUsed === null ? "not known" : lastUsed.slice(0, 10),
    rules.length === 0 ? "none" : rules.map(ruleText).join(" "),
    place === null ? "in no state" : `${labelOf(place)}${mark === "tainted" ? " (tainted)" : ""}`,
  ];
}

function ruleText({ rule, verdict, isAcknowledged }: KeyRule): string {
  const text = verdict === "indeterminate" ? `${rule}?` : rule;
  return isAcknowledged ? `(${text})` : text;
}

function legendOf(rules: readonly KeyRule[]): string {
  return [
    ...(rules.some(({ verdict }) => verdict === "indeterminate") ? ["? cannot be told"] : []),
    ...(rules.some(({ isAcknowledged }) => isAcknowledged) ? ["(…) acknowledged"] : []),
  ].join(", ");
}
