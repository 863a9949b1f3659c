import fc from "fast-check";
import { baselineOf, newSince } from "../../lib/rules/baseline";
import type { Finding } from "../../lib/rules/finding";
import { LEVELS } from "../../lib/rules/finding";
import { thirdKey } from "../report/findings";

const finding = (parts: Partial<Finding> = {}) => thirdKey({ rule: "SEC001", fixed: false, ...parts });

describe("a baseline", () => {
  it("hides what was there, whatever its wording, line and construct are now", () => {
    const moved = finding({ message: "other", source: null, path: "elsewhere" });
    expect(newSince(baselineOf([finding()]), [moved])).toEqual([]);
  });

  it.each<[string, Partial<Finding>]>([
    ["another rule", { rule: "SEC002" }],
    ["another place", { address: "alicloud_ram_access_key.other" }],
    ["another identity", { subject: "user:other" }],
  ])("does not hide a finding of %s", (_case, parts) => {
    expect(newSince(baselineOf([finding()]), [finding(parts)])).toHaveLength(1);
  });

  it("does not hide one that has become more severe", () => {
    const baseline = baselineOf([finding({ level: "warning" })]);
    expect(newSince(baseline, [finding({ level: "error" })])).toHaveLength(1);
    expect(newSince(baseline, [finding({ level: "info" })])).toEqual([]);
  });

  it("does not hide a second finding of one kind in one place", () => {
    const pair = [finding({ message: "secret in a" }), finding({ message: "secret in b" })];
    expect(newSince(baselineOf(pair.slice(1)), pair)).toHaveLength(1);
    expect(newSince(baselineOf(pair), pair)).toEqual([]);
  });

  it("neither records nor hides what is fixed", () => {
    expect(baselineOf([thirdKey()])).toEqual([]);
    const forged = baselineOf([thirdKey({ fixed: false })]);
    expect(newSince(forged, [thirdKey()])).toHaveLength(1);
  });

  it("does not record what is acknowledged, which is open again when the acknowledgement goes", () => {
    const acknowledged = finding({ acknowledged: { reason: "r", until: "2027-01-01" } });
    expect(baselineOf([acknowledged])).toEqual([]);
    expect(newSince(baselineOf([finding()]), [acknowledged])).toEqual([acknowledged]);
  });

  it("is recorded by rule, stack and address, whatever the order of the findings", () => {
    const places = [
      { rule: "SEC001", stack: "a", address: "y" },
      { rule: "SEC001", stack: "b", address: "x" },
      { rule: "SEC001", stack: "b", address: "z" },
      { rule: "SEC002", stack: "a", address: "x" },
    ];
    const findings = [2, 0, 3, 1].map((index) => finding(places[index]));
    expect(baselineOf(findings)).toMatchObject(places);
  });

  it("hides exactly what it was recorded from, in any order", () => {
    const some = fc.array(
      fc.record({
        rule: fc.constantFrom("SEC001", "SEC002"),
        address: fc.constantFrom("a", "b"),
        level: fc.constantFrom(...LEVELS),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(some, some, (old, fresh) => {
        const recorded = old.map((parts) => finding(parts));
        const baseline = baselineOf(recorded);
        expect(newSince(baseline, recorded)).toEqual([]);
        expect(baselineOf([...recorded].reverse())).toEqual(baseline);
        const bySeverity = [...recorded, ...fresh.map((parts) => finding(parts))].sort(
          (one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level),
        );
        expect(newSince(baseline, bySeverity).length).toBeGreaterThanOrEqual(fresh.length);
      }),
    );
  });
});
