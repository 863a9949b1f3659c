import { SecretCustody } from "../../lib/custody/secret-custody";
import schema from "../../provider-alicloud/schema/alicloud-schema.json";
import { Account } from "../../lib/ram/account";
import { AccountAccessKey, ROOT_KEY_STATEMENT } from "../../lib/ram/account-access-key";
import { Policy } from "../../lib/ram/policy";
import { User } from "../../lib/ram/user";
import { pgpKeys, render, stackOf, stateKey, type Rendered } from "./fixtures";

type Block = Record<string, { readonly block: { readonly attributes: Record<string, object> } } | undefined>;
const [provider] = Object.values(schema.provider_schemas);
const META_ARGUMENTS = ["//", "lifecycle", "provider", "count", "for_each", "depends_on"];

/** Attributes that the provider does not have. */
function unknownAttributes(elements: Rendered["resource"], schemas: Block): string[] {
  return Object.entries(elements).flatMap(([type, byId]) =>
    Object.values(byId)
      .flatMap((element) => Object.keys(element))
      .filter((name) => !META_ARGUMENTS.includes(name) && !(name in (schemas[type]?.block.attributes ?? {})))
      .map((name) => `${type}.${name}`),
  );
}

it("every attribute that a construct renders is one of the provider's schema", async () => {
  const stack = stackOf();
  new Account(stack, "account", { accountId: "1234567890123456" });
  const user = new User(stack, "bi", {
    userName: "bi",
    displayName: "BI",
    comments: "dashboards",
    mobile: "86-10000000000",
    email: "bi@example.com",
    force: false,
  });
  const custody = SecretCustody.pgp((await pgpKeys()).publicKey);
  user.addAccessKey("key", { ...stateKey(), custody, status: "Active" });
  const statement = { Effect: "Allow", Action: ["oss:GetObject"], Resource: ["*"] };
  const document = { Version: "1" as const, Statement: [statement] };
  user.attachPolicy(new Policy(stack, "policy", { policyName: "read", document, description: "reads" }));
  const acknowledgement = { statement: ROOT_KEY_STATEMENT, reason: "r", owner: "o", until: "2027-01-31" } as const;
  new AccountAccessKey(stack, "root", { necessity: "n", custody, acknowledgement });

  const { resource, data } = render(stack);
  expect(Object.keys({ ...resource, ...data }).sort()).toEqual([
    "alicloud_caller_identity",
    "alicloud_ram_access_key",
    "alicloud_ram_policy",
    "alicloud_ram_user",
    "alicloud_ram_user_policy_attachment",
  ]);
  expect(unknownAttributes(resource, provider?.resource_schemas as unknown as Block)).toEqual([]);
  expect(unknownAttributes(data, provider?.data_source_schemas as unknown as Block)).toEqual([]);
});
