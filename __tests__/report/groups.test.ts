import { firstOf, groupFindings, nounOf } from "../../lib/report/groups";
import { thirdKey } from "./findings";

describe("groups of findings", () => {
  it.each([
    ["user:a", "RAM user"],
    ["account:1", "Alibaba Cloud account"],
    ["backend:x", "backend"],
    [null, "stack"],
  ])("are named by what %p is", (subject, noun) => {
    const [group] = groupFindings([thirdKey({ subject })]);
    expect(group && nounOf(group)).toBe(noun);
  });

  it("name several in the plural", () => {
    const [group] = groupFindings(["a", "b"].map((name) => thirdKey({ subject: `policy:${name}` })));
    expect(group && nounOf(group)).toBe("RAM policies");
    expect(group?.names).toEqual(["a", "b"]);
  });

  it("are one for identities of which the same is to be said, and for no others", () => {
    const of = (subject: string, parts = {}) => thirdKey({ subject, ...parts });
    const groups = groupFindings([
      of("user:a"),
      of("user:b"),
      of("role:b"),
      of("user:c", { level: "warning" }),
      of("user:d", { message: "other" }),
      of("user:e", { fix: "other" }),
      of("user:f", { related: [] }),
      of("user:g"),
      of("user:g", { rule: "SEC001" }),
    ]);
    expect(groups.map(({ names }) => names)).toEqual([["a", "b"], ["b"], ["d"], ["e"], ["f"], ["g"], ["c"]]);
    expect(groups[0]?.entries.map(({ places }) => places.length)).toEqual([2]);
  });

  it("put places of one identity together", () => {
    const [group] = groupFindings([thirdKey({ path: "a" }), thirdKey({ path: "b" })]);
    expect(group?.entries.map(({ places }) => places.map(({ path }) => path))).toEqual([["a", "b"]]);
  });

  it.each([
    [["a", "b"], 2, "a, b"],
    [["a", "b", "c"], 2, "a, b and 1 more"],
  ])("show of %p the first %d", (names, most, text) => {
    expect(firstOf(names, most, (name) => name)).toBe(text);
  });
});
