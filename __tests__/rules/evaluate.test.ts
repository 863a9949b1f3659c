import fc from "fast-check";
import type { AccessKey, Inventory, Stack } from "../../lib/inventory/model";
import type { Site } from "../../lib/places/site";
import { evaluate } from "../../lib/rules/evaluate";
import type { Rule } from "../../lib/rules/rule";
import { indeterminate, violation } from "../../lib/rules/rule";
import { summary } from "../../lib/rules/summary";
import {
  accessKey,
  accountOf,
  acknowledgement,
  findingsOf,
  identity,
  inventoryOf,
  ownerOf,
  rootKey,
  secretUse,
  siteAt,
  stackOf,
  TODAY,
  unknown,
} from "./inventory";

const rule: Rule = {
  id: "TST001",
  level: "error",
  stages: ["configuration"],
  title: "test",
  why: "because",
  fix: "repair it",
  example: { before: "wrong", after: "right" },
  *evaluate({ inventory }) {
    for (const { site } of inventory.accessKeys) yield violation(site, "wrong");
  },
};
const fixed: Rule = { ...rule, fixed: true };
const unsure: Rule = {
  ...rule,
  *evaluate({ inventory }) {
    for (const { site } of inventory.accessKeys) yield indeterminate(site, "perhaps", unknown("a.b"));
  },
};
const dated: Rule = {
  ...rule,
  *evaluate({ inventory }) {
    for (const { site } of inventory.accessKeys) yield violation(site, "late", { dated: true });
  },
};

describe("evaluate", () => {
  const one = { accessKeys: [accessKey("app/user/key")] };

  it("runs a rule only at its stages", () => {
    expect(findingsOf(rule, one)).toHaveLength(1);
    expect(findingsOf(rule, one, { stage: "plan" })).toEqual([]);
  });

  it.each([
    [{ ...unsure, level: "error" as const }, "warning"],
    [{ ...unsure, level: "error" as const, fixed: true as const }, "warning"],
    [{ ...unsure, level: "warning" as const }, "info"],
    [{ ...unsure, level: "info" as const }, "info"],
  ])("lowers what is indeterminate", (made, level) => {
    expect(findingsOf(made, one)).toMatchObject([{ level, verdict: "indeterminate", unknown: "a.b" }]);
  });

  it("lets today's date decide no more than a warning under synthesis", () => {
    expect(findingsOf(dated, one)).toMatchObject([{ level: "error" }]);
    expect(findingsOf(dated, one, { timeDecides: false })).toMatchObject([{ level: "warning" }]);
    expect(findingsOf(rule, one, { timeDecides: false })).toMatchObject([{ level: "error" }]);
    expect(findingsOf({ ...dated, level: "info" }, one, { timeDecides: false })).toMatchObject([{ level: "info" }]);
  });

  it("shows one finding once", () => {
    expect(findingsOf(rule, { accessKeys: [accessKey("app/k"), accessKey("app/k")] })).toHaveLength(1);
  });

  it("sorts by severity, stack, path, rule and message", () => {
    const warning: Rule = { ...rule, id: "AAA001", level: "warning" };
    const accessKeys = ["b/2", "a/2", "b/1"].map((path) => accessKey(path));
    const findings = evaluate(inventoryOf({ accessKeys }), {
      stage: "configuration",
      today: TODAY,
      rules: [warning, { ...rule, id: "TST002" }, rule],
    });
    expect(findings.map((finding) => `${finding.rule} ${finding.path}`)).toEqual([
      "TST001 a/2",
      "TST002 a/2",
      "TST001 b/1",
      "TST002 b/1",
      "TST001 b/2",
      "TST002 b/2",
      "AAA001 a/2",
      "AAA001 b/1",
      "AAA001 b/2",
    ]);
  });

  describe("with an acknowledgement", () => {
    const covered = (made: Rule, scope: string, site: Partial<Site> = {}, until?: string) => {
      const stacks = [stackOf("app", { acknowledgements: [acknowledgement("TST001", scope, until)] })];
      const accessKeys = [accessKey("app/user/key", { site: siteAt("app/user/key", site) })];
      return findingsOf(made, { stacks, accessKeys })[0]?.acknowledged !== null;
    };

    it.each([
      ["app/user/key", true],
      ["app/user", true],
      ["app", true],
      ["", true],
      ["app/user/key/child", false],
      ["app/use", false],
      ["app/user/ke", false],
      ["user", false],
    ])("at %j covers app/user/key: %s", (scope, expected) => {
      expect(covered(rule, scope)).toBe(expected);
    });

    it.each([
      ["", true],
      ["app", true],
      ["nesting/app", true],
      ["app/user", false],
      ["app/app", false],
    ])("at %j covers an element of another tool in the stack: %s", (scope, expected) => {
      expect(covered(rule, scope, { path: null })).toBe(expected);
    });

    it("covers nothing in another stack", () => {
      expect(covered(rule, "app", { stack: "other" })).toBe(false);
    });

    it("covers no fixed rule", () => {
      expect(covered(fixed, "app")).toBe(false);
    });

    it("still covers after its last day, but not what time decides", () => {
      expect(covered(rule, "app", {}, "2020-01-01")).toBe(true);
      expect(covered(dated, "app", {}, "2020-01-01")).toBe(false);
    });

    it("shows the narrowest of several, and of two at one place the one that lasts longer", () => {
      const acknowledgements = [
        acknowledgement("TST001", "app", "2029-01-01"),
        acknowledgement("TST001", "app/user", "2027-01-01"),
        acknowledgement("TST001", "app/user", "2028-01-01"),
        acknowledgement("TST001", "app/user", "2026-07-01"),
      ];
      const [finding] = findingsOf(rule, { ...one, stacks: [stackOf("app", { acknowledgements })] });
      expect(finding?.acknowledged).toEqual({ reason: "agreed with security", until: "2028-01-01" });
    });

    it("is shown with whom to ask and where it was agreed", () => {
      const more = { owner: "platform@example.com", link: "https://tickets.example.com/4711" };
      const acknowledgements = [{ ...acknowledgement("TST001", "app"), ...more }];
      const [finding] = findingsOf(rule, { ...one, stacks: [stackOf("app", { acknowledgements })] });
      expect(finding?.acknowledged).toEqual({ reason: "agreed with security", until: "2026-12-31", ...more });
    });

    it("is found, however many there are", () => {
      const paths = Array.from({ length: 10_000 }, (_, index) => `app/user-${index}`);
      const acknowledgements = paths.map((path) => acknowledgement("TST001", path));
      const accessKeys = paths.map((path) => accessKey(`${path}/key`));
      const findings = findingsOf(rule, { accessKeys, stacks: [stackOf("app", { acknowledgements })] });
      expect(summary(findings)).toEqual({ error: 0, warning: 0, info: 0, acknowledged: 10_000 });
    });
  });
});

describe("evaluate, for any inventory", () => {
  const accounts = [accountOf("1"), accountOf("2"), accountOf(null)];
  const owners = accounts.flatMap((account) => ["u", "v"].map((name) => ownerOf(name, { account })));
  const parts = fc.record(
    {
      owner: fc.constantFrom(null, unknown("owner"), ...owners),
      instances: fc.constantFrom(0, 1, 2, unknown("count")),
      status: fc.constantFrom(null, "Active", unknown("status")),
      pgpKey: fc.constantFrom(null, "", "AAAA", "keybase:x", unknown("pgp")),
      secretFile: fc.constantFrom(null, "f", unknown("file")),
      metadata: fc.constantFrom(null, rootKey("x").metadata, accessKey("x").metadata),
    },
    { requiredKeys: [] },
  );
  const keys = fc
    .array(parts, { maxLength: 8 })
    .map((all): AccessKey[] => all.map((made, index) => accessKey(`s${index % 2}/u/k${index}`, made)));
  const acknowledgements = fc.array(
    fc
      .tuple(
        fc.constantFrom("KEY001", "KEY002", "KEY005", "SEC001", "GRD001", "NO001"),
        fc.constantFrom("", "s0", "s1", "s0/u", "s1/u/k1"),
        fc.constantFrom("2020-01-01", "2027-01-01"),
      )
      .map(([id, path, until]) => acknowledgement(id, path, until)),
  );
  const inventories = fc.tuple(keys, acknowledgements).map(([accessKeys, accepted]) =>
    inventoryOf({
      accessKeys,
      stacks: ["s0", "s1"].map((name): Stack =>
        stackOf(name, {
          acknowledgements: accepted,
          resources: accessKeys.filter(({ site }) => site.stack === name).map(({ site }) => site),
        }),
      ),
      identities: [identity("user", "a b"), identity("group", unknown("name"))],
      secretUses: [secretUse({ sensitive: false }), secretUse({ crossesStacks: true })],
    }),
  );
  const run = (inventory: Inventory, timeDecides = true) =>
    evaluate(inventory, { stage: "configuration", today: TODAY, timeDecides });

  it("the order of the declarations changes nothing", () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const reversed: Inventory = {
          ...inventory,
          stacks: [...inventory.stacks]
            .reverse()
            .map((stack) => ({ ...stack, acknowledgements: [...stack.acknowledgements].reverse() })),
          accessKeys: [...inventory.accessKeys].reverse(),
          identities: [...inventory.identities].reverse(),
          secretUses: [...inventory.secretUses].reverse(),
        };
        expect(run(reversed)).toEqual(run(inventory));
      }),
    );
  });

  it("acknowledgements lose no finding: they only mark it", () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const bare = { ...inventory, stacks: inventory.stacks.map((stack) => ({ ...stack, acknowledgements: [] })) };
        const unmarked = run(inventory)
          .filter((finding) => !finding.rule.startsWith("GRD"))
          .map((finding) => ({ ...finding, acknowledged: null }));
        expect(unmarked).toEqual(run(bare).map((finding) => ({ ...finding, acknowledged: null })));
      }),
    );
  });

  it("never marks a finding of a fixed rule, nor counts one twice", () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const findings = run(inventory);
        expect(findings.filter((finding) => finding.fixed && finding.acknowledged)).toEqual([]);
        const { error, warning, info, acknowledged } = summary(findings);
        expect(error + warning + info + acknowledged).toBe(findings.length);
      }),
    );
  });

  it("says under synthesis the same on every day, but for warnings", () => {
    fc.assert(
      fc.property(inventories, fc.constantFrom("2019-01-01", "2026-06-15", "2040-01-01"), (inventory, today) => {
        const errors = (day: string) =>
          evaluate(inventory, { stage: "configuration", today: day, timeDecides: false })
            .filter((finding) => finding.level === "error")
            .map(({ acknowledged, ...finding }) => ({ ...finding, accepted: acknowledged !== null }));
        expect(errors(today)).toEqual(errors(TODAY));
      }),
    );
  });
});
