import { Page } from "../../lib/report/page";

describe("a page of limited length", () => {
  const items = (...texts: string[]) => texts.map((text) => ({ text, count: 2 }));

  it("takes nothing more after the first thing that does not fit, and counts what that was", () => {
    const page = new Page(6);
    page.addList("<", items("ab", "toolong", "c"), ">");
    page.addList("(", items("d"), ")");
    expect(page.toString()).toBe("<ab>");
    expect(page.leftOut).toBe(6);
  });

  it("has no list of which no item fits", () => {
    const page = new Page(3);
    page.addList("<", items("ab"), ">");
    expect(page.toString()).toBe("");
  });

  it("is filled to its limit", () => {
    const page = new Page(6);
    page.add("1");
    page.addList("<", items("a", "bc"), ">");
    expect(page.toString()).toBe("1<abc>");
    expect(page.leftOut).toBe(0);
  });
});
