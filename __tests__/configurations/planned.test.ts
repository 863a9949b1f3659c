import type { Finding } from "../../lib/rules/finding";
import { configurationOf, findingsOf, linesOf, namesOf, type Kind } from "./configurations";
import { heldFindings, plannedFindings } from "./planned";

/** Those of which a plan knows values that nothing here can make up. */
const UNPLANNED = new Set(["policy-documents", "remote-state", "switches", "users-count", "variables"]);
/** What more the creation of a configuration means than it says itself. */
const WIDENED = new Map<string, readonly string[]>([
  // A user that is there already gets a policy.
  ["referred", ["warning PLN008 alicloud_ram_user_policy_attachment.mailer"]],
  ["roles", ["deployer", "worker"].map((name) => `warning PLN008 alicloud_ram_role.${name}`)],
]);

function cases(kind: Kind): string[] {
  return namesOf(kind).filter((name) => !UNPLANNED.has(name));
}

function aboveInfo(findings: readonly Finding[]): string[] {
  return linesOf(findings.filter(({ level, acknowledged }) => level !== "info" && !acknowledged));
}

/** Without the keys of instances, which a configuration does not know. */
function ofElements(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/\[[^\]]*\]/g, ""));
}

describe("a clean configuration", () => {
  it.each(cases("clean"))("gets no more than notes in a plan that changes nothing: %s", async (name) => {
    expect(aboveInfo(plannedFindings(await configurationOf("clean", name), "no-op"))).toEqual([]);
  });

  it.each(cases("clean"))("gets no more than notes in its state: %s", async (name) => {
    expect(aboveInfo(heldFindings(await configurationOf("clean", name)))).toEqual([]);
  });

  it.each(cases("clean"))("gets no more than notes when it is created, but for what it widens: %s", async (name) => {
    expect(aboveInfo(plannedFindings(await configurationOf("clean", name), "create"))).toEqual(WIDENED.get(name) ?? []);
  });
});

describe("a typical configuration", () => {
  it.each(cases("typical"))("gets nothing more in a plan that changes nothing: %s", async (name) => {
    const configuration = await configurationOf("typical", name);
    const known = ofElements(linesOf(findingsOf(configuration)));
    const found = plannedFindings(configuration, "no-op").filter(({ rule }) => rule !== "SEC014");
    expect(ofElements(linesOf(found)).filter((line) => !known.includes(line))).toEqual([]);
  });
});
