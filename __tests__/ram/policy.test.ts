import { TerraformVariable, Token } from "cdktf";
import { Account } from "../../lib/ram/account";
import { Policy, type PolicyProps } from "../../lib/ram/policy";
import { SystemPolicy } from "../../lib/ram/system-policy";
import { User } from "../../lib/ram/user";
import { refusal, render, stackOf, untyped } from "./fixtures";

function documentOf(resource: unknown): PolicyProps["document"] {
  return { Version: "1", Statement: [{ Effect: "Allow", Action: ["oss:GetObject"], Resource: [resource] }] };
}

function textOf(stack: ReturnType<typeof stackOf>, policyName: string): unknown {
  return render(stack).resource["alicloud_ram_policy"]?.[policyName]?.["policy_document"];
}

describe("Policy", () => {
  it("renders its document as JSON text", () => {
    const stack = stackOf();
    const document = documentOf("acs:oss:*:*:reports/*");
    new Policy(stack, "reports", { policyName: "read-reports", document, description: "reads reports" });
    expect(render(stack).resource["alicloud_ram_policy"]?.["read-reports"]).toMatchObject({
      policy_name: "read-reports",
      description: "reads reports",
    });
    expect(JSON.parse(textOf(stack, "read-reports") as string)).toEqual(document);
  });

  it("keeps a policy variable from Terraform, which would read it as an expression", () => {
    const stack = stackOf();
    new Policy(stack, "own", { policyName: "own", document: documentOf("acs:oss:*:*:home/${acs:x}/%{y}") });
    expect(textOf(stack, "own")).toContain("acs:oss:*:*:home/$${acs:x}/%%{y}");
  });

  it("takes references inside the document", () => {
    const stack = stackOf();
    const bucket = new TerraformVariable(stack, "bucket", {});
    new Policy(stack, "a", { policyName: "a", document: documentOf(`acs:oss:*:*:${bucket.stringValue}/*`) });
    new Policy(stack, "b", { policyName: "b", document: documentOf(bucket.value) });
    expect(textOf(stack, "a")).toMatch(/^\$\{jsonencode\(.*acs:oss:\*:\*:\$\{var\.bucket\}\/\*.*\)\}$/);
    expect(textOf(stack, "b")).toMatch(/^\$\{jsonencode\(.*\[var\.bucket\].*\)\}$/);
  });

  it("is attached by reference, so that it exists before", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "bi" });
    user.attachPolicy(new Policy(stack, "p", { policyName: "read-reports", document: documentOf("*") }));
    expect(render(stack).resource["alicloud_ram_user_policy_attachment"]).toMatchObject({
      "bi_Custom_read-reports": {
        user_name: "${alicloud_ram_user.bi.name}",
        policy_name: "${alicloud_ram_policy.read-reports.policy_name}",
        policy_type: "Custom",
      },
    });
  });

  it("is attached when its name is a reference, too", () => {
    const stack = stackOf();
    const policyName = new TerraformVariable(stack, "name", {}).stringValue;
    const policy = new Policy(stack, "p", { policyName, document: documentOf("*") });
    new User(stack, "bi", { userName: "bi" }).attachPolicy(policy);
    expect(Object.values(render(stack).resource["alicloud_ram_user_policy_attachment"] ?? {})).toMatchObject([
      { policy_name: "${alicloud_ram_policy.p.policy_name}" },
    ]);
  });

  it.each<[string, Partial<Record<keyof PolicyProps, unknown>>, string]>([
    ["a name with a dot", { policyName: "read.reports" }, 'policy name "read.reports" contains "."'],
    ["a document that is text", { document: "{}" }, "the policy document is a string"],
    ["a document that is a list", { document: [] }, "the policy document is a list"],
    ["no document", { document: undefined }, "the policy document is undefined"],
    ["another version", { document: { ...documentOf("*"), Version: "2012-10-17" } }, 'is "2012-10-17"'],
    [
      "a version that is a number",
      { document: { ...documentOf("*"), Version: 1 } },
      "Version of the policy document is 1",
    ],
    ["no statement", { document: { Version: "1", Statement: [] } }, "Statement of the policy document is empty"],
    ["an over-long document", { document: documentOf("r".repeat(6_144)) }, "characters"],
    ["an over-long description", { description: "d".repeat(1_025) }, "has 1025 characters"],
  ])("refuses %s, and leaves nothing behind", (_case, props, problem) => {
    const stack = stackOf();
    const error = refusal(
      () => new Policy(stack, "p", untyped({ policyName: "read", document: documentOf("*"), ...props })),
    );
    expect(error.message).toContain(problem);
    expect(stack.node.tryFindChild("p")).toBeUndefined();
  });

  it("counts the characters of a document up to the quota, and no further", () => {
    const stack = stackOf();
    const room = 6_144 - JSON.stringify(documentOf("")).length;
    new Policy(stack, "full", { policyName: "full", document: documentOf("r".repeat(room)) });
    const over = { policyName: "over", document: documentOf("r".repeat(room + 1)) };
    expect(refusal(() => new Policy(stack, "over", over)).message).toContain("has 6145 characters");
  });

  it("takes a longer document where the account's quota is higher", () => {
    const stack = stackOf();
    new Account(stack, "account", { accountId: "1234567890123456", quotas: { policyDocumentCharacters: 10_000 } });
    new Policy(stack, "p", { policyName: "long", document: documentOf("r".repeat(7_000)) });
    expect(textOf(stack, "long")).toContain("rrrr");
  });
});

describe("User.attachPolicy", () => {
  it.each<[string, unknown, string]>([
    ["a name", "AliyunOSSReadOnlyAccess", "the policy to attach is a string"],
    ["nothing", undefined, "the policy to attach is undefined"],
    ["an unknown type", { policyName: "a", declaredName: "a", policyType: "system" }, 'is "system"'],
    ["a policy without a name", { policyType: "Custom" }, "name of the policy to attach is undefined"],
    ["a name that only Terraform knows", SystemPolicy.of(Token.asString({ x: 1 })), "known only after apply"],
  ])("refuses %s", (_case, policy, problem) => {
    const user = new User(stackOf(), "bi", { userName: "bi" });
    expect(refusal(() => user.attachPolicy(untyped(policy))).message).toContain(problem);
    expect(user.node.children).toHaveLength(0);
  });

  it("refuses a policy that the user already has, and names both places", () => {
    const user = new User(stackOf(), "bi", { userName: "bi" });
    user.attachPolicy(SystemPolicy.of("AliyunOSSReadOnlyAccess"));
    const { message } = refusal(() => user.attachPolicy(SystemPolicy.of("AliyunOSSReadOnlyAccess")));
    expect(message).toMatch(/_System_AliyunOSSReadOnlyAccess is declared a second time: .* \(__tests__.*:\d+\)\n/);
  });

  it("refuses a system policy without a name", () => {
    expect(refusal(() => SystemPolicy.of("")).message).toContain("name of a system policy is empty");
  });
});
