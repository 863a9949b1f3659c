import { printable } from "./printable";

/** A test case, and what a test runner would count it as; what it says is not made before it is written. */
export interface Case {
  readonly outcome: "passed" | "failed" | "skipped";
  readonly xml: () => string;
}

/** A whole document of suites, in parts. */
export function* junitXml(suites: Iterable<Iterable<string>>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ramparts">\n`;
  for (const parts of suites) yield* parts;
  yield "</testsuites>\n";
}

/**
 * A suite, in parts.
 *
 * @param cases gone through twice, since their numbers come first
 * @param output text about the whole suite, in parts, already printable
 */
export function* suite(name: string, cases: Iterable<Case>, output: Iterable<string> = []): Generator<string> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of cases) count[outcome] += 1;
  const tests = count.passed + count.failed + count.skipped;
  const numbers = `tests="${tests}" failures="${count.failed}" errors="0" skipped="${count.skipped}"`;
  yield `  <testsuite name="${xmlText(name)}" ${numbers}>\n`;
  for (const { xml } of cases) yield xml();
  yield* systemOut(output);
  yield "  </testsuite>\n";
}

function* systemOut(output: Iterable<string>): Generator<string> {
  let isOpen = false;
  for (const text of output) {
    yield `${isOpen ? "" : "    <system-out>"}${escape(text)}`;
    isOpen = true;
  }
  if (isOpen) yield "</system-out>\n";
}

/** @param output makes lines that a reader may want to see all the same, already printable */
export function passed(group: string, name: string, output?: () => string): Case {
  const content = () => (output ? `<system-out>${escape(output())}</system-out>` : "");
  return { outcome: "passed", xml: () => testCase(group, name, content()) };
}

/** @param details makes the lines below the message, already printable */
export function failed(group: string, name: string, type: string, message: string, details: () => string): Case {
  const content = () => `<failure message="${xmlText(message)}" type="${type}">${escape(details())}</failure>`;
  return { outcome: "failed", xml: () => testCase(group, name, content()) };
}

export function skipped(group: string, name: string, reason: string): Case {
  return { outcome: "skipped", xml: () => testCase(group, name, `<skipped message="${xmlText(reason)}"/>`) };
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
