import { USR001 } from "../../../lib/rules/identities/usr001";
import { findingsOf, gist, identity, unknown } from "../inventory";

describe("USR001", () => {
  it.each([
    ["user", "a b", 'The RAM user name "a b" contains U+0020; RAM allows letters, digits, "." "-" and "_"'],
    ["user", "", 'The RAM user name "" is empty; RAM allows 1 to 64 characters'],
    ["group", "a/b", 'The RAM user group name "a/b" contains "/"; RAM allows letters, digits, "." "-" and "_"'],
    ["role", "a_b", 'The RAM role name "a_b" contains "_"; RAM allows letters, digits, "." and "-"'],
    ["policy", "a.b", 'The policy name "a.b" contains "."; RAM allows letters, digits and "-"'],
  ] as const)("reports the %s name %j", (kind, name, message) => {
    expect(findingsOf(USR001, { identities: [identity(kind, name)] })).toMatchObject([{ level: "error", message }]);
  });

  it("reports a long name without showing all of it", () => {
    const [finding] = findingsOf(USR001, { identities: [identity("user", "x".repeat(100_000))] });
    expect(finding?.message).toContain("has 100000 characters; RAM allows 1 to 64 characters");
    expect(finding?.message.length).toBeLessThan(300);
  });

  it("counts the bytes of a user's comments and the characters of a group's, and shows neither", () => {
    const comments = "字".repeat(100);
    const [finding, ...others] = findingsOf(USR001, {
      identities: [identity("user", "u", { comments }), identity("group", "g", { comments })],
    });
    expect(others).toEqual([]);
    expect(finding?.message).toBe("The comment of a RAM user has 300 bytes; RAM allows 0 to 128 bytes");
  });

  it.each([
    ["a display name of any characters", identity("user", "u", { displayName: "A/B 数据 <x>" })],
    ["empty texts, which the provider takes for none", identity("policy", "p", { comments: "", displayName: "" })],
    ["what exists already", identity("user", "old@name", { created: false })],
    ["a block that declares nothing", identity("user", "a b", { instances: 0 })],
    ["a name that is not set", identity("user", null)],
  ])("says nothing of %s", (_, made) => {
    expect(findingsOf(USR001, { identities: [made] })).toEqual([]);
  });

  it("reports a display name that is too long", () => {
    const identities = [identity("user", "u", { displayName: "x".repeat(129) })];
    expect(findingsOf(USR001, { identities })).toHaveLength(1);
  });

  it("is indeterminate when the name is not known, as an info when another text is not", () => {
    const name = unknown("alicloud_ram_user.it.name");
    expect(gist(findingsOf(USR001, { identities: [identity("user", name)] }))).toEqual([
      "warning indeterminate app/user",
    ]);
    const identities = [identity("user", "u", { comments: unknown("alicloud_ram_user.it.comments") })];
    expect(gist(findingsOf(USR001, { identities }))).toEqual(["info indeterminate app/user"]);
  });

  it.each([
    ["info", "several instances", 3],
    ["info", "instances that nobody can count", unknown("alicloud_ram_user.it.count")],
    ["info", "up to two instances", { ...unknown("alicloud_ram_user.it.count"), atMost: 2 }],
    ["warning", "one instance", 1],
    ["warning", "one instance or none", { ...unknown("alicloud_ram_user.it.count"), atMost: 1 }],
  ] as const)("is an indeterminate %s for names of %s", (level, _, instances) => {
    const identities = [identity("user", unknown("alicloud_ram_user.it.name"), { instances })];
    expect(gist(findingsOf(USR001, { identities }))).toEqual([`${level} indeterminate app/user`]);
  });
});
