import { CATALOGUE } from "../../lib/rules/catalogue";

describe("the catalogue", () => {
  it("names every rule once", () => {
    const ids = CATALOGUE.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[A-Z]{3,4}\d{3}$/.test(id))).toBe(true);
  });

  it.each(CATALOGUE.map((rule) => [rule.id, rule] as const))("%s says what, why and what to do", (_, rule) => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.fix).toMatch(/^[a-z].*[^.]$/s);
    expect(rule.stages.length).toBeGreaterThan(0);
  });

  it("fixes what the service would refuse, what would lose a secret, and what a change would say about itself", () => {
    const fixed = CATALOGUE.filter((rule) => rule.fixed).map((rule) => rule.id);
    expect(fixed).toEqual(["KEY002", "ROOT002", "SEC003", "USR007", "POL005", "GRD004"]);
  });
});
