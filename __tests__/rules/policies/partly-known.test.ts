import { readConfiguration } from "../../../lib/inventory/configuration";
import { evaluate } from "../../../lib/rules/evaluate";
import { TODAY } from "../inventory";

type Json = Record<string, unknown>;

const EVERYTHING = "The policy allows every action on every resource";
const ADMINISTRATOR = '{ Effect = "Allow", Action = "*", Resource = "*" }';
const READ = '{ Effect = "Allow", Action = "oss:GetObject", Resource = "acs:oss:*:*:b/*" }';
const DATA = "data.alicloud_ram_policy_document.d.document";

/** What POL001, POL002 and POL004 say of a policy with that document; a question mark for what is not certain. */
function said(document: string, rest: Json = {}): string[] {
  const resource = { alicloud_ram_policy: { p: { policy_name: "p", policy_document: `\${${document}}` } } };
  const content = {
    resource,
    variable: { open: {}, flag: { type: "bool" }, texts: { type: "list(string)" } },
    ...rest,
  };
  const inventory = readConfiguration([{ name: "app", files: [{ name: "main.tf.json", content }] }]);
  return evaluate(inventory, { stage: "configuration", today: TODAY })
    .filter(({ rule }) => ["POL001", "POL002", "POL004"].includes(rule))
    .map(({ rule, message, verdict }) => (verdict === "indeterminate" ? `${rule}?` : `${rule}: ${message}`));
}

function ofStatements(...statements: string[]): string {
  return `jsonencode({ Version = "1", Statement = [${statements.join(", ")}] })`;
}

const dataSource = (...statement: Json[]): Json => ({
  data: { alicloud_ram_policy_document: { d: { statement } } },
});
const EVERY = { action: ["*"], resource: ["*"] };
const SOME = { action: ["oss:GetObject"], resource: ["acs:oss:*:*:${var.open}/*"] };

describe("an administrator in a document of which a part is not known", () => {
  it.each<[string, string, Json]>([
    [
      "a name beside it",
      ofStatements(`{ Effect = "Allow", Action = "x:y", Resource = "a:\${var.open}" }`, ADMINISTRATOR),
      {},
    ],
    ["another action", ofStatements('{ Effect = "Allow", Action = ["*", var.open], Resource = "*" }'), {}],
    [
      "the resources of another statement",
      ofStatements('{ Effect = "Allow", Action = "x:y", Resource = var.open }', ADMINISTRATOR),
      {},
    ],
    [
      "a part of a heredoc",
      `"{\\"Version\\":\\"1\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":[\\"*\\",\\"\${var.open}\\"]}]}"`,
      {},
    ],
    ["a statement of a data source", DATA, dataSource(SOME, EVERY)],
    ["a data source in a local", "local.l", { ...dataSource(SOME, EVERY), locals: { l: `\${${DATA}}` } }],
    [
      "a data source that is merged",
      `jsonencode(merge(jsondecode(${DATA}), { Version = "1" }))`,
      dataSource(SOME, EVERY),
    ],
    [
      "which of two documents it is",
      `var.flag ? ${ofStatements(ADMINISTRATOR)} : ${ofStatements(ADMINISTRATOR, READ)}`,
      {},
    ],
  ])("is found where that is %s", (_, document, rest) => {
    expect(said(document, rest)).toEqual([`POL001: ${EVERYTHING}`]);
  });

  it("is found in a data source that is an output of a module", () => {
    const files = [
      {
        name: "m.tf.json",
        content: { ...dataSource(EVERY), output: { document: { value: `\${${DATA}}` } } },
      },
    ];
    const resource = { alicloud_ram_policy: { p: { policy_name: "p", policy_document: "${module.m.document}" } } };
    const root = { name: "main.tf.json", content: { resource, module: { m: { source: "./m" } } } };
    const inventory = readConfiguration([{ name: "app", files: [root], modules: [{ path: ["m"], files }] }]);
    const found = evaluate(inventory, { stage: "configuration", today: TODAY });
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toContain(`POL001: ${EVERYTHING}`);
  });

  it.each<[string, string]>([
    ["it may be denied", ofStatements(ADMINISTRATOR, '{ Effect = var.open, Action = "*", Resource = "*" }')],
    ["more statements may deny it", `jsonencode({ Version = "1", Statement = concat([${ADMINISTRATOR}], var.open) })`],
    ["it may be the action", ofStatements('{ Effect = "Allow", Action = var.open, Resource = "*" }')],
    ["it may be the resource", ofStatements('{ Effect = "Allow", Action = "*", Resource = "${var.open}" }')],
    [
      "it may be an account's",
      ofStatements('{ Effect = "Allow", Action = "*", Resource = "acs:*:*:${alicloud_account.a.id}:*" }'),
    ],
    ["it is one of two documents", `var.flag ? ${ofStatements(ADMINISTRATOR)} : ${ofStatements(READ)}`],
    [
      "it may be left out of what is denied",
      ofStatements(ADMINISTRATOR, '{ Effect = "Deny", Action = var.texts, Resource = "*" }'),
    ],
  ])("is not certain where %s", (_, document) => {
    expect(said(document)[0]).toBe("POL001?");
  });

  it.each<[string, string]>([
    [
      "the name of what is made is put in",
      ofStatements('{ Effect = "Allow", Action = "oss:Get*", Resource = "acs:oss:*:*:${alicloud_oss_bucket.b.id}/*" }'),
    ],
    [
      "the actions are few",
      ofStatements('{ Effect = "Allow", Action = "oss:Get${var.open}", Resource = "acs:oss:*:*:b/*" }'),
    ],
    ["the statement denies", ofStatements('{ Effect = "Deny", Action = var.open, Resource = "*" }')],
  ])("is certainly not there where %s", (_, document) => {
    const resource = { alicloud_oss_bucket: { b: {} } };
    const policy = { alicloud_ram_policy: { p: { policy_name: "p", policy_document: `\${${document}}` } } };
    expect(said(document, { resource: { ...resource, ...policy } })).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      "the account of the users",
      '"acs:ram:*:${var.open}:user/etl"',
      ['POL004: The policy allows "ram:CreateAccessKey"'],
    ],
    ["all but the service", '"acs:ram:${var.open}"', ['POL004: The policy allows "ram:CreateAccessKey"']],
    ["the service", '"acs:${var.open}:*:*:*"', ["POL004?"]],
    ["the users that are meant", "var.open", ["POL004?"]],
  ])(
    "is no administrator where that is %s, and mints keys all the same as far as that is certain",
    (_, to, expected) => {
      const statement = `{ Effect = "Allow", Action = "ram:CreateAccessKey", Resource = ${to} }`;
      expect(said(ofStatements(statement))).toEqual(expected);
      const denied = '{ Effect = "Deny", Action = "ram:*", Resource = "acs:ram:*:*:user/other" }';
      expect(said(ofStatements(statement, denied))).toEqual(["POL004?"]);
    },
  );

  it("is not said to have all but what is not known", () => {
    const document = ofStatements('{ Effect = "Allow", NotAction = ["oss:*", var.open], Resource = "*" }');
    expect(said(document)).toEqual(["POL001?", "POL002?", "POL004?"]);
  });

  it("says what else is allowed in any case", () => {
    const document = ofStatements(
      '{ Effect = "Allow", Action = ["oss:*", "ram:CreateAccessKey", var.open], Resource = "*" }',
    );
    expect(said(document)).toEqual([
      "POL001?",
      'POL002: The policy allows "oss:*" on every resource',
      'POL004: The policy allows "ram:CreateAccessKey"',
    ]);
  });
});
