import type { KeyLine, KeyRule } from "../find/key-overview";
import { largest } from "../inventory/lists";
import { counted } from "../inventory/wording";
import { labelOf } from "./place-text";
import { printable, printableLines } from "./printable";
import { remarksOf } from "./remarks";
import type { Renderer } from "./report";
import { styleOf, type Style } from "./style";
import { unjudgedLines } from "./unjudged";
import { padTo, widthOf, wrap } from "./wrap";

const HEADER = ["key", "holder", "status", "age", "last used", "findings", "where"] as const;
const FINDINGS = HEADER.indexOf("findings");
/** So many lines stand in a report that has more to say. */
const MOST_LINES = 20;

/** The AccessKeys that exist, one line each, and nothing else but what was not judged and what is not known. */
export const renderKeyTable: Renderer = (_, context) => {
  const { keys = [], unjudged = [] } = context;
  const style = styleOf(context);
  const remarks = remarksOf({ ...context, baseline: undefined });
  const paragraphs = [
    unjudged.flatMap(unjudgedLines).join("\n"),
    keys.length === 0 ? "no AccessKeys in what was read" : keyTable(keys, style),
    remarks.map((line) => wrap(line, style.width, "", "  ")).join("\n"),
  ];
  return printableLines(`${paragraphs.filter((text) => text !== "").join("\n\n")}\n`);
};

/** The first keys of an overview, as a paragraph of a report with more in it; nothing where there are none. */
export function keyParagraph(keys: readonly KeyLine[], style: Style): string {
  if (keys.length === 0) return "";
  const more = keys.length - MOST_LINES;
  const table = keyTable(keys.slice(0, MOST_LINES), style);
  const title = style.strong(`${counted(keys.length, "AccessKey")}${keys.length > 1 ? ", the worst first" : ""}`);
  return [title, table, ...(more > 0 ? [`  and ${more} more: --format table shows all of them`] : [])].join("\n");
}

function keyTable(keys: readonly KeyLine[], { paint, width }: Style): string {
  const rows = [HEADER, ...keys.map(cellsOf)].map((cells) => cells.map(printable));
  const widths = HEADER.map((_, column) => largest(rows.map((cells) => widthOf(cells[column] ?? ""))));
  const lines = rows.map((cells, index) => {
    const worst = keys[index - 1]?.worst ?? null;
    const padded = cells.map((cell, column) => {
      const text = column === cells.length - 1 ? cell : padTo(cell, widths[column] ?? 0);
      return column === FINDINGS && worst !== null ? paint[worst](text) : text;
    });
    return `  ${padded.join("  ")}`.trimEnd();
  });
  const legend = legendOf(keys.flatMap(({ rules }) => rules));
  return [...lines, ...(legend === "" ? [] : [wrap(legend, width, "  ")])].join("\n");
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
