import { printable, printableLines } from "./printable";

/** A test case, and what a test runner would count it as. */
export interface Case {
  readonly outcome: "passed" | "failed" | "skipped";
  readonly xml: string;
}

/** A whole document of suites. */
export function junitXml(suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ramparts">\n${suites.join("")}</testsuites>\n`;
}

/** @param output lines about the whole suite, already printable */
export function suite(name: string, cases: readonly Case[], output = ""): string {
  const count = (outcome: Case["outcome"]): number => cases.filter((each) => each.outcome === outcome).length;
  const numbers = `tests="${cases.length}" failures="${count("failed")}" errors="0" skipped="${count("skipped")}"`;
  const body = cases.map(({ xml }) => xml).join("");
  const told = output === "" ? "" : `    <system-out>${escape(printableLines(output))}</system-out>\n`;
  return `  <testsuite name="${xmlText(name)}" ${numbers}>\n${body}${told}  </testsuite>\n`;
}

/** @param output lines that a reader may want to see all the same, already printable */
export function passed(group: string, name: string, output = ""): Case {
  const content = output === "" ? "" : `<system-out>${escape(output)}</system-out>`;
  return { outcome: "passed", xml: testCase(group, name, content) };
}

/** @param details the lines below the message, already printable */
export function failed(group: string, name: string, type: string, message: string, details: string): Case {
  const content = `<failure message="${xmlText(message)}" type="${type}">${escape(details)}</failure>`;
  return { outcome: "failed", xml: testCase(group, name, content) };
}

export function skipped(group: string, name: string, reason: string): Case {
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
