import { GRD001 } from "../../../lib/rules/guard/grd001";
import { GRD002 } from "../../../lib/rules/guard/grd002";
import { GRD005 } from "../../../lib/rules/guard/grd005";
import { CATALOGUE } from "../../../lib/rules/catalogue";
import {
  accessKey,
  acknowledgement,
  findingsOf,
  gist,
  METADATA,
  ROOT_METADATA,
  rootKey,
  stackOf,
  TODAY,
} from "../inventory";

const YESTERDAY = "2026-06-14";
const stackWith = (...acknowledgements: ReturnType<typeof acknowledgement>[]) => ({
  stacks: [stackOf("app", { acknowledgements })],
});

describe("GRD001", () => {
  it("reports an acknowledgement after its last day", () => {
    const findings = findingsOf(GRD001, stackWith(acknowledgement("KEY008", "app/u", YESTERDAY)));
    expect(gist(findings)).toEqual(["error violation app/u"]);
    expect(findings[0]?.message).toContain("acceptance of KEY008 ended on 2026-06-14");
  });

  it("says nothing on the last day", () => {
    expect(findingsOf(GRD001, stackWith(acknowledgement("KEY008", "app/u", TODAY)))).toEqual([]);
  });

  it("is a warning under synthesis, where time decides nothing", () => {
    const parts = stackWith(acknowledgement("KEY008", "app/u", YESTERDAY));
    expect(gist(findingsOf(GRD001, parts, { timeDecides: false }))).toEqual(["warning violation app/u"]);
  });

  it("reports the acceptances that a key itself carries", () => {
    const expired = { reason: "r", until: YESTERDAY };
    const custody = { kind: "state" as const, acknowledgement: expired };
    const root = { ...expired, statement: ROOT_METADATA.root?.statement ?? "" };
    const accessKeys = [
      accessKey("app/k", { metadata: { ...METADATA, custody } }),
      rootKey("app/root", { metadata: { ...ROOT_METADATA, root } }),
    ];
    expect(gist(findingsOf(GRD001, { accessKeys }))).toEqual(["error violation app/k", "error violation app/root"]);
  });

  it("reports an acknowledgement of the whole app once, though every stack has it", () => {
    const acknowledgements = [acknowledgement("KEY008", "", YESTERDAY)];
    const stacks = [stackOf("a", { acknowledgements }), stackOf("b", { acknowledgements })];
    expect(findingsOf(GRD001, { stacks })).toHaveLength(1);
  });

  it("can be accepted, but not by an acknowledgement that has expired itself", () => {
    const expired = acknowledgement("KEY008", "app/u", YESTERDAY);
    const accepted = (until: string) =>
      findingsOf(GRD001, stackWith(expired, acknowledgement("GRD001", "app", until))).filter(
        (finding) => finding.acknowledged,
      );
    expect(accepted("2026-12-31")).toHaveLength(1);
    expect(accepted(YESTERDAY)).toHaveLength(0);
  });
});

describe("GRD002", () => {
  const judged = (rule: string) =>
    findingsOf(GRD002, stackWith(acknowledgement(rule, "app")), { rules: CATALOGUE }).filter(
      (finding) => finding.rule === "GRD002",
    );

  it("reports the acceptance of a fixed rule, and says what to do instead", () => {
    const [finding] = judged("KEY002");
    expect(finding?.level).toBe("error");
    expect(finding?.message).toContain("KEY002 cannot be accepted");
    expect(finding?.fix).toContain("remove a key");
  });

  it.each([
    ["key-8", "KEY008"],
    ["KYE008", "KEY008"],
    ["Sec01", "SEC001"],
    ["ROT004", "ROOT004"],
  ])("guesses what %s may have meant", (typed, meant) => {
    expect(judged(typed)[0]?.message).toBe(`There is no rule "${typed}"; did you mean ${meant}?`);
  });

  it.each(["KEY999", "", "toString", "KEY"])("does not guess at %j", (typed) => {
    expect(judged(typed)[0]?.message).toBe(`There is no rule "${typed}"`);
  });

  it("says nothing of an acceptance of a rule that can be accepted", () => {
    expect(judged("KEY008")).toEqual([]);
  });
});

describe("GRD005", () => {
  it("reports a stack that was synthesised as HCL", () => {
    const stacks = [stackOf("app", { hcl: true, files: ["cdk.tf"] }), stackOf("other")];
    expect(gist(findingsOf(GRD005, { stacks }))).toEqual(["error violation cdk.tf"]);
  });

  it("says nothing of stacks in JSON", () => {
    expect(findingsOf(GRD005, { stacks: [stackOf("app"), stackOf("other")] })).toEqual([]);
  });
});
