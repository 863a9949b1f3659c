import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { AlicloudProvider } from "../../provider-alicloud/lib/provider";
import { Account, type AccountProps } from "../../lib/ram/account";
import { metadataOf, refusal, render, stackOf, untyped } from "./fixtures";

const accountId = "1234567890123456";
const acknowledgement = { reason: "bootstrap of a new account", until: "2027-01-31" };

/** The conditions under which a plan of the stack goes on, with what is said when it does not. */
function postconditions(stack: ReturnType<typeof stackOf>): unknown {
  const account = render(stack).data["alicloud_caller_identity"]?.["account"];
  return (account?.["lifecycle"] as { postcondition?: unknown } | undefined)?.postcondition;
}

describe("Account", () => {
  it("lets a plan fail in another account, and when the account itself runs it", () => {
    const stack = stackOf();
    new Account(stack, "account", { accountId });
    expect(postconditions(stack)).toEqual([
      {
        condition: '${self.account_id == "1234567890123456"}',
        error_message: expect.stringContaining("Use credentials of account 1234567890123456") as unknown,
      },
      {
        condition: '${!endswith(self.arn, ":root")}',
        error_message: expect.stringContaining("acknowledgeRootDeployment of credentials/account") as unknown,
      },
    ]);
  });

  it("lets root run it when that is acknowledged, and keeps the acknowledgement", () => {
    const stack = stackOf();
    new Account(stack, "account", { accountId, acknowledgeRootDeployment: acknowledgement });
    expect(postconditions(stack)).toHaveLength(1);
    expect(metadataOf(render(stack).data["alicloud_caller_identity"]?.["account"])).toMatchObject({
      account: { accountId, rootDeployment: acknowledgement },
    });
  });

  it("says what differs from other accounts", () => {
    const stack = stackOf();
    new Account(stack, "account", { accountId, quotas: { accessKeysPerUser: 3 }, existingAccountAccessKeys: 1 });
    expect(metadataOf(render(stack).data["alicloud_caller_identity"]?.["account"])).toEqual({
      source: expect.stringMatching(/^__tests__\/ram\/account\.test\.ts:\d+$/) as unknown,
      account: { accountId, quotas: { accessKeysPerUser: 3 }, existingAccountAccessKeys: 1 },
    });
  });

  it("is declared once for each provider configuration of a stack", () => {
    const stack = stackOf();
    new Account(stack, "account", { accountId });
    const provider = new AlicloudProvider(stack, "second", { alias: "second", region: "cn-beijing" });
    new Account(stack, "second-account", { accountId: "6543210987654321", provider });
    const error = refusal(() => new Account(new Construct(stack, "team"), "other", { accountId: "42" }));
    expect(error.message).toContain("the account of the provider is declared a second time");
    expect(error.message).toContain("credentials/account says account 1234567890123456");
    const again = refusal(() => new Account(stack, "third-account", { accountId, provider }));
    expect(again.message).toContain('the account of provider "second" is declared a second time');
    expect(Object.keys(render(stack).data["alicloud_caller_identity"] ?? {})).toEqual(["account", "second-account"]);
  });

  it.each<[string, Partial<Record<keyof AccountProps, unknown>>, string]>([
    ["an id that is no number", { accountId: "my-account" }, 'Alibaba Cloud account id "my-account" contains'],
    ["an id that is not a text", { accountId: 1234 }, "account id is number"],
    ["an unknown quota", { quotas: { keys: 3 } }, 'name of a quota is "keys"'],
    ["a quota that is none", { quotas: { accessKeysPerUser: "3" } }, 'quota accessKeysPerUser is "3"'],
    ["quotas that are none", { quotas: 3 }, "quotas is number"],
    ["a count that is none", { existingAccountAccessKeys: -1 }, "existingAccountAccessKeys is -1"],
    ["an empty reason", { acknowledgeRootDeployment: { reason: "", until: "2027-01-31" } }, "reason of the ack"],
  ])("refuses %s, and leaves nothing behind", (_case, props, problem) => {
    const stack = stackOf();
    expect(refusal(() => new Account(stack, "a", untyped({ accountId, ...props }))).message).toContain(problem);
    expect(stack.node.tryFindChild("a")).toBeUndefined();
    new Account(stack, "account", { accountId });
  });

  it("refuses an id that only Terraform knows, since the code says whose identities these are", () => {
    const stack = stackOf();
    const { stringValue } = new TerraformVariable(stack, "id", {});
    const error = refusal(() => new Account(stack, "account", { accountId: stringValue }));
    expect(error.message).toContain("account id is a value that is known only after apply");
  });
});
