import type { Finding, Level } from "../rules/finding";
import { reaches } from "../rules/summary";
import { acceptanceText } from "./decisions";
import { renderDetails } from "./human";
import { failed, junitXml, passed, skipped, suite, type Case } from "./junit-xml";
import { labelOf } from "./place-text";
import { textOfParagraphs, type Paragraph } from "./paragraphs";
import { inPieces } from "./pieces";
import { remarksOf } from "./remarks";
import type { Renderer, ReportContext } from "./report";
import { reviewParagraphs } from "./review/human";
import { styleOf } from "./style";
import { unjudgedLines } from "./unjudged";

/**
 * Findings as JUnit XML: a suite for each stack, a test case for each finding, which fails from the level on that
 * fails the run, and is skipped when it was acknowledged. A stack without findings passes.
 */
export const renderJunit: Renderer = (findings, context) => inPieces(junitXml(suitesOf(findings, context)));

function* suitesOf(findings: readonly Finding[], context: ReportContext): Generator<Iterable<string>> {
  const { breakGlass, failOn, files, command = "check", unjudged = [], review } = context;
  if (breakGlass !== undefined) yield suite("break glass", [skipped("ramparts", "break glass", breakGlass)]);
  const missing = unjudged.map((each) => {
    const [first = "", ...lines] = unjudgedLines(each);
    return failed(each.stack, "not judged", each.kind, first, () => lines.join("\n"));
  });
  if (missing.length > 0) yield suite("not judged", missing);
  const told = textOfParagraphs(paragraphsOf(context));
  if (review || remarksOf(context).length > 0) yield suite(`ramparts ${command}`, [], told);
  const stacks = new Map<string, Finding[]>([...files.keys()].map((name) => [name, []]));
  for (const finding of findings) {
    const known = stacks.get(finding.stack);
    if (known) known.push(finding);
    else stacks.set(finding.stack, [finding]);
  }
  for (const [name, found] of stacks) {
    yield suite(name, found.length === 0 ? [passed(name, "no findings")] : casesOf(found, failOn));
  }
}

/** What is about no finding. */
function* paragraphsOf(context: ReportContext): Generator<Paragraph> {
  if (context.review) yield* reviewParagraphs(context.review, styleOf({}));
  yield remarksOf(context);
}

/** The cases are made anew whenever somebody goes through them: there may be very many. */
function casesOf(findings: readonly Finding[], failOn: Level): Iterable<Case> {
  return {
    *[Symbol.iterator]() {
      for (const finding of findings) yield caseOf(finding, failOn);
    },
  };
}

function caseOf(finding: Finding, failOn: Level): Case {
  const { rule, subject, stack, acknowledged, message, level } = finding;
  const group = subject ?? stack;
  const name = `${rule} ${labelOf(finding)}`;
  if (acknowledged) return skipped(group, name, `acknowledged ${acceptanceText(acknowledged)}`);
  return reaches([finding], failOn)
    ? failed(group, name, level, message, () => renderDetails(finding))
    : passed(group, name, () => `${level}: ${renderDetails(finding)}`);
}
