import type { GroupMembership, PolicyAttachment } from "../../../lib/inventory/grant-model";
import type { NamedIdentity } from "../../../lib/inventory/model";
import { USR007 } from "../../../lib/rules/identities/usr007";
import { attachment, membership, principal } from "../grants";
import { accountOf, findingsOf, gist, identity, siteAt, unknown } from "../inventory";

const ETL = principal("user", "etl");

function attachments(count: number, parts: Partial<PolicyAttachment> = {}): PolicyAttachment[] {
  return Array.from({ length: count }, (_, index) =>
    attachment(`app/a${String(index).padStart(2, "0")}`, { principal: ETL, policyName: `p${index}`, ...parts }),
  );
}

function groups(count: number, user = ETL): GroupMembership[] {
  return Array.from({ length: count }, (_, index) =>
    membership(user, principal("group", `g${index}`), `m${String(index).padStart(2, "0")}`),
  );
}

function messages(policyAttachments: readonly PolicyAttachment[]): string[] {
  return findingsOf(USR007, { policyAttachments }).map(({ message }) => message);
}

describe("USR007 on policies", () => {
  it.each([
    ["user", "Custom", 10],
    ["user", "System", 20],
    ["group", "Custom", 10],
    ["group", "System", 20],
    ["role", "Custom", 10],
    ["role", "System", 20],
  ] as const)("allows a %s as many %s policies as the quota, and one more not", (kind, policyType, quota) => {
    const holder = { principal: principal(kind, "it"), principalKind: kind, policyType };
    expect(messages(attachments(quota, holder))).toEqual([]);
    expect(messages(attachments(quota + 1, holder))).toEqual([
      `${holder.principal.label} would have ${quota + 1} ${policyType.toLowerCase()} policies; RAM allows ${quota}`,
    ]);
  });

  it("counts one type apart from the other, one policy once, and each principal for itself", () => {
    const others = attachments(3, { policyType: "System" });
    expect(messages([...attachments(10), ...others])).toEqual([]);
    expect(messages([...attachments(10), ...attachments(2, { policyName: "P0" })])).toEqual([]);
    expect(messages([...attachments(6), ...attachments(6, { principal: principal("user", "eve") })])).toEqual([]);
  });

  it("knows one policy under two names, and two policies under one", () => {
    const policy = identity("policy", unknown("alicloud_ram_policy.it.policy_name"));
    const again = attachments(2, { policy, policyName: unknown("a.policy_name") });
    expect(messages([...attachments(10), ...again])).toEqual([
      'RAM user "etl" would have 11 custom policies; RAM allows 10',
    ]);
    const apart = Array.from({ length: 11 }, (_, index) => {
      const site = siteAt(`app/p${index}`, { address: `alicloud_ram_policy.p${index}` });
      return attachments(1, {
        policy: identity("policy", "p", { site }),
        policyName: "p",
        site: siteAt(`app/${index}`),
      });
    });
    expect(messages(apart.flat())).toEqual(['RAM user "etl" would have 11 custom policies; RAM allows 10']);
  });

  it("takes the quota that the account declares, and reports at the last place", () => {
    const account = accountOf("1", { declared: { accountId: "1", quotas: { customPoliciesPerUser: 2 } } });
    const policyAttachments = attachments(3, { principal: principal("user", "etl", { account }) });
    const [finding] = findingsOf(USR007, { policyAttachments: policyAttachments.reverse() });
    expect(finding).toMatchObject({ level: "error", fixed: true, path: "app/a02", subject: "user:etl" });
    expect(finding?.related.map(({ path }) => path)).toEqual(["app/a00", "app/a01", "app/a02"]);
    expect(finding?.fix).toBe("put the permissions into fewer policies, or into groups");
  });

  it("is indeterminate only where what is unknown decides", () => {
    const name = attachments(1, { site: siteAt("app/z"), policyName: unknown("z.policy_name") });
    const type = attachments(1, { site: siteAt("app/z"), policyType: unknown("z.policy_type") });
    const whom = attachments(5, { principal: unknown("z.user_name") });
    for (const unclear of [name, type]) {
      expect(messages([...attachments(9), ...unclear])).toEqual([]);
      const findings = findingsOf(USR007, { policyAttachments: [...attachments(10), ...unclear] });
      expect(gist(findings)).toEqual(["warning indeterminate app/z"]);
      expect(findings[0]?.message).toContain("would have up to 11 custom policies, and RAM allows 10: z.policy_");
    }
    expect(messages([...attachments(10), ...whom])).toEqual([]);
  });

  it("reports a policy that is spelled in other case than its own", () => {
    const policy = identity("policy", "Reader");
    expect(messages(attachments(1, { policy, policyName: "reader" }))).toEqual([
      'The policy is called "Reader", not "reader": Terraform would not find it',
    ]);
    const [finding] = findingsOf(USR007, { policyAttachments: attachments(1, { policy, policyName: "reader" }) });
    expect(finding).toMatchObject({
      related: [{ address: "alicloud_ram_policy.it" }],
      fix: "spell the name as the policy does",
    });
    expect(messages(attachments(1, { policy, policyName: "Reader" }))).toEqual([]);
    const unnamed = identity("policy", unknown("alicloud_ram_policy.it.policy_name"));
    expect(messages(attachments(1, { policy: unnamed, policyName: "reader" }))).toEqual([]);
    expect(messages(attachments(1, { policy, policyName: unknown("x") }))).toEqual([]);
  });
});

describe("USR007 on groups", () => {
  it("allows ten, and an eleventh not", () => {
    expect(findingsOf(USR007, { groupMemberships: groups(10) })).toEqual([]);
    const groupMemberships = groups(11);
    expect(findingsOf(USR007, { groupMemberships }).map(({ message }) => message)).toEqual([
      'RAM user "etl" would be in 11 groups; RAM allows 10',
    ]);
    expect(findingsOf(USR007, { groupMemberships })[0]?.fix).toContain("take the user out of a group");
  });

  it("counts one group once, and leaves out members that are not known", () => {
    const again = [
      membership(ETL, principal("group", "G0"), "again"),
      membership(unknown("u"), principal("group", "x")),
    ];
    expect(findingsOf(USR007, { groupMemberships: [...groups(10), ...again] })).toEqual([]);
  });

  it("is indeterminate when one of the groups is not known", () => {
    const unclear = membership(ETL, unknown("z.group_name"), "z");
    expect(gist(findingsOf(USR007, { groupMemberships: [...groups(10), unclear] }))).toEqual([
      "warning indeterminate app/z",
    ]);
  });
});

describe("USR007 on names", () => {
  const user = (name: NamedIdentity["name"], address: string, parts: Partial<NamedIdentity> = {}): NamedIdentity =>
    identity("user", name, { site: siteAt(`app/${address}`), ...parts });

  it("reports names that differ only by case, once, with all places", () => {
    const identities = [user("Etl", "a"), user("etl", "b"), user("ETL", "c"), user("etl", "d")];
    const findings = findingsOf(USR007, { identities });
    expect(findingsOf(USR007, { identities: [user("b", "y"), user("B", "x")] })).toMatchObject([{ path: "app/y" }]);
    expect(findings).toMatchObject([
      { path: "app/c", message: 'The names "Etl" and "etl" and "ETL" differ only by case: for RAM they are one user' },
    ]);
    expect(findings[0]?.related).toHaveLength(3);
  });

  it.each([
    ["equal names", [user("etl", "a"), user("etl", "b")]],
    ["names of two kinds", [user("etl", "a"), identity("group", "ETL")]],
    ["names of two accounts", [user("etl", "a"), user("ETL", "b", { account: accountOf("999") })]],
    ["a block that declares nothing", [user("etl", "a"), user("ETL", "b", { instances: 0 })]],
    ["names that are not known", [user(unknown("x"), "a"), user(unknown("X"), "b"), user(null, "c")]],
  ])("says nothing of %s", (_, identities) => {
    expect(findingsOf(USR007, { identities })).toEqual([]);
  });
});
