import type { Finding } from "../rules/finding";
import { reaches } from "../rules/summary";
import { acceptanceText } from "./decisions";
import { renderDetails } from "./human";
import { labelOf } from "./place-text";
import { printable } from "./printable";
import type { Renderer } from "./report";

/** A test case, and what a test runner would count it as. */
interface Case {
  readonly outcome: "passed" | "failed" | "skipped";
  readonly xml: string;
}

/**
 * Findings as JUnit XML: a suite for each stack, a test case for each finding, which fails from the level on that
 * fails the run, and is skipped when it was acknowledged. A stack without findings passes.
 */
export const renderJunit: Renderer = (findings, { breakGlass, failOn, files }) => {
  const stacks = new Map<string, Finding[]>([...files.keys()].map((name) => [name, []]));
  for (const finding of findings) {
    const known = stacks.get(finding.stack);
    if (known) known.push(finding);
    else stacks.set(finding.stack, [finding]);
  }
  const suites = [...stacks].map(([name, found]) =>
    suite(name, found.length === 0 ? [passed(name)] : found.map((finding) => caseOf(finding, failOn))),
  );
  const lowered =
    breakGlass === undefined ? [] : [suite("break glass", [skipped("ramparts", "break glass", breakGlass)])];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ramparts">\n${[...lowered, ...suites].join("")}</testsuites>\n`;
};

function suite(name: string, cases: readonly Case[]): string {
  const count = (outcome: Case["outcome"]): number => cases.filter((each) => each.outcome === outcome).length;
  const numbers = `tests="${cases.length}" failures="${count("failed")}" errors="0" skipped="${count("skipped")}"`;
  const body = cases.map(({ xml }) => xml).join("");
  return `  <testsuite name="${xmlText(name)}" ${numbers}>\n${body}  </testsuite>\n`;
}

function caseOf(finding: Finding, failOn: Finding["level"]): Case {
  const { rule, subject, stack, acknowledged, message, level } = finding;
  const group = subject ?? stack;
  const name = `${rule} ${labelOf(finding)}`;
  if (acknowledged) return skipped(group, name, `acknowledged ${acceptanceText(acknowledged)}`);
  const details = escape(renderDetails(finding));
  return reaches([finding], failOn)
    ? {
        outcome: "failed",
        xml: testCase(group, name, `<failure message="${xmlText(message)}" type="${level}">${details}</failure>`),
      }
    : { outcome: "passed", xml: testCase(group, name, `<system-out>${level}: ${details}</system-out>`) };
}

function passed(stack: string): Case {
  return { outcome: "passed", xml: testCase(stack, "no findings", "") };
}

function skipped(group: string, name: string, reason: string): Case {
  return { outcome: "skipped", xml: testCase(group, name, `<skipped message="${xmlText(reason)}"/>`) };
}

function testCase(group: string, name: string, content: string): string {
  const start = `    <testcase classname="${xmlText(group)}" name="${xmlText(name)}"`;
  return content === "" ? `${start}/>\n` : `${start}>${content}</testcase>\n`;
}

/** Printable text has no character that XML 1.0 does not allow. */
function xmlText(text: string): string {
  return escape(printable(text));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
