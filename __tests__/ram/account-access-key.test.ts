import { AlicloudProvider } from "../../provider-alicloud/lib/provider";
import { SecretCustody } from "../../lib/custody/secret-custody";
import { AccountAccessKey, ROOT_KEY_STATEMENT, type AccountAccessKeyProps } from "../../lib/ram/account-access-key";
import { metadataOf, refusal, render, stackOf, untyped } from "./fixtures";

function rootKey(): AccountAccessKeyProps {
  return {
    necessity: "the old billing export signs with a key of the account",
    custody: SecretCustody.state({ reason: "a test", until: "2027-01-31" }),
    acknowledgement: {
      statement: ROOT_KEY_STATEMENT,
      reason: "the export has no other sign-in until it is replaced",
      owner: "finance-platform@example.com",
      until: "2027-01-31",
    },
  };
}

describe("AccountAccessKey", () => {
  it("has no user, and its plan fails unless the account itself runs it", () => {
    const stack = stackOf();
    new AccountAccessKey(stack, "billing", rootKey());
    const rendered = render(stack);
    const identity = "data.alicloud_caller_identity.ramparts-caller-identity";
    expect(rendered.resource["alicloud_ram_access_key"]).toEqual({
      billing: {
        "//": expect.anything() as unknown,
        lifecycle: {
          ignore_changes: ["pgp_key"],
          precondition: [
            {
              condition: `\${endswith(${identity}.arn, ":root")}`,
              error_message: expect.stringContaining("Run this stack with credentials of the account") as unknown,
            },
          ],
        },
      },
    });
    expect(Object.keys(rendered.data["alicloud_caller_identity"] ?? {})).toEqual(["ramparts-caller-identity"]);
  });

  it("keeps what was acknowledged", () => {
    const stack = stackOf();
    new AccountAccessKey(stack, "billing", rootKey());
    expect(metadataOf(render(stack).resource["alicloud_ram_access_key"]?.["billing"])).toMatchObject({
      source: expect.stringContaining("account-access-key.test.ts:") as unknown,
      accessKey: { name: "billing", root: rootKey().acknowledgement },
    });
  });

  it("asks once for the caller of each provider configuration", () => {
    const stack = stackOf();
    const provider = new AlicloudProvider(stack, "second", { alias: "second", region: "cn-beijing" });
    for (const id of ["one", "two"]) new AccountAccessKey(stack, id, rootKey());
    new AccountAccessKey(stack, "three", { ...rootKey(), provider });
    const rendered = render(stack);
    expect(rendered.data["alicloud_caller_identity"]).toMatchObject({
      "ramparts-caller-identity": {},
      "ramparts-caller-identity-second": { provider: "alicloud.second" },
    });
    expect(rendered.resource["alicloud_ram_access_key"]?.["three"]).toHaveProperty("provider", "alicloud.second");
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      "another statement",
      { statement: "ok" },
      "statement of the acknowledgement of an AccessKey of the account itself is",
    ],
    [
      "no owner",
      { owner: undefined },
      "owner of the acknowledgement of an AccessKey of the account itself is undefined",
    ],
    ["no reason", { reason: "" }, "reason of the acknowledgement of an AccessKey of the account itself is empty"],
    ["no date", { until: "soon" }, 'end date of the acknowledgement of an AccessKey of the account itself is "soon"'],
  ])("refuses %s, and leaves nothing behind", (_case, change, problem) => {
    const stack = stackOf();
    const children = stack.node.children.length;
    const props = { ...rootKey(), acknowledgement: { ...rootKey().acknowledgement, ...change } };
    expect(refusal(() => new AccountAccessKey(stack, "root", untyped(props))).message).toContain(problem);
    expect(stack.node.children).toHaveLength(children);
  });

  it("refuses a key without any acknowledgement", () => {
    const props = untyped<AccountAccessKeyProps>({ ...rootKey(), acknowledgement: undefined });
    expect(refusal(() => new AccountAccessKey(stackOf(), "root", props)).message).toContain("is undefined");
  });
});
