import type { Inventory } from "../../../lib/inventory/model";
import { POL001 } from "../../../lib/rules/policies/pol001";
import { POL002 } from "../../../lib/rules/policies/pol002";
import { POL004 } from "../../../lib/rules/policies/pol004";
import type { Rule } from "../../../lib/rules/rule";
import { allow, documentOf } from "../grants";
import { findingsOf, gist, unknown } from "../inventory";

const deny = (Action: string | string[], more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...allow(Action),
  Effect: "Deny",
  ...more,
});
const allowBut = (...NotAction: string[]): Record<string, unknown> => ({ Effect: "Allow", NotAction, Resource: "*" });
const CONDITION = { Condition: { IpAddress: { "acs:SourceIp": "10.0.0.1" } } };

function messages(rule: Rule, ...statements: unknown[]): string[] {
  return findingsOf(rule, { policyDocuments: [documentOf(statements)] }).map(({ message }) => message);
}

describe("POL001", () => {
  it.each([
    ["a single action and resource", [allow("*", "*")]],
    ["lists", [allow(["oss:GetObject", "*"], ["acs:oss:*:*:x", "*"])]],
    ["every action of every service", [allow("*:*", "acs:*:*:*:*")]],
    ["a short resource", [allow("*", "acs:*")]],
    ["doubled wildcards", [allow("**", "**")]],
    ["a condition", [allow("*", "*", CONDITION)]],
    ["the second of several statements", [allow("oss:GetObject", "acs:oss:*:*:x"), allow("*")]],
    ["all but actions outside RAM", [allowBut("ecs:*", "bss:*")]],
    ["all but one action of RAM", [allowBut("ram:DeleteUser")]],
    ["everything beside a Deny of one service's resources", [allow("*"), deny("*", { Resource: "acs:oss:*:*:*" })]],
    ["everything beside a narrower Deny", [allow("*"), deny("ram:*")]],
    ["everything beside a Deny under a condition", [allow("*"), deny("*", CONDITION)]],
    ["everything on all but one resource", [{ Effect: "Allow", Action: "*", NotResource: "acs:oss:*:*:x" }]],
    [
      "everything beside a Deny on all but one resource",
      [allow("*"), deny("*", { Resource: undefined, NotResource: "x" })],
    ],
    ["everything beside a Deny of one resource", [allow("*"), deny("*", { Resource: "acs:oss:*:*:x" })]],
  ])("reports %s", (_, statements) => {
    expect(messages(POL001, ...statements)).toEqual(["The policy allows every action on every resource"]);
  });

  it.each([
    ["one service", [allow("oss:*")]],
    ["every action on some resources", [allow("*", "acs:oss:*:*:bucket/*")]],
    ["every action of one region", [allow("*", "acs:*:cn-hangzhou:*:*")]],
    ["every action of one service's resources", [allow("*", "acs:oss:*:*:*")]],
    ["everything on no resource", [{ Effect: "Allow", Action: "*", NotResource: "*" }]],
    ["all but RAM", [allowBut("ram:*")]],
    ["all but RAM in other case", [allowBut("RAM:*")]],
    ["all but RAM and others", [allowBut("ecs:*", "ram:*")]],
    ["what RAM refuses for its effect", [{ ...allow("*"), Effect: "allow" }]],
    ["what RAM refuses for want of a resource", [{ Effect: "Allow", Action: "*" }]],
    ["everything that a Deny with an empty condition takes back", [allow("*"), deny("*", { Condition: {} })]],
    ["a Deny of everything under a condition", [deny("*", CONDITION)]],
    [
      "everything that one of several in a Deny takes back",
      [allow("*"), deny(["oss:*", "*"], { Resource: ["x", "*"] })],
    ],
    ["a Deny of everything", [deny("*")]],
    ["everything that a Deny takes back", [allow("*"), deny("*")]],
    ["actions with a question mark", [allow("?", "*")]],
    ["read access", [allow("*:Get*")]],
  ])("says nothing of %s", (_, statements) => {
    expect(messages(POL001, ...statements)).toEqual([]);
  });

  it("says nothing of a trust policy", () => {
    expect(findingsOf(POL001, { policyDocuments: [documentOf([allow("*")], { purpose: "trust" })] })).toEqual([]);
  });
});

describe("POL002", () => {
  it.each([
    [[allow("oss:*")], '"oss:*"'],
    [[allow(["OSS:*", "ecs:**"], "*")], '"OSS:*", "ecs:**"'],
    [[allow("oss:*", "acs:oss:*:*:*")], '"oss:*"'],
    [[allow("oss:*", "acs:oss:*:1234567890123456:*")], '"oss:*"'],
    [[allow("oss:*"), deny("oss:Delete*")], '"oss:*"'],
    [[allowBut("ram:*")], '"everything but ram:*"'],
    [[{ ...allowBut("ram:*"), Resource: ["acs:oss:*:*:x", "*"] }], '"everything but ram:*"'],
    [[allow("oss:*", ["acs:oss:*:*:x", "*"])], '"oss:*"'],
    [[allow("a:* b:* c:* d:* e:*".split(" "))], '"a:*", "b:*", "c:*", "d:*", "e:*"'],
    [[allow("a:* b:* c:* d:* e:* f:* g:*".split(" "))], '"a:*", "b:*", "c:*", "d:*", "e:*" and 2 more'],
  ])("reports %j", (statements, services) => {
    expect(messages(POL002, ...statements)).toEqual([`The policy allows ${services} on every resource`]);
  });

  it.each([
    ["some actions", [allow("oss:Get*")]],
    ["some resources", [allow("oss:*", "acs:oss:*:*:bucket/*")]],
    ["resources of another service", [allow("oss:*", "acs:ecs:*:*:*")]],
    ["one region", [allow("oss:*", "acs:oss:oss-cn-hangzhou:*:*")]],
    ["a service that a Deny takes back", [allow("oss:*"), deny("oss:*")]],
    ["one whose resources a Deny names", [allow("oss:*"), deny("oss:*", { Resource: "acs:oss:*:*:*" })]],
    ["a Deny under a condition", [deny("oss:*", CONDITION)]],
    ["all but RAM on some resources", [{ ...allowBut("ram:*"), Resource: "acs:oss:*:*:x" }]],
    ["all but RAM that a Deny takes back", [allowBut("ram:*"), deny("*")]],
    ["what POL001 reports", [allow(["*", "oss:*"])]],
  ])("says nothing of %s", (_, statements) => {
    expect(messages(POL002, ...statements)).toEqual([]);
  });
});

describe("POL004", () => {
  it.each([
    [[allow("ram:CreateAccessKey", "acs:ram:*:*:user/etl")], '"ram:CreateAccessKey"'],
    [[allow("RAM:createaccesskey")], '"ram:CreateAccessKey"'],
    [[allow("ram:Create?ccessKey")], '"ram:CreateAccessKey"'],
    [[allow("ram:AttachPolicyTo*")], '"ram:AttachPolicyToUser", "ram:AttachPolicyToGroup", "ram:AttachPolicyToRole"'],
    [[allow(["ram:PassRole", "sts:AssumeRole"])], '"ram:PassRole on *", "sts:AssumeRole on *"'],
    [[allow("ram:PassRole", "acs:ram:*:*:*")], '"ram:PassRole on *"'],
    [[allow("ram:AddUserToGroup"), deny("ram:AddUserToGroup", CONDITION)], '"ram:AddUserToGroup"'],
    [[allowBut("ram:*")], '"sts:AssumeRole on *"'],
  ])("reports %j", (statements, actions) => {
    expect(messages(POL004, ...statements)).toEqual([`The policy allows ${actions}`]);
  });

  it.each([
    ["reading RAM", [allow("ram:Get*"), allow("ram:List*")]],
    ["one role", [allow(["ram:PassRole", "sts:AssumeRole"], "acs:ram:*:*:role/etl")]],
    ["what is denied", [allow("ram:*"), deny(["ram:*"])]],
    ["a Deny", [deny("ram:CreateAccessKey")]],
    ["a Deny under a condition", [deny("ram:CreateAccessKey", CONDITION)]],
    ["what POL001 reports", [allow("*")]],
    ["all but RAM and STS", [allowBut("ram:*", "sts:*")]],
  ])("says nothing of %s", (_, statements) => {
    expect(messages(POL004, ...statements)).toEqual([]);
  });
});

describe.each([
  ["POL001", POL001, "warning"],
  ["POL002", POL002, "info"],
  ["POL004", POL004, "info"],
])("%s on a document that is not known", (_, rule, level) => {
  it("is indeterminate, once for the policy", () => {
    const text = unknown("alicloud_ram_policy.it.policy_document");
    const policyDocuments: Inventory["policyDocuments"] = [documentOf(text)];
    const findings = findingsOf(rule, { policyDocuments });
    expect(gist(findings)).toEqual([`${level} indeterminate app/policy`]);
    expect(findings[0]).toMatchObject({ unknown: text.attribute, subject: "policy:p" });
  });

  it("says nothing of the trust policy of a role", () => {
    const trust = documentOf(unknown("alicloud_ram_role.it.assume_role_policy_document"), { purpose: "trust" });
    expect(findingsOf(rule, { policyDocuments: [trust] })).toEqual([]);
  });

  it("says nothing of none, and of one that RAM refuses", () => {
    expect(findingsOf(rule, { policyDocuments: [documentOf(null), documentOf("{"), documentOf([{}])] })).toEqual([]);
  });
});
