import { configurationOf, findingsOf, inOtherOrders, linesOf, namesOf } from "./configurations";

/** What is said of each beside nothing: notes, of which each has its reason. */
const NOTES = new Map<string, readonly string[]>([
  // The consumers could be restricted to their networks.
  ["kms-rotated", ["info KEY008 alicloud_ram_access_key.manual"]],
  ["referred", ["info KEY008 alicloud_ram_access_key.mailer"]],
  [
    "two-accounts",
    ["production", "staging", "staging_next"].map((name) => `info KEY008 alicloud_ram_access_key.${name}`),
  ],
]);

describe("a clean configuration", () => {
  it.each(namesOf("clean"))("gets no more than notes: %s", async (name) => {
    const findings = findingsOf(await configurationOf("clean", name)).filter(({ acknowledged }) => !acknowledged);
    expect(linesOf(findings)).toEqual(NOTES.get(name) ?? []);
  });

  it.each(namesOf("clean"))("is judged alike in whatever order it is written: %s", async (name) => {
    const configuration = await configurationOf("clean", name);
    const findings = findingsOf(configuration);
    inOtherOrders(configuration, (reordered) => {
      expect(findingsOf(reordered)).toEqual(findings);
    });
  });
});
