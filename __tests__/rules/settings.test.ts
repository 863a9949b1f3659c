import type { Stack } from "../../lib/inventory/model";
import { isUnknown } from "../../lib/maybe/maybe";
import { evaluate, type EvaluateOptions } from "../../lib/rules/evaluate";
import { GRD001 } from "../../lib/rules/guard/grd001";
import { GRD002 } from "../../lib/rules/guard/grd002";
import { KEY002 } from "../../lib/rules/keys/key002";
import type { RuleLevel } from "../../lib/rules/profiles/profile";
import { profileNamed } from "../../lib/rules/profiles/profiles";
import { ROOT001 } from "../../lib/rules/root/root001";
import type { Rule } from "../../lib/rules/rule";
import { indeterminate, violation } from "../../lib/rules/rule";
import { NO_SETTINGS, type FileAcknowledgement, type Settings } from "../../lib/rules/settings";
import {
  accessKey,
  accountOf,
  acknowledgement,
  findingsOf,
  inventoryOf,
  ownerOf,
  rootKey,
  stackOf,
  TODAY,
} from "./inventory";
import { unknown } from "./inventory";

const wrong: Rule = {
  id: "KEY011",
  level: "warning",
  stages: ["configuration"],
  title: "test",
  why: "because",
  fix: "repair it",
  example: { before: "wrong", after: "right" },
  *evaluate({ inventory }) {
    for (const { site } of inventory.accessKeys) yield violation(site, "wrong");
  },
};
const error: Rule = { ...wrong, id: "SEC001", level: "error" };
const one = { accessKeys: [accessKey("app/user/key")] };

function settings(parts: Partial<Settings>): Settings {
  return { ...NO_SETTINGS, ...parts };
}
const withLevel = (rule: string, level: RuleLevel) => settings({ levels: new Map([[rule, level]]) });
const withProfile = (name: string) => settings({ profile: profileNamed(name) ?? null });
const fromFile = (parts: Partial<FileAcknowledgement>): FileAcknowledgement => ({
  rule: "KEY011",
  by: "address",
  target: "alicloud_ram_access_key.key",
  reason: "agreed",
  until: "2026-12-31",
  source: { file: "ramparts.yaml", line: 7 },
  ...parts,
});
const accepting = (...acknowledgements: Partial<FileAcknowledgement>[]) =>
  settings({ acknowledgements: acknowledgements.map(fromFile) });
const guarded = (profile: string | null, parts: Partial<Stack> = {}) => [
  stackOf("app", { guard: { profile }, ...parts }),
];
const levels = (rule: Rule, options: Partial<EvaluateOptions>, stacks: Stack[] = [stackOf("app")]) =>
  findingsOf(rule, { ...one, stacks }, options).map(({ level }) => level);

describe("the level of a rule", () => {
  it("is that of the settings, else that of the profile, else its own", () => {
    expect(levels(wrong, {})).toEqual(["warning"]);
    expect(levels(wrong, { settings: withProfile("strict") })).toEqual(["error"]);
    expect(levels(wrong, { settings: withLevel("KEY011", "info") })).toEqual(["info"]);
    expect(levels(wrong, { settings: { ...withProfile("strict"), levels: new Map([["KEY011", "info"]]) } })).toEqual([
      "info",
    ]);
    expect(levels(wrong, { settings: withLevel("KEY011", "off") })).toEqual([]);
  });

  it("is off for a rule that is off by default, until a profile or the settings ask for it", () => {
    const direct: Rule = { ...wrong, id: "USR004", offByDefault: true };
    expect(levels(direct, {})).toEqual([]);
    expect(levels(direct, { settings: withProfile("cis-1.0") })).toEqual(["error"]);
    expect(levels(direct, { settings: withLevel("USR004", "info") })).toEqual(["info"]);
  });

  it("is never lowered for a fixed rule", () => {
    const fixed: Rule = { ...error, fixed: true };
    for (const level of ["warning", "info", "off"] as const) {
      expect(levels(fixed, { settings: withLevel("SEC001", level) })).toEqual(["error"]);
    }
  });

  it.each<[RuleLevel, string]>([
    ["error", "warning"],
    ["warning", "info"],
    ["info", "info"],
  ])("makes of what is indeterminate at %s a finding at %s", (level, found) => {
    const unsure: Rule = {
      ...error,
      *evaluate({ inventory }) {
        for (const { site } of inventory.accessKeys) yield indeterminate(site, "perhaps", unknown("a.b"));
      },
    };
    expect(levels(unsure, { settings: withLevel("SEC001", level) })).toEqual([found]);
  });

  it.each<[RuleLevel, string]>([
    ["error", "warning"],
    ["info", "info"],
  ])("at %s leaves an observation of its own level at %s", (level, found) => {
    const milder: Rule = {
      ...error,
      *evaluate({ inventory }) {
        for (const { site } of inventory.accessKeys) yield violation(site, "less", { level: "warning" });
      },
    };
    expect(levels(milder, { settings: withLevel("SEC001", level) })).toEqual([found]);
  });
});

describe("the profile", () => {
  it.each([
    [null, null, "warning"],
    [null, "strict", "error"],
    ["strict", "baseline", "error"],
    ["baseline", "strict", "error"],
    ["cis-1.0", "no such profile", "warning"],
  ])("of file %s and code %s is the stricter one", (file, code, level) => {
    expect(levels(wrong, { settings: withProfile(file ?? "") }, guarded(code))).toEqual([level]);
  });

  it("gives the numbers, which the settings change one by one", () => {
    const seen: unknown[] = [];
    const spy: Rule = {
      ...wrong,
      evaluate: ({ thresholds, allowedRecipients }) => {
        seen.push(thresholds.passwordMinimumLength, thresholds.accessKeyMaxAgeDays, allowedRecipients);
        return [];
      },
    };
    findingsOf(spy, one, { settings: { ...withProfile("cis-1.0"), thresholds: { accessKeyMaxAgeDays: 30 } } });
    findingsOf(spy, one, { settings: settings({ allowedRecipients: ["F00D"] }) });
    expect(seen).toEqual([14, 30, undefined, 12, 90, ["F00D"]]);
  });
});

describe("an acknowledgement of ramparts.yaml", () => {
  const accepted = (...acknowledgements: Partial<FileAcknowledgement>[]) =>
    findingsOf(wrong, one, { settings: accepting(...acknowledgements) })[0]?.acknowledged ?? null;

  it("accepts by address, with what a report shows of it", () => {
    const acceptance = { reason: "agreed", until: "2026-12-31", owner: "platform", external: true };
    expect(accepted({ owner: "platform" })).toEqual(acceptance);
  });

  it.each<[string, Partial<FileAcknowledgement>, boolean]>([
    ["the beginning of an address", { target: "alicloud_ram_access_key.k*" }, true],
    ["everything", { target: "*" }, true],
    ["a whole address with a star", { target: "alicloud_ram_access_key.key*" }, true],
    ["another beginning", { target: "alicloud_ram_user.*" }, false],
    ["a part of the address", { target: "alicloud_ram_access_key.ke" }, false],
    ["the construct", { by: "path", target: "app/user/key" }, true],
    ["a construct around it", { by: "path", target: "app" }, true],
    ["a construct whose path only begins alike", { by: "path", target: "app/use" }, false],
    ["a path with a star", { by: "path", target: "app/*" }, false],
    ["another rule", { rule: "KEY012" }, false],
  ])("by %s", (_case, parts, expected) => {
    expect(accepted(parts) !== null).toBe(expected);
  });

  it.each([
    ["an instance", 'module.m[0].a.b["x.y"]', "module.m.a.b", true],
    ["an instance that a replacement has left behind", "a.b[0] (deposed 0a1b2c3d)", "a.b", true],
    ["one instance by its own address", 'a.b["x"]', 'a.b["x"]', true],
    ["instances by a beginning", 'module.m["x"].a.b', "module.m.*", true],
    ["no other instance", 'a.b["x"]', 'a.b["y"]', false],
  ])("accepts %s of what it names", (_, address, target, isAccepted) => {
    const accessKeys = [accessKey("app/key", { site: { stack: "s", address, path: null, source: null } })];
    const [finding] = findingsOf(wrong, { accessKeys }, { settings: accepting({ target }) });
    expect(finding?.acknowledged?.external).toBe(isAccepted ? true : undefined);
  });

  it("accepts what has no construct path by address alone", () => {
    const accessKeys = [accessKey("app/key", { site: { stack: "s", address: "a.b", path: null, source: null } })];
    const found = (target: string) =>
      findingsOf(wrong, { accessKeys }, { settings: accepting({ target }) })[0]?.acknowledged ?? null;
    expect(found("a.b")).not.toBeNull();
    expect(found("")).toBeNull();
  });

  it("that has expired is reported and still accepts", () => {
    const found = findingsOf(wrong, one, { rules: [wrong, GRD001], settings: accepting({ until: "2026-06-14" }) });
    expect(found.map(({ rule, acknowledged }) => [rule, acknowledged !== null])).toEqual([
      ["GRD001", false],
      ["KEY011", true],
    ]);
    expect(found[0]?.source).toEqual({ file: "ramparts.yaml", line: 7 });
  });

  it.each([
    ["KEY002", "KEY002 cannot be accepted"],
    ["KYE002", "There is no rule"],
  ])("of %s is an error at its line", (rule, message) => {
    const found = findingsOf(GRD002, {}, { rules: [KEY002, GRD002], settings: accepting({ rule }) });
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.source?.line).toBe(7);
  });
});

describe("strict", () => {
  const code = guarded("strict", {
    acknowledgements: [acknowledgement("SEC001", "app"), acknowledgement("KEY008", "app")],
  });

  it("does not take an acknowledgement of an error from code, and says so", () => {
    const [finding] = findingsOf(error, { ...one, stacks: code });
    expect(finding?.acknowledged).toBeNull();
    expect(finding?.message).toContain("takes acknowledgements of errors from ramparts.yaml alone");
  });

  it("takes it from the file", () => {
    const options = { settings: accepting({ rule: "SEC001" }) };
    const [finding] = findingsOf(error, { ...one, stacks: code }, options);
    expect(finding?.acknowledged).not.toBeNull();
    expect(finding?.message).toBe("wrong");
  });

  it("takes an acknowledgement of a warning from code", () => {
    const [finding] = findingsOf({ ...wrong, id: "KEY008" }, { ...one, stacks: code });
    expect(finding?.acknowledged).not.toBeNull();
  });

  it("does not take the acceptance that a declaration carries", () => {
    const carrying: Rule = {
      ...error,
      *evaluate({ inventory }) {
        const acceptance = { reason: "r", until: "2026-12-31" };
        for (const { site } of inventory.accessKeys) yield violation(site, "wrong", { acceptance });
      },
    };
    const accepted = (stacks: Stack[]) => findingsOf(carrying, { ...one, stacks })[0]?.acknowledged ?? null;
    expect(accepted(guarded("strict"))).toBeNull();
    expect(accepted(guarded(null))).not.toBeNull();
  });

  it("judges an error that is only a warning under synthesis as check does", () => {
    const dated: Rule = {
      ...error,
      *evaluate({ inventory }) {
        for (const { site } of inventory.accessKeys) yield violation(site, "late", { dated: true });
      },
    };
    const [finding] = findingsOf(dated, { ...one, stacks: code }, { timeDecides: false });
    expect([finding?.level, finding?.acknowledged]).toEqual(["warning", null]);
  });

  it("keeps a root key an error, whatever the code says", () => {
    const level = (profile: string) =>
      findingsOf(ROOT001, { accessKeys: [rootKey("app/root")] }, { settings: withProfile(profile) })[0]?.level;
    expect([level("cis-2.0"), level("strict")]).toEqual(["warning", "error"]);
  });
});

describe("GRD003", () => {
  const undescribed = { accessKeys: [accessKey("app/user/key", { metadata: null })] };
  const unused = (stacks: Stack[], options: Partial<EvaluateOptions> = {}) =>
    evaluate(inventoryOf({ ...undescribed, stacks }), { stage: "configuration", today: TODAY, ...options })
      .filter(({ rule }) => rule === "GRD003")
      .map(({ path, address, level }) => `${level} ${path} ${address}`);
  const inCode = (...acknowledgements: Stack["acknowledgements"]) => [stackOf("app", { acknowledgements })];

  it("reports an acceptance that accepts nothing, in code and in the file", () => {
    expect(unused(inCode(acknowledgement("KEY011", "app/gone")))).toEqual([
      'info app/gone "//".ramparts.acknowledgements',
    ]);
    expect(unused([stackOf("app")], { settings: accepting({ target: "a.gone" }) })).toEqual([
      "info ramparts.yaml acknowledgement of KEY011 by address a.gone",
    ]);
  });

  it("says nothing of one that accepts, whatever the order of the rules", () => {
    expect(unused(inCode(acknowledgement("KEY011", "app/user")))).toEqual([]);
    expect(unused([stackOf("app")], { settings: accepting({}) })).toEqual([]);
  });

  it.each(["aaa", "zzz"])("counts one of the whole app as needed when one stack needs it, beside %s", (other) => {
    const stacks = [other, "app"].map((name) => stackOf(name, { acknowledgements: [acknowledgement("KEY011", "")] }));
    expect(unused(stacks)).toEqual([]);
  });

  it("reports the wider of two, when the narrower accepts", () => {
    expect(unused(inCode(acknowledgement("KEY011", "app"), acknowledgement("KEY011", "app/user")))).toHaveLength(1);
  });

  it.each([
    ["a rule that is off", "KEY011", { settings: withLevel("KEY011", "off") }],
    ["a rule that does not exist", "KEY999", {}],
    ["this rule itself", "GRD003", {}],
  ])("says nothing of an acceptance of %s", (_case, rule, options) => {
    expect(unused(inCode(acknowledgement(rule, "app/gone")), options)).toEqual([]);
  });

  it("says nothing of one that strict does not count", () => {
    const sec001 = { ...one.accessKeys[0]!, pgpKey: null, recipient: null };
    const stacks = guarded("strict", { acknowledgements: [acknowledgement("SEC001", "app")] });
    const findings = evaluate(inventoryOf({ accessKeys: [sec001], stacks }), { stage: "configuration", today: TODAY });
    expect(findings.filter(({ rule }) => rule === "SEC001").map(({ acknowledged }) => acknowledged)).toEqual([null]);
    expect(findings.filter(({ rule }) => rule === "GRD003")).toEqual([]);
  });
});

describe("a quota of the settings", () => {
  it("holds before the default one, and what the code says more is its word alone", () => {
    const keys = (quotas: { accessKeysPerUser?: number }) => {
      const account = accountOf("1", { quotas, declared: { accountId: "1", quotas: { accessKeysPerUser: 9 } } });
      const owner = ownerOf("etl", { account });
      expect(isUnknown(owner.existingAccessKeys)).toBe(false);
      return findingsOf(KEY002, {
        accessKeys: ["a", "b", "c"].map((name) => accessKey(`app/${name}`, { account, owner })),
      });
    };
    expect(keys({ accessKeysPerUser: 2 })).toHaveLength(1);
    expect(keys({ accessKeysPerUser: 3 })).toEqual([]);
    expect(keys({})).toMatchObject([
      { verdict: "indeterminate", fix: expect.stringContaining("ramparts.yaml") as string },
    ]);
  });
});
