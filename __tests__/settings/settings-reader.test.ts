import fc from "fast-check";
import { InputError } from "../../lib/files/input-error";
import { readSettings } from "../../lib/settings/settings-reader";
import { codePoint } from "../code-point";

const read = (...lines: string[]) => readSettings(lines.join("\n"), "ramparts.yaml");
const FINGERPRINT = "0123 4567 89AB CDEF 0123  4567 89ab cdef 0123 4567";

function refusal(...lines: string[]): string {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "taken";
}

describe("a ramparts.yaml", () => {
  it("settles profile, levels, numbers, recipients and acknowledgements", () => {
    const settings = read(
      "# of the platform team",
      "profile: cis-1.0",
      "rules: { KEY011: error, KEY008: off }",
      "thresholds:",
      "  accessKeyMaxAgeDays: 60",
      "  passwordRequiresSymbols: false",
      "quotas: { accessKeysPerUser: 3 }",
      `pgpFingerprints: ["${FINGERPRINT}"]`,
      "acknowledgements:",
      "  - rule: KEY011",
      "    address: alicloud_ram_access_key.legacy_*",
      "    reason: described when they are rotated",
      "    until: 2027-03-31",
      "    owner: platform@example.com",
      "    link: https://example.com/1",
      "  - { rule: SEC001, path: app/etl/, reason: agreed, until: 2027-01-01 }",
    );
    expect(settings.profile?.name).toBe("cis-1.0");
    expect([...settings.levels]).toEqual([
      ["KEY011", "error"],
      ["KEY008", "off"],
    ]);
    expect(settings.thresholds).toEqual({ accessKeyMaxAgeDays: 60, passwordRequiresSymbols: false });
    expect(settings.quotas).toEqual({ accessKeysPerUser: 3 });
    expect(settings.allowedRecipients).toEqual(["0123456789ABCDEF0123456789ABCDEF01234567"]);
    expect(settings.acknowledgements).toEqual([
      {
        rule: "KEY011",
        by: "address",
        target: "alicloud_ram_access_key.legacy_*",
        reason: "described when they are rotated",
        until: "2027-03-31",
        owner: "platform@example.com",
        link: "https://example.com/1",
        source: { file: "ramparts.yaml", line: 10 },
      },
      {
        rule: "SEC001",
        by: "path",
        target: "app/etl",
        reason: "agreed",
        until: "2027-01-01",
        source: { file: "ramparts.yaml", line: 16 },
      },
    ]);
  });

  it("settles nothing that it does not name", () => {
    const { profile, levels, thresholds, quotas, allowedRecipients, acknowledgements } = read("\ufeffprofile: strict");
    expect(profile?.name).toBe("strict");
    expect([levels.size, thresholds, quotas, allowedRecipients, acknowledgements]).toEqual([0, {}, {}, null, []]);
  });

  const MARK = "<".repeat(7);
  const entry = (...members: string[]) => ["acknowledgements:", `  - {${members.join(", ")}}`];
  const [rule, address, reason, until] = ["rule: KEY011", "address: a.b", "reason: agreed", "until: 2027-01-01"];

  it.each<[string, string[], string]>([
    ["an unknown key", ["profil: strict"], "ramparts.yaml:1:1: there is no profil. Allowed: profile, rules,"],
    ["an unknown key, with a guess", ["profil: strict"], "Did you mean profile?"],
    ["an unknown profile", ["profile: Strict"], 'ramparts.yaml:1:1: profile is "Strict". Allowed: baseline, cis-1.0,'],
    ["a profile that is a list", ["profile: [strict]"], "profile is a list"],
    ["an empty profile", ["profile:"], "profile is empty"],
    ["an unknown rule", ["rules:", "  KEY11: off"], "ramparts.yaml:2:3: there is no rules.KEY11."],
    ["an unknown rule, with a guess", ["rules:", "  KYE011: off"], "Did you mean KEY011?"],
    ["an unknown level", ["rules:", "  KEY011: warn"], 'rules.KEY011 is "warn". Allowed: error, warning, info, off.'],
    ["a level of YAML 1.1", ["%YAML 1.1", "---", "rules:", "  KEY011: off"], "rules.KEY011 is false"],
    ["a fixed rule lowered", ["rules: { KEY002: warning }"], "Allowed: error; KEY002 is fixed and cannot be lowered"],
    ["what a change says of itself", ["rules: { GRD004: off }"], "Allowed: error, warning; GRD004 is fixed"],
    ["rules that are a list", ["rules: [KEY011]"], "rules is a list. Allowed: a map"],
    ["a prototype key", ["__proto__: { profile: strict }"], "there is no __proto__"],
    ["a prototype key as a rule", ["rules: { constructor: off }"], "there is no rules.constructor"],
    ["an unknown threshold", ["thresholds: { keyAge: 1 }"], "there is no thresholds.keyAge"],
    ["a threshold below 0", ["thresholds: { accessKeyMaxAgeDays: -1 }"], "accessKeyMaxAgeDays is -1. Allowed: a whole"],
    ["a threshold that is a text", ["thresholds: { accessKeyMaxAgeDays: 90d }"], 'is "90d"'],
    ["a number for a switch", ["thresholds: { passwordRequiresSymbols: 1 }"], "is 1. Allowed: true, false"],
    ["an unknown quota", ["quotas: { keys: 2 }"], "there is no quotas.keys"],
    ["a quota that is no number", ["quotas: { accessKeysPerUser: 2.5 }"], "is 2.5"],
    ["a short fingerprint", ['pgpFingerprints: ["F00D"]'], 'pgpFingerprints[0] is "F00D". Allowed: the fingerprint'],
    ["recipients that are no list", ["pgpFingerprints: F00D"], 'pgpFingerprints is "F00D". Allowed: a list'],
    ["an acknowledgement without a rule", entry(address, reason, until), "acknowledgements[0] is a map. Allowed: rule"],
    ["one without a reason", entry(rule, address, until), "Allowed: reason beside the others"],
    ["one with a blank reason", entry(rule, address, until, 'reason: " "'), "acknowledgements[0].reason is blank"],
    ["one without a date", entry(rule, address, reason), "Allowed: until beside the others"],
    ["one with a date that is none", entry(rule, address, reason, "until: 2027-02-29"), '.until is "2027-02-29"'],
    ["one with a number as date", entry(rule, address, reason, "until: 2027"), "until is 2027. Allowed: the last day"],
    ["one without a place", entry(rule, reason, until), "Allowed: either address"],
    ["one with two places", entry(rule, reason, until, address, "path: app"), "Allowed: either address"],
    ["a star in the middle", entry(rule, reason, until, 'address: "a.*_b"'), "or its beginning and one * at the end"],
    ["an unknown member", entry(rule, reason, until, address, "untill: 1"), "Did you mean until?"],
    [
      "two for one thing",
      ["acknowledgements:", ...[1, 2].map(() => `  - {${[rule, address, reason, until].join(", ")}}`)],
      "ramparts.yaml:3:5: acknowledgements[1] is a map. Allowed: one acknowledgement of KEY011 there, and line 2 has one",
    ],
    [
      "a name twice",
      ["profile: strict", "profile: baseline"],
      "ramparts.yaml:2:1: profile is there for the second time",
    ],
    [
      "a rule twice",
      ["rules:", "  KEY011: off", "  KEY011: error"],
      "ramparts.yaml:3:3: rules.KEY011 is there for the",
    ],
    ["a merge conflict", ["profile: strict", `${MARK} HEAD`], "ramparts.yaml:2:1: is a mark of a merge conflict"],
    ["an anchor", ["rules: &x { KEY011: off }"], "rules is an anchor"],
    ["an alias", ["profile: strict", "rules: *x"], "ramparts.yaml:2:"],
    ["a tag", ["profile: !secret strict"], "ramparts.yaml:1:"],
    ["a merge key", ["rules: { <<: { KEY011: off } }"], "there is no rules.<<"],
    ["a key that is no text", ["rules: { 1: off }"], "rules has a key that is no text"],
    ["two documents", ["profile: strict", "---", "profile: baseline"], "ramparts.yaml:2:1: Source contains multiple"],
    ["an open bracket", ["rules: { KEY011: off"], "ramparts.yaml:1:"],
    ["a tab", ["rules:", "\tKEY011: off"], "ramparts.yaml:2:1: Tabs are not allowed as indentation"],
    ["a list", ["- profile: strict"], "the file is a list"],
    ["a text", ["strict"], 'the file is "strict"'],
    ["nothing", [""], "ramparts.yaml: is empty"],
    ["a comment only", ["# later"], "ramparts.yaml: is empty"],
    ["deep nesting on one line", ["rules: " + "[".repeat(20_000)], "ramparts.yaml:1:1: has 20007 characters"],
    ["deep nesting on many lines", Array<string>(20_000).fill("["), "more than 1000"],
    ["a huge file", ["#".repeat(1_000_001)], "ramparts.yaml: has 1000001 characters"],
  ])("refuses %s, with its place", (_case, lines, message) => {
    expect(refusal(...lines)).toContain(message);
  });

  it("does not multiply by aliases", () => {
    const levels = "abcdefghij".split("").map((name, index, all) => {
      const inner = index === 0 ? "x" : `*${all[index - 1]}`;
      return `${name}: &${name} [${Array<string>(10).fill(inner).join(", ")}]`;
    });
    expect(refusal(...levels)).toContain("a is an anchor");
  });

  it("reads a file of many names in time that grows with them", () => {
    expect(refusal("rules:", ...Array.from({ length: 50_000 }, (_, index) => `  K${index}: off`))).toContain(
      "rules.K0",
    );
  });

  it("does not show a long value, which may be a secret", () => {
    const secret = "s".repeat(50);
    expect(refusal(`profile: ${secret}`)).toContain("a text of 50 characters");
    expect(refusal(`profile: ${secret}`)).not.toContain(secret);
  });

  it("takes or refuses any text, and fails in no other way", () => {
    const line = fc.oneof(
      fc.string({ unit: codePoint, maxLength: 30 }),
      fc.constantFrom(
        "rules:",
        "  KEY011: off",
        "- a",
        "? b",
        "acknowledgements:",
        " - rule: KEY011",
        "*a",
        "&a",
        "{",
        "]",
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        expect(typeof refusal(...lines)).toBe("string");
      }),
      { numRuns: 500 },
    );
  });
});
