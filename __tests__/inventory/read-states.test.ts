import { stack } from "./fixtures";
import {
  ACCOUNT_ID,
  findingsOfState,
  held,
  KEY,
  keysOf,
  keyValues,
  readState,
  stateOf,
  USER,
} from "../plans/documents";

const CLEAR = ["held", "in", "clear", "0".repeat(18)].join("");
const stateFile = (resources: readonly unknown[], outputs: Record<string, unknown> = {}) => ({
  version: 4,
  terraform_version: "1.11.4",
  serial: 3,
  lineage: "00000000-0000-0000-0000-000000000000",
  outputs,
  resources,
});
const provider = 'provider["registry.terraform.io/aliyun/alicloud"]';
const keysInFile = (...instances: readonly unknown[]) => ({
  mode: "managed",
  type: KEY,
  name: "k",
  provider,
  instances,
});

describe("a state as Terraform shows it", () => {
  it("has its keys with what the service says of them", () => {
    const inventory = readState(stateOf([held(`${USER}.u`, { name: "u" }), held(`${KEY}.k`, keyValues("u"))]));
    expect(keysOf(inventory)).toEqual([[`${KEY}.k`, "u"]]);
    expect(inventory.accessKeys[0]).toMatchObject({
      status: "Active",
      pinsStatus: false,
      record: { id: "id-of-a-key-of-u", created: "2026-01-02T03:04:05Z", hasClearSecret: false, hasSecret: false },
    });
  });

  it("has the objects of modules in modules, tainted and deposed ones too", () => {
    const inventory = readState(
      stateOf([], {
        root_module: {
          child_modules: [
            {
              address: 'module.m["a.b"]',
              resources: [held(`module.m["a.b"].${KEY}.k[0]`, keyValues("u"), { tainted: true })],
              child_modules: [
                {
                  address: 'module.m["a.b"].module.n',
                  resources: [held(`module.m["a.b"].module.n.${KEY}.k`, keyValues("u"), { deposed_key: "0a1b2c3d" })],
                },
              ],
            },
          ],
        },
      }),
    );
    expect(keysOf(inventory)).toEqual([
      [`module.m["a.b"].${KEY}.k[0]`, "u"],
      [`module.m["a.b"].module.n.${KEY}.k (deposed 0a1b2c3d)`, "u"],
    ]);
  });

  it("says on which account it is where a data source was read", () => {
    const inventory = readState(
      stateOf([held("data.alicloud_caller_identity.me", { account_id: ACCOUNT_ID }), held(`${KEY}.k`, keyValues("u"))]),
    );
    expect(inventory.accessKeys[0]?.account.accountId).toBe(ACCOUNT_ID);
  });

  it("shows in which outputs a clear secret stands, alone and between other text", () => {
    const inventory = readState(
      stateOf([held(`${KEY}.k`, keyValues("u", { secret: CLEAR }), { sensitive_values: { secret: true } })], {
        outputs: {
          alone: { value: CLEAR, sensitive: true },
          between: { value: { deep: [`export KEY=${CLEAR};`] }, sensitive: false },
          other: { value: "nothing", sensitive: false },
        },
      }),
    );
    expect(inventory.secretUses.map(({ site, sensitive }) => [site.address, sensitive])).toEqual([
      ["output.alone", true],
      ["output.between", false],
    ]);
    expect(inventory.accessKeys[0]?.record?.hasClearSecret).toBe(true);
    expect(findingsOfState(inventory).map(({ rule }) => rule)).toEqual(expect.arrayContaining(["SEC001", "SEC006"]));
    expect(JSON.stringify(inventory)).not.toContain(CLEAR);
  });

  it("of nothing is an inventory of nothing", () => {
    const inventory = readState({ format_version: "1.0", terraform_version: "1.11.4" });
    expect(inventory.accessKeys).toEqual([]);
    expect(inventory.stacks).toHaveLength(1);
  });

  it("takes paths and source lines from the synthesised configuration", () => {
    const comment = { metadata: { path: "app/etl/k" }, ramparts: { source: "main.ts:7" } };
    const configuration = stack("app", { resource: { [KEY]: { k: { "//": comment } } } });
    const inventory = readState(stateOf([held(`${KEY}.k["a"]`, keyValues("u"))]), { configuration });
    expect(inventory.accessKeys[0]?.site).toEqual({
      stack: "app",
      address: `${KEY}.k["a"]`,
      path: "app/etl/k",
      source: { file: "main.ts", line: 7 },
    });
  });
});

describe("a state file", () => {
  it("has the instances of each resource, with the keys of count and for_each", () => {
    const inventory = readState(
      stateFile([
        keysInFile(
          { index_key: 0, attributes: keyValues("a") },
          { index_key: 'x"y.z', attributes: keyValues("b") },
          { index_key: 1, deposed: "0a1b2c3d", status: "tainted", attributes: keyValues("c") },
        ),
        { ...keysInFile({ attributes: keyValues("d") }), module: 'module.m["k"]' },
        {
          mode: "data",
          type: "alicloud_account",
          name: "a",
          provider,
          instances: [{ attributes: { id: ACCOUNT_ID } }],
        },
      ]),
    );
    expect(keysOf(inventory)).toEqual([
      [`${KEY}.k[0]`, "a"],
      [`${KEY}.k["x\\"y.z"]`, "b"],
      [`${KEY}.k[1] (deposed 0a1b2c3d)`, "c"],
      [`module.m["k"].${KEY}.k`, "d"],
    ]);
    expect(inventory.accounts.map(({ accountId }) => accountId)).toEqual([ACCOUNT_ID]);
  });

  it("hides what its paths call sensitive, in both of their spellings", () => {
    const inventory = readState(
      stateFile([
        {
          mode: "managed",
          type: USER,
          name: "u",
          provider,
          instances: [
            {
              attributes: { name: CLEAR, comments: "plain" },
              sensitive_attributes: [[{ type: "get_attr", value: "name" }]],
            },
            {
              index_key: 1,
              attributes: { name: "plain", comments: `x ${CLEAR}` },
              sensitive_attributes: [
                [
                  { type: "get_attr", value: "comments" },
                  { type: "index", value: { value: 0 } },
                ],
              ],
            },
          ],
        },
      ]),
    );
    expect(JSON.stringify(inventory.identities)).not.toContain(CLEAR);
    expect(inventory.identities.map(({ name }) => typeof name)).toEqual(["object", "string"]);
  });

  it("shows in which outputs a clear secret stands", () => {
    const inventory = readState(
      stateFile([keysInFile({ attributes: keyValues("u", { secret: CLEAR }) })], {
        o: { value: CLEAR, type: "string" },
      }),
    );
    expect(inventory.secretUses.map(({ site, sensitive }) => [site.address, sensitive])).toEqual([["output.o", false]]);
  });
});
