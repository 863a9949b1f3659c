import { breakGlass } from "../../lib/rules/break-glass";
import type { Finding } from "../../lib/rules/finding";
import { reaches, summary } from "../../lib/rules/summary";

function finding(parts: Partial<Finding>): Finding {
  return {
    rule: "KEY001",
    level: "error",
    verdict: "violation",
    stack: "app",
    address: "a.b",
    path: null,
    source: null,
    subject: null,
    message: "m",
    fix: "f",
    related: [],
    unknown: null,
    fixed: false,
    acknowledged: null,
    ...parts,
  };
}

const accepted = { reason: "r", until: "2030-01-01" };

describe("breaking the glass", () => {
  it("turns errors into warnings, but not those of fixed rules", () => {
    const findings = [finding({}), finding({ fixed: true }), finding({ level: "info" })];
    expect(breakGlass(findings, "leak of 12 June").map(({ level }) => level)).toEqual(["warning", "error", "info"]);
    expect(findings[0]?.level).toBe("error");
  });

  it("leaves what was acknowledged as it is", () => {
    expect(breakGlass([finding({ acknowledged: accepted })], "leak")[0]?.level).toBe("error");
  });

  it.each(["", " \t"])("is refused without a reason: %j", (reason) => {
    expect(() => breakGlass([], reason)).toThrow("RAMPARTS_BREAK_GLASS is set without a reason");
  });
});

describe("the summary", () => {
  it("counts an acknowledged finding as nothing else", () => {
    const findings = [finding({}), finding({ acknowledged: accepted }), finding({ level: "info" })];
    expect(summary(findings)).toEqual({ error: 1, warning: 0, info: 1, acknowledged: 1 });
  });

  it.each([
    ["error", "error", true],
    ["warning", "error", false],
    ["warning", "warning", true],
    ["error", "info", true],
    ["info", "warning", false],
  ] as const)("of a finding of level %s reaches %s: %s", (level, limit, expected) => {
    expect(reaches([finding({ level })], limit)).toBe(expected);
    expect(reaches([finding({ level, acknowledged: accepted })], limit)).toBe(false);
  });
});
