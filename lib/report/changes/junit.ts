import type { Change } from "../../manifest/changes";
import { failed, junitXml, passed, suite } from "../junit-xml";
import { printable } from "../printable";

/** Changes of a manifest as JUnit XML: each is a test case that fails, as the command does; without any, it passes. */
export function renderChangesJunit(changes: readonly Change[]): string {
  const cases = changes.map(({ identity, kind, weight, words }, index) =>
    failed(identity, `${index + 1} ${kind}`, weight, words, printable(words)),
  );
  return junitXml([suite("manifest", cases.length === 0 ? [passed("manifest", "no change of credentials")] : cases)]);
}
