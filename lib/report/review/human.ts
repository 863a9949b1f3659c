import { firstOf } from "../groups";
import { sourceOf } from "../place-text";
import { printable } from "../printable";
import type { Style } from "../style";
import { padTo, widthOf, wrap } from "../wrap";
import { alikeHolders, type AlikeHolders } from "./alike";
import type { HolderReport, ReviewReport } from "./review-report";
import { headlineOf, partOf } from "./headline";

/** Where the right column ends: what is read first stays together on a wide terminal too. */
const RIGHT_EDGE = 72;
/** A longer name of a key has its words below it. */
const LONGEST_NAME = 32;
const MOST_NAMES = 10;
/** So many consumers and readers are shown of one holder; the rest is a number. */
const MOST_AFFECTED = 10;

/** What an apply does to AccessKeys, a paragraph for each holder, and how much it is altogether. */
export function reviewParagraphs(review: ReviewReport, style: Style): string[] {
  const part = partOf(review);
  return [
    ...(part === null ? [] : [wrap(part, style.width, "")]),
    ...alikeHolders(review.holders).map((alike) => holderText(alike, style)),
    headlineOf(review),
  ];
}

/** One holder, or several that are alike. */
export function holderText({ holder, names }: AlikeHolders, style: Style): string {
  const { change, failure } = holder;
  const [firstName = "", ...moreNames] = wrap(firstOf(names, MOST_NAMES, printable), style.width, "").split("\n");
  return [
    columns(style.strong(firstName), widthOf(firstName), printable(kindOf(holder, names.length)), style),
    ...moreNames.map((line) => style.strong(line)),
    ...(change
      ? [`  ${style.symbol(change.symbol)} ${rest(wrap(printable(change.words), style.width, "    "), 4)}`]
      : []),
    ...keyLines(holder, style),
    ...unmanagedLines(holder, style),
    ...affectedLines(holder, style),
    ...numberLines(holder, style),
    ...(failure === null ? [] : [paintFailure(holder, wrap(printable(failure), style.width, "  ", "    "), style)]),
  ].join("\n");
}

function kindOf({ kind }: HolderReport, count: number): string {
  return count > 1 && kind.startsWith("RAM") ? `${kind}s` : kind;
}

function keyLines({ keys }: HolderReport, style: Style): string[] {
  const names = keys.map(({ name }) => printable(name));
  const width = names
    .map(widthOf)
    .reduce((widest, each) => (each <= LONGEST_NAME ? Math.max(widest, each) : widest), 0);
  return keys.map(({ symbol, words }, index) => {
    const name = names[index] ?? "";
    const hanging = " ".repeat(4 + width + 3);
    const isLong = widthOf(name) > width;
    const first = isLong ? `${name}\n${hanging}` : `${padTo(name, width)}   `;
    return `  ${style.symbol(symbol)} ${first}${rest(wrap(printable(words), style.width, hanging), hanging.length)}`;
  });
}

/** Wrapped lines without the space that the first starts with, where something else stands. */
function rest(lines: string, indent: number): string {
  return lines.slice(indent);
}

function unmanagedLines({ unmanaged: { keys } }: HolderReport, { width }: Style): string[] {
  if (keys.length === 0) return [];
  const list = firstOf(keys, MOST_AFFECTED, ({ id, status }) => `${printable(id)} (${printable(status)})`);
  return [wrap(list, width, "  made elsewhere: ", "    ")];
}

function affectedLines({ affected, readers }: HolderReport, { width }: Style): string[] {
  const consumers = firstOf(affected, MOST_AFFECTED, ({ name, service, owner, runbook }) => {
    const book = runbook === null ? "" : `, ${runbook}`;
    return printable(`${name} (${service}, ${owner}${book})`);
  });
  const places = firstOf(readers, MOST_AFFECTED, (place) => {
    const source = sourceOf(place);
    return printable(`${place.path ?? place.address}${source === "" ? "" : ` (${source})`}`);
  });
  return [
    ...(consumers === "" ? [] : [wrap(consumers, width, "  affects: ", "    ")]),
    ...(places === "" ? [] : [wrap(places, width, "  secret is read by: ", "    ")]),
  ];
}

function numberLines(holder: HolderReport, style: Style): string[] {
  const { text, quota, notJudged, assumes } = holder;
  if (notJudged !== null) return [wrap(printable(notJudged), style.width, "  numbers not judged: ", "    ")];
  const line = `  ${printable(text)}`;
  return [
    columns(line, widthOf(line), `quota ${quota}`, style),
    ...(assumes === null ? [] : [wrap(`this holds if ${printable(assumes)}`, style.width, "  ", "    ")]),
  ];
}

/** Two columns, of which the right one ends at the edge where there is room for both. */
function columns(left: string, leftWidth: number, right: string, { width }: Style): string {
  const edge = Math.min(RIGHT_EDGE, width);
  return `${left}${" ".repeat(Math.max(2, edge - leftWidth - widthOf(right)))}${right}`;
}

function paintFailure({ verdict }: HolderReport, lines: string, { paint }: Style): string {
  const level = verdict === "not known" ? "warning" : "error";
  return lines.split("\n").map(paint[level]).join("\n");
}
