import { CATALOGUE } from "../../lib/rules/catalogue";
import { CATALOGUE_FORMATS } from "../../lib/report/catalogue";
import { renderExplanation } from "../../lib/report/explanation";
import type { Rule } from "../../lib/rules/rule";
import { ramparts } from "./program";

describe("ramparts rules", () => {
  it("lists every rule with its level and stages on a line", async () => {
    const { code, out, err } = await ramparts(["rules"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines = out.split("\n");
    expect(lines.slice(0, CATALOGUE.length).map((line) => line.split(" ")[0])).toEqual(CATALOGUE.map(({ id }) => id));
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^KEY002 +error, fixed +C P S +RAM user with more AccessKeys than the quota +Cloud Config /,
      ),
    );
  });

  it("gives them to other programs as JSON", async () => {
    const { out } = await ramparts(["rules", "--format", "json"]);
    const { rules } = JSON.parse(out) as { rules: unknown[] };
    expect(rules).toHaveLength(CATALOGUE.length);
    expect(rules[1]).toMatchObject({
      id: "KEY002",
      level: "error",
      fixed: true,
      stages: ["configuration", "plan", "state"],
      twins: { "Cloud Config": "ram-user-activated-ak-quantity-check" },
    });
    expect(rules[0]).toMatchObject({ id: "KEY001", fixed: false, twins: {} });
  });

  it("keeps a table together, whatever stands in a title", () => {
    const rule: Rule = { ...(CATALOGUE[0] as Rule), title: "Allow * on `*` | <b>" };
    expect(CATALOGUE_FORMATS.markdown([rule], "")).toContain("| Allow \\* on \\`\\*\\` \\| \\<b> |");
  });

  it("refuses another format", async () => {
    expect(await ramparts(["rules", "--format", "xml"])).toMatchObject({ code: 2, out: "" });
  });
});

describe("ramparts explain", () => {
  it("says why, what to do, before and after, and the same check elsewhere", async () => {
    const { code, out } = await ramparts(["explain", "KEY002"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^KEY002 {2}RAM user with more AccessKeys than the quota\nerror, fixed: it can be neither /);
    const headings = ["\nwhy\n", "\nwhat to do\n", "\nbefore\n", "\nafter\n", "\nthe same check elsewhere\n"];
    const places = headings.map((heading) => out.indexOf(heading));
    expect(places).not.toContain(-1);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
    expect(out).toContain('      "c": { "user_name": "reports" }\n');
  });

  it.each(["PLN003", "PLN006", "PLN008"])("says in which case %s is no error", async (id) => {
    const { out } = await ramparts(["explain", id]);
    expect(out).toMatch(/^error; looked for in the plan$/m);
    expect(out.slice(out.indexOf("\nwhy\n"), out.indexOf("\nwhat to do\n"))).toMatch(/\ba\s+warning\b/);
  });

  it("leaves out what a rule does not have", () => {
    const [first] = CATALOGUE as [Rule];
    const { id, level, stages, title, why, fix, example } = first;
    const rule: Rule = { id, level, stages, title, why, fix, example, evaluate: () => [] };
    const elsewhere = /^the same check elsewhere$/m;
    expect(renderExplanation(rule)).not.toMatch(elsewhere);
    expect(renderExplanation({ ...rule, twins: { Other: "1" } })).toMatch(elsewhere);
  });

  it("breaks its texts at the terminal's width", async () => {
    const { out } = await ramparts(["explain", "KEY001"], { columns: 60 });
    const why = out.slice(out.indexOf("\nwhy\n"), out.indexOf("\nbefore\n"));
    expect(Math.max(...why.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it.each([
    ["SEC1", /no rule "SEC1"\. Did you mean SEC001\? /],
    ["key-002", /Did you mean KEY002\?/],
    ["NOPE", /no rule "NOPE"\. "ramparts rules" lists them all\.\n$/],
    ["\u001b[2J", /no rule "\\u\{1b\}\[2J"/],
  ])("says what may have been meant by %j", async (id, message) => {
    const { code, out, err } = await ramparts(["explain", id]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });
});
