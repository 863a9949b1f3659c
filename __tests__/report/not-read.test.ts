import { notReadLines } from "../../lib/report/not-read";

describe("what was not read", () => {
  it("is one line for all files of a stack with one reason", () => {
    const lines = notReadLines([
      { stack: "users", what: "a.tf", why: "it is HCL" },
      { stack: "users", what: "module.far", why: "it is far away" },
      { stack: "users", what: "b.tf", why: "it is HCL" },
    ]);
    expect(lines).toEqual([
      "not read in users: a.tf, b.tf (it is HCL)",
      "not read in users: module.far (it is far away)",
    ]);
  });

  it("is one line for all stacks with one gap", () => {
    const gap = { what: "main.ts", why: "it is newer" };
    const other = { stack: "roles", what: "roles.ts", why: "it is newer" };
    expect(notReadLines([{ stack: "users", ...gap }, other, { stack: "keys", ...gap }])).toEqual([
      "not read in users, keys: main.ts (it is newer)",
      "not read in roles: roles.ts (it is newer)",
    ]);
  });
});
