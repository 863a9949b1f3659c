import { readConfiguration } from "../../lib/inventory/configuration";
import { KEY002 } from "../../lib/rules/keys/key002";
import { evaluate } from "../../lib/rules/evaluate";

type Provider = Record<string, unknown>;

/** One user of two provider configurations, with two keys of each. */
function messages(...stacks: readonly (readonly Provider[])[]): string[] {
  const documents = stacks.map((providers, stack) => {
    const places = providers.map((provider, index) => ({ ...provider, ...(index > 0 && { alias: `a${index}` }) }));
    const keys = places.flatMap((_, index) =>
      ["x", "y"].map((name) => [
        `${name}${index}`,
        { user_name: "etl", ...(index > 0 && { provider: `alicloud.a${index}` }) },
      ]),
    );
    const content = {
      provider: { alicloud: places },
      resource: { alicloud_ram_access_key: Object.fromEntries(keys) as Record<string, unknown> },
    };
    return { name: `stack-${stack}`, files: [{ name: "cdk.tf.json", content }] };
  });
  return evaluate(readConfiguration(documents), { stage: "configuration", today: "2026-12-01" })
    .filter(({ rule }) => rule === KEY002.id)
    .map(({ message }) => message)
    .filter((message) => message.includes("if these configurations act on one account"));
}

const [ONE, OTHER] = ["1111111111111111", "2222222222222222"];

describe("account ids that code claims", () => {
  it.each<[string, Provider[][]]>([
    ["of one stack without credentials", [[{ account_id: ONE }, { account_id: OTHER }]]],
    [
      "of one profile in two stacks",
      [[{ account_id: ONE, profile: "prod" }], [{ account_id: OTHER, profile: "prod" }]],
    ],
  ])("split no login: %s", (_, stacks) => {
    const [message] = messages(...stacks);
    expect(message).toContain("would hold 4 AccessKeys if these configurations act on one account; RAM allows 2");
    expect(message).toContain("the same credentials are said to be of different accounts");
  });

  it.each<[string, Provider[][]]>([
    [
      "profiles",
      [
        [
          { account_id: ONE, profile: "dev" },
          { account_id: OTHER, profile: "prod" },
        ],
      ],
    ],
    [
      "roles",
      [
        [
          { assume_role: [{ role_arn: `acs:ram::${ONE}:role/ci` }] },
          { assume_role: [{ role_arn: `acs:ram::${OTHER}:role/ci` }] },
        ],
      ],
    ],
    ["environments", [[{ account_id: ONE }], [{ account_id: OTHER }]]],
  ])("are of different accounts where the %s differ", (_, stacks) => {
    expect(messages(...stacks)).toEqual([]);
  });
});
