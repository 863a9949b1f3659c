import type { Finding, Place } from "../rules/finding";
import type { Rule } from "../rules/rule";
import { conclusionOf, countsOf } from "./counts";
import { acceptanceText, decisionsIn } from "./decisions";
import type { Entry, Group } from "./groups";
import { firstOf, groupFindings, nounOf } from "./groups";
import { markdownCode, markdownText } from "./markdown-text";
import { Page } from "./page";
import { labelOf, sourceOf } from "./place-text";
import { remarksOf } from "./remarks";
import type { Renderer, ReportingCommand } from "./report";
import { partsOf } from "./report";
import { reviewMarkdown } from "./review/markdown";
import type { Unjudged } from "./unjudged";

/** By this a workflow finds its own comment again, and replaces it. */
const markerOf = (command: ReportingCommand): string => `<!-- ramparts:${command} -->`;
/** What GitHub takes as the body of a comment, and what of it is kept for the last sentence. */
const LONGEST_COMMENT = 65_536;
const RESERVE = 300;
const MOST_NAMES = 5;
const MOST_PLACES = 5;
const LONGEST_MESSAGE = 1000;

/**
 * Findings as a comment on a pull request: what was not judged, what an apply does, what weakens the guard, a table of
 * the rules, and folded below it the findings of each identity, what was acknowledged and what is not known. At most
 * 65,536 characters long; it says what it left out.
 */
export const renderMarkdown: Renderer = (findings, context) => {
  const { breakGlass, rules, command = "check", unjudged = [], review } = context;
  const { weakening, open, acknowledged } = partsOf(findings);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const page = new Page(LONGEST_COMMENT - RESERVE);

  page.add(`${markerOf(command)}\n## ramparts ${command}: ${conclusionOf(findings, context)}\n\n`);
  if (breakGlass !== undefined) {
    const reason = markdownText(breakGlass);
    page.add(`> **break glass: ${reason}**<br>errors that can be accepted are warnings in this run\n\n`);
  }
  page.addList("### Not judged\n\n", unjudgedItems(unjudged), "\n");
  if (review) page.add(reviewMarkdown(review));
  const weak = groupFindings(weakening).flatMap(({ entries }) => entries);
  page.addList("### This change weakens the guard\n\n", itemsOf(weak, byId), "\n");
  if (open.length > 0) page.add(ruleTable(open, byId));
  for (const group of groupFindings(open)) {
    page.addList(`<details><summary>${title(group)}</summary>\n\n`, itemsOf(group.entries, byId), "\n</details>\n\n");
  }
  const accepted = `<details><summary>${acknowledged.length} acknowledged</summary>\n\n`;
  page.addList(accepted, acknowledgedItems(acknowledged), "\n</details>\n\n");
  page.addList("<details><summary>what is not known</summary>\n\n", remarkItems(context), "\n</details>\n\n");
  if (page.leftOut > 0) {
    const number = `${page.leftOut} finding${page.leftOut === 1 ? "" : "s"}`;
    page.add(`_${number} left out, which did not fit into a comment; \`ramparts ${command}\` shows all of them._\n\n`);
  }
  return `${page.toString().trimEnd()}\n`;
};

function* unjudgedItems(unjudged: readonly Unjudged[]): Iterable<{ text: string; count: number }> {
  for (const { stack, words, lines } of unjudged) {
    const told = lines.map((line) => markdownText(line)).join("<br>");
    yield { text: `- **${markdownText(stack)}** ${markdownText(words)}${told && `<br>${told}`}\n`, count: 1 };
  }
}

function* remarkItems(context: Parameters<typeof remarksOf>[0]): Iterable<{ text: string; count: number }> {
  for (const remark of remarksOf(context)) yield { text: `- ${markdownText(remark, LONGEST_MESSAGE)}\n`, count: 0 };
}

type RulesById = ReadonlyMap<string, Rule>;

function ruleTable(findings: readonly Finding[], rules: RulesById): string {
  const rows = new Map<string, { readonly finding: Finding; count: number }>();
  for (const finding of findings) {
    const key = `${finding.level} ${finding.rule}`;
    const row = rows.get(key);
    if (row) row.count += 1;
    else rows.set(key, { finding, count: 1 });
  }
  const lines = [...rows.values()].map(({ finding: { level, rule, fix }, count }) => {
    const known = rules.get(rule);
    const cells = [level, markdownText(rule), markdownText(known?.title ?? ""), count, markdownText(known?.fix ?? fix)];
    return `| ${cells.join(" | ")} |\n`;
  });
  const heading = "| level | rule | finding | count | what to do |\n| --- | --- | --- | --: | --- |\n";
  return `${heading}${lines.join("")}\n`;
}

function title(group: Group): string {
  const names = firstOf(group.names, MOST_NAMES, (name) => `<b>${markdownText(name)}</b>`);
  const findings = group.entries.flatMap(({ finding, places }) => places.map(() => finding));
  return `${markdownText(nounOf(group))} ${names}: ${countsOf(findings)}`;
}

function* itemsOf(entries: readonly Entry[], rules: RulesById): Iterable<{ text: string; count: number }> {
  for (const { finding, places } of entries) {
    const { level, rule, message, fix, related } = finding;
    const lines = [
      `- **${level} ${markdownText(rule)}** ${firstOf(places, MOST_PLACES, placeText)}`,
      markdownText(message, LONGEST_MESSAGE),
      ...(related.length > 0 ? [`with ${firstOf(related, MOST_PLACES, placeText)}`] : []),
      // The table has the rule's own.
      ...(fix === rules.get(rule)?.fix ? [] : [`fix: ${markdownText(fix, LONGEST_MESSAGE)}`]),
    ];
    // One line of Markdown: a text that starts a line could start a list or a heading.
    yield { text: `${lines.join("<br>")}\n`, count: places.length };
  }
}

function placeText(place: Place): string {
  const source = sourceOf(place);
  return source === "" ? markdownCode(labelOf(place)) : `${markdownCode(labelOf(place))} ${markdownText(source)}`;
}

function* acknowledgedItems(findings: readonly Finding[]): Iterable<{ text: string; count: number }> {
  for (const { finding, acceptance, count } of decisionsIn(findings)) {
    const more = count > 1 ? ` and ${count - 1} more` : "";
    const accepted = markdownText(acceptanceText(acceptance), LONGEST_MESSAGE);
    yield { text: `- ${markdownText(finding.rule)} ${placeText(finding)}${more}, ${accepted}\n`, count };
  }
}
