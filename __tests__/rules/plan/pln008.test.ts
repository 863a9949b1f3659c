import type { PolicyAttachment } from "../../../lib/inventory/grant-model";
import { readConfiguration } from "../../../lib/inventory/configuration";
import { reviewOf } from "../../../lib/plan/review";
import { evaluate } from "../../../lib/rules/evaluate";
import type { Finding } from "../../../lib/rules/finding";
import { PLN008 } from "../../../lib/rules/plan/pln008";
import { accountOf, gist, siteAt, TODAY, unknown } from "../inventory";
import { planFindings, planOf } from "./plans";

/** Configurations say what plans do, and are shorter. */
function findingsBetween(before: object, after: object, rest: object = {}): Finding[] {
  const read = (resource: object) =>
    readConfiguration([{ name: "app", files: [{ name: "main.tf.json", content: { resource, ...rest } }] }]);
  const inventory = read(after);
  const plan = { ...planOf({}), before: read(before), after: inventory };
  return evaluate(inventory, { stage: "plan", today: TODAY, rules: [PLN008], review: reviewOf(plan) });
}

function policyOf(action: string | readonly string[], more: object = {}): object {
  const statement = { Effect: "Allow", Action: action, Resource: "*", ...more };
  const policy_document = JSON.stringify({ Version: "1", Statement: [statement] });
  return {
    alicloud_ram_user: { u: { name: "etl" } },
    alicloud_ram_policy: { p: { policy_name: "etl", policy_document } },
    alicloud_ram_user_policy_attachment: {
      a: { user_name: "${alicloud_ram_user.u.name}", policy_name: "etl", policy_type: "Custom" },
    },
  };
}

describe("PLN008", () => {
  it.each<[string, object, object, string[]]>([
    ["one more action", policyOf("oss:GetObject"), policyOf(["oss:GetObject", "oss:PutObject"]), ["warning"]],
    ["an action that mints credentials", policyOf("oss:GetObject"), policyOf("ram:CreateAccessKey"), ["error"]],
    ["everything", policyOf("oss:GetObject"), policyOf("*"), ["error"]],
    [
      "a condition taken away",
      policyOf("oss:GetObject", { Condition: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } }),
      policyOf("oss:GetObject"),
      ["warning"],
    ],
    ["fewer actions", policyOf(["oss:GetObject", "oss:PutObject"]), policyOf("oss:GetObject"), []],
    ["the same in other letters", policyOf("oss:GetObject"), policyOf("OSS:getobject"), []],
    ["a new user", {}, policyOf("oss:GetObject"), ["info"]],
    ["a new user that mints credentials", {}, policyOf("ram:CreateAccessKey"), ["error"]],
    ["a user that goes", policyOf("*"), {}, []],
  ])("judges %s", (_, before, after, levels) => {
    const findings = findingsBetween(before, after);
    expect(findings.map(({ level }) => level)).toEqual(levels);
    for (const finding of findings) {
      expect(finding).toMatchObject({ verdict: "violation", subject: "user:etl", address: "alicloud_ram_user.u" });
    }
  });

  it("says what, and by which policy, in one finding", () => {
    const [finding, ...others] = findingsBetween(policyOf("oss:GetObject"), policyOf(["oss:*", "ram:CreateAccessKey"]));
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(/^RAM user "etl" may do what it could not before: /);
    expect(finding?.message).toContain('ram:CreateAccessKey on * (policy "etl")');
    expect(finding?.related.map(({ address }) => address)).toEqual(["alicloud_ram_user_policy_attachment.a"]);
  });

  it("tells who may assume a role apart from what the role may do", () => {
    const role = (service: string) => {
      const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: [service] } }];
      const assume_role_policy_document = JSON.stringify({ Version: "1", Statement });
      return { alicloud_ram_role: { r: { role_name: "r", assume_role_policy_document } } };
    };
    const [finding] = findingsBetween(role("ecs.aliyuncs.com"), role("fc.aliyuncs.com"));
    expect(finding).toMatchObject({ level: "warning", subject: "role:r" });
    expect(finding?.message).toContain("may be assumed as it could not before");
  });

  it("says of somebody new what they may do, and warns of who may assume a new role", () => {
    const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com"] } }];
    const assume_role_policy_document = JSON.stringify({ Version: "1", Statement });
    const role = { alicloud_ram_role: { r: { role_name: "r", assume_role_policy_document } } };
    const findings = findingsBetween({}, { ...policyOf("oss:GetObject"), ...role });
    expect(findings.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(/^warning: RAM role "r" is created, and may be assumed: sts:AssumeRole/),
      expect.stringMatching(/^info: RAM user "etl" is created, and may do: oss:GetObject/),
    ]);
  });

  it("is accepted like any other", () => {
    const acknowledgements = [{ rule: "PLN008", path: "", reason: "agreed", until: "2026-12-31" }];
    const comment = { "//": { ramparts: { guard: true, acknowledgements } } };
    const [finding] = findingsBetween(policyOf("oss:GetObject"), policyOf("*"), comment);
    expect(finding?.acknowledged).toMatchObject({ reason: "agreed" });
  });

  it("is indeterminate about a policy that is known after the apply, and about whom it comes to", () => {
    const site = siteAt("app", { address: "alicloud_ram_user_policy_attachment.a", path: null });
    const account = accountOf("1234567890123456");
    const user = { kind: "user", label: 'RAM user "etl"', account, name: "etl", declaration: null } as const;
    const attachment = (parts: Partial<PolicyAttachment>): PolicyAttachment => ({
      site,
      principal: user,
      principalKind: "user",
      policyName: "x",
      policyType: "System",
      policy: null,
      ...parts,
    });
    for (const parts of [{ policyName: unknown("a.policy_name") }, { principal: unknown("a.user_name") }]) {
      const after = { policyAttachments: [attachment(parts)] };
      expect(gist(planFindings(PLN008, { after }))).toEqual([`warning indeterminate ${site.address}`]);
      expect(planFindings(PLN008, { before: after })).toEqual([]);
    }
  });
});
