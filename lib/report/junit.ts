import type { Finding } from "../rules/finding";
import { reaches } from "../rules/summary";
import { acceptanceText } from "./decisions";
import { renderDetails } from "./human";
import { failed, junitXml, passed, skipped, suite, type Case } from "./junit-xml";
import { labelOf } from "./place-text";
import { remarksOf } from "./remarks";
import type { Renderer } from "./report";
import { reviewParagraphs } from "./review/human";
import { styleOf } from "./style";
import { unjudgedLines } from "./unjudged";

/**
 * Findings as JUnit XML: a suite for each stack, a test case for each finding, which fails from the level on that
 * fails the run, and is skipped when it was acknowledged. A stack without findings passes.
 */
export const renderJunit: Renderer = (findings, context) => {
  const { breakGlass, failOn, files, command = "check", unjudged = [], review } = context;
  const stacks = new Map<string, Finding[]>([...files.keys()].map((name) => [name, []]));
  for (const finding of findings) {
    const known = stacks.get(finding.stack);
    if (known) known.push(finding);
    else stacks.set(finding.stack, [finding]);
  }
  const suites = [...stacks].map(([name, found]) =>
    suite(name, found.length === 0 ? [passed(name, "no findings")] : found.map((finding) => caseOf(finding, failOn))),
  );
  const lowered =
    breakGlass === undefined ? [] : [suite("break glass", [skipped("ramparts", "break glass", breakGlass)])];
  const missing = unjudged.map((each) => {
    const [first = "", ...lines] = unjudgedLines(each);
    return failed(each.stack, "not judged", each.kind, first, lines.join("\n"));
  });
  const paragraphs = [...(review ? reviewParagraphs(review, styleOf({})) : []), remarksOf(context).join("\n")].filter(
    (text) => text !== "",
  );
  const told = paragraphs.length === 0 ? [] : [suite(`ramparts ${command}`, [], paragraphs.join("\n\n"))];
  return junitXml([...lowered, ...(missing.length > 0 ? [suite("not judged", missing)] : []), ...told, ...suites]);
};

function caseOf(finding: Finding, failOn: Finding["level"]): Case {
  const { rule, subject, stack, acknowledged, message, level } = finding;
  const group = subject ?? stack;
  const name = `${rule} ${labelOf(finding)}`;
  if (acknowledged) return skipped(group, name, `acknowledged ${acceptanceText(acknowledged)}`);
  const details = renderDetails(finding);
  return reaches([finding], failOn)
    ? failed(group, name, level, message, details)
    : passed(group, name, `${level}: ${details}`);
}
