import { isUnknown } from "../../lib/maybe/maybe";
import { readPlans, type Plan } from "../../lib/inventory/read-plans";
import { stack } from "./fixtures";
import {
  ACCOUNT_ID,
  change,
  findingsOfPlan,
  held,
  KEY,
  keysOf,
  keyValues,
  newKey,
  planOf,
  planSource,
  readPlan,
  stateOf,
  unchanged,
  USER,
  userValues,
} from "../plans/documents";

const rules = (plan: Plan): string[] => findingsOfPlan(plan).map(({ rule }) => rule);

describe("what there is before and after", () => {
  it("is told apart for creates, deletes, updates and replacements", () => {
    const plan = readPlan(
      planOf([
        { address: `${KEY}.created`, actions: ["create"], ...newKey("a") },
        { address: `${KEY}.deleted`, actions: ["delete"], before: keyValues("a") },
        {
          address: `${KEY}.updated`,
          actions: ["update"],
          before: keyValues("a"),
          after: keyValues("a", { status: "Inactive" }),
        },
        { ...newKey("b"), address: `${KEY}.replaced`, actions: ["create", "delete"], before: keyValues("a") },
      ]),
    );
    expect(keysOf(plan.before)).toEqual([
      [`${KEY}.deleted`, "a"],
      [`${KEY}.updated`, "a"],
      [`${KEY}.replaced`, "a"],
    ]);
    expect(keysOf(plan.after)).toEqual([
      [`${KEY}.created`, "a"],
      [`${KEY}.updated`, "a"],
      [`${KEY}.replaced`, "b"],
    ]);
    expect(plan.after.accessKeys.map(({ record, status }) => [record?.id, status])).toEqual([
      [undefined, "Active"],
      ["id-of-a-key-of-a", "Inactive"],
      [undefined, "Active"],
    ]);
    expect(plan.after.accessKeys.map(({ createBeforeDestroy }) => createBeforeDestroy?.address)).toEqual([
      undefined,
      undefined,
      `${KEY}.replaced`,
    ]);
  });

  it("leaves nothing after a plan that destroys", () => {
    const plan = readPlan(
      planOf([
        { address: `${USER}.u`, actions: ["delete"], before: userValues("u") },
        { address: `${KEY}.k`, actions: ["delete"], before: keyValues("u") },
      ]),
    );
    expect(plan.after.accessKeys).toEqual([]);
    expect(plan.after.owners).toEqual([]);
    expect(plan.before.accessKeys).toHaveLength(1);
  });

  it("has in both what a plan for some resources leaves out", () => {
    const prior_state = stateOf([
      held(`${USER}.u`, userValues("u")),
      held(`${KEY}.old`, keyValues("u")),
      held(`${KEY}.moved`, keyValues("u")),
    ]);
    const plan = readPlan(
      planOf(
        [
          { address: `${KEY}.new`, actions: ["create"], ...newKey("u") },
          { ...unchanged(`${KEY}.elsewhere`, keyValues("u")), element: { previous_address: `${KEY}.moved` } },
        ],
        { prior_state, complete: false },
      ),
    );
    expect(keysOf(plan.before).map(([address]) => address)).toEqual([`${KEY}.old`, `${KEY}.elsewhere`]);
    expect(keysOf(plan.after).map(([address]) => address)).toEqual([`${KEY}.old`, `${KEY}.new`, `${KEY}.elsewhere`]);
    expect(plan.stacks[0]?.isComplete).toBe(false);
    expect(rules(plan)).toContain("KEY002");
  });

  it("has a deposed key that the plan does not touch, since it counts for the quota", () => {
    const prior_state = stateOf([
      held(`${KEY}.k`, keyValues("u")),
      held(`${KEY}.k`, keyValues("u"), { deposed_key: "0a1b2c3d" }),
      held(`${KEY}.k`, keyValues("u"), { deposed_key: "4e5f6a7b" }),
    ]);
    const gone = { address: `${KEY}.k`, actions: ["delete"], before: keyValues("u"), element: { deposed: "4e5f6a7b" } };
    const plan = readPlan(planOf([unchanged(`${KEY}.k`, keyValues("u")), gone], { prior_state }));
    expect(plan.before.accessKeys).toHaveLength(3);
    expect(keysOf(plan.after).map(([address]) => address)).toEqual([`${KEY}.k (deposed 0a1b2c3d)`, `${KEY}.k`]);
  });

  it("has drift as it was recorded, and none of it in what there is", () => {
    const plan = readPlan(
      planOf([{ address: `${KEY}.k`, actions: ["create"], ...newKey("u") }], {
        resource_drift: [
          change({ address: `${KEY}.k`, actions: ["delete"], before: keyValues("u") }),
          change({
            address: `${KEY}.d`,
            actions: ["update"],
            before: keyValues("u"),
            after: keyValues("u", { status: "Inactive" }),
          }),
        ],
      }),
    );
    expect(plan.drift.map(({ action }) => action)).toEqual(["delete", "update"]);
    expect(plan.recorded.accessKeys.map(({ status }) => status)).toEqual(["Active", "Active"]);
    expect(plan.before.accessKeys).toEqual([]);
  });

  it("has only drift in a plan that refreshes", () => {
    const drift = change({
      address: `${USER}.u`,
      actions: ["update"],
      before: userValues("u"),
      after: userValues("v"),
    });
    const plan = readPlan(planOf([], { resource_changes: undefined, resource_drift: [drift], planned_values: {} }));
    expect(plan.changes).toEqual([]);
    expect(plan.drift).toHaveLength(1);
  });

  it("has a forgotten key no more, though it lives on", () => {
    const plan = readPlan(planOf([{ address: `${KEY}.k`, actions: ["forget"], before: keyValues("u") }]));
    expect(plan.changes[0]?.action).toBe("forget");
    expect(plan.after.accessKeys).toEqual([]);
  });

  it("takes an existing user that is imported as it is", () => {
    const plan = readPlan(
      planOf([
        { ...unchanged(`${USER}.u`, userValues("u")), change: { importing: { id: "u" } } },
        { address: `${KEY}.k`, actions: ["create"], ...newKey("u") },
      ]),
    );
    expect(plan.after.identities.map(({ created }) => created)).toEqual([false]);
    expect(isUnknown(plan.after.owners[0]?.existingAccessKeys)).toBe(true);
    const made = readPlan(planOf([{ address: `${USER}.u`, actions: ["create"], after: userValues("u") }]));
    expect(made.after.identities.map(({ created }) => created)).toEqual([true]);
  });

  it("takes an instance that an import block adopts for an existing user, also in later plans", () => {
    const configuration = stack("app", {
      import: [{ to: `\${${USER}.u[each.key]}`, id: "${each.value}", for_each: { a: "x" } }],
      resource: { [USER]: { u: { for_each: { a: 1 }, name: "${each.key}" } } },
    });
    const plan = readPlan(planOf([unchanged(`${USER}.u["a"]`, userValues("a"))]), { configuration });
    expect(plan.after.identities.map(({ created }) => created)).toEqual([false]);
  });

  it("lists what is put off to a later plan, with the reason", () => {
    const deferred = (address: string) => ({ resource_change: change({ address, actions: ["create"], after: {} }) });
    const plan = readPlan(
      planOf([], {
        complete: false,
        deferred_changes: [
          { reason: "instance_count_unknown", ...deferred(`${KEY}.k`) },
          deferred(`${USER}.u`),
          { reason: "odd" },
          null,
        ],
      }),
    );
    expect(plan.stacks[0]?.deferred.map(({ site, type, reason }) => [site.address, type, reason])).toEqual([
      [`${KEY}.k`, KEY, "instance_count_unknown"],
      [`${USER}.u`, USER, "unknown"],
    ]);
  });
});

describe("instances", () => {
  it.each([
    `${KEY}.k`,
    `${KEY}.k[0]`,
    `${KEY}.k["a"]`,
    `${KEY}.k["a.b"]`,
    `${KEY}.k["a\\"b]"]`,
    `${KEY}.k["\${x}"]`,
    `${KEY}.k["ключ 鍵"]`,
    `module.m.${KEY}.k`,
    `module.m[1].${KEY}.k["x"]`,
    `module.m["eu.west"].module.n["a\\"b"].${KEY}.k`,
  ])("are one key each: %s", (address) => {
    const element = {
      module_address: /^((?:module\.\w+(?:\[.*?"?\])?\.)+)/.exec(address)?.[1]?.slice(0, -1),
      mode: "managed",
      type: KEY,
      name: "k",
    };
    const plan = readPlans([
      planSource("app", {
        ...planOf([]),
        resource_changes: [
          { address, ...element, change: { actions: ["create"], ...newKey("etl"), after_unknown: { id: true } } },
        ],
      }),
    ]);
    expect(keysOf(plan.after)).toEqual([[address, "etl"]]);
    expect(plan.changes[0]?.site.address).toBe(address);
  });

  it("of one user are counted together, over modules and stacks with one account", () => {
    const me = unchanged("data.alicloud_caller_identity.me", { account_id: ACCOUNT_ID });
    const keys = (name: string, ...addresses: string[]) =>
      planSource(
        name,
        planOf([me, ...addresses.map((address) => ({ address, actions: ["create"], ...newKey("etl") }))]),
      );
    const three = readPlans([
      keys("one", `${KEY}.k["a"]`, `module.m["x"].${KEY}.k`),
      keys("two", `module.m["y"].module.n[0].${KEY}.k`),
    ]);
    const found = findingsOfPlan(three).filter(({ rule }) => rule === "KEY002");
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining("3 AccessKeys")]);
    const two = readPlans([keys("one", `${KEY}.k["a"]`), keys("two", `${KEY}.k["b"]`)]);
    const ofTwo = findingsOfPlan(two).filter(({ rule }) => rule === "KEY002");
    expect(ofTwo.map(({ verdict }) => verdict)).toEqual(["indeterminate"]);
  });

  it("take the references of the configuration where values come after the apply", () => {
    const name = { references: [`${USER}.u.name`, `${USER}.u`] };
    const each = { references: ["each.value.name", "each.value"] };
    const resources = [
      { ...held(`${USER}.u`, {}), values: undefined, expressions: { name: { constant_value: "etl" } } },
      { ...held(`${KEY}.one`, {}), expressions: { user_name: name } },
      {
        ...held(`${KEY}.each`, {}),
        expressions: { user_name: each },
        for_each_expression: { references: [`${USER}.u`] },
      },
    ];
    const unknown = { user_name: true, id: true };
    const plan = readPlan(
      planOf(
        [
          { address: `${USER}.u`, actions: ["create"], after: { name: "etl" }, unknown: { id: true } },
          { address: `${KEY}.one`, actions: ["create"], after: { status: "Active" }, unknown },
          { address: `${KEY}.each["a"]`, actions: ["create"], after: { status: "Active" }, unknown },
        ],
        { configuration: { root_module: { resources } } },
      ),
    );
    expect(keysOf(plan.after)).toEqual([
      [`${KEY}.one`, "etl"],
      [`${KEY}.each["a"]`, expect.stringMatching(/^unknown: it is known after apply only/)],
    ]);
  });

  it("take the user of their own instance from an expression in full", () => {
    const plan = readPlan(
      planOf(
        ["a", "b"].flatMap((key) => [
          {
            address: `${USER}.u["${key}"]`,
            actions: ["create"],
            after: { name: `user-${key}` },
            unknown: { id: true },
          },
          { address: `${KEY}.k["${key}"]`, actions: ["create"], after: {}, unknown: { user_name: true, id: true } },
        ]),
        {
          configuration: {
            root_module: {
              resources: [
                {
                  ...held(`${KEY}.k`, {}),
                  expressions: { user_name: { constant_value: `\${${USER}.u[each.key].name}` } },
                },
              ],
            },
          },
        },
      ),
    );
    expect(keysOf(plan.after).map(([, owner]) => owner)).toEqual(["user-a", "user-b"]);
  });

  it("say whether the configuration itself pins a status", () => {
    const resources = [
      { ...held(`${KEY}.pinned`, {}), expressions: { status: { constant_value: "Inactive" } } },
      { ...held(`${KEY}.free`, {}), expressions: {} },
    ];
    const plan = readPlan(
      planOf([unchanged(`${KEY}.pinned`, keyValues("u")), unchanged(`${KEY}.free`, keyValues("u"))], {
        configuration: { root_module: { resources } },
      }),
    );
    expect(plan.after.accessKeys.map(({ pinsStatus }) => pinsStatus)).toEqual([true, false]);
  });

  it("have the lifecycle of the configuration that was given beside the plan, else none that is known", () => {
    const resources = [{ ...held(`${KEY}.k`, {}), expressions: { status: { constant_value: "Active" } } }];
    const document = planOf([unchanged(`${KEY}.k`, keyValues("u"))], { configuration: { root_module: { resources } } });
    const content = { resource: { [KEY]: { k: { user_name: "u", lifecycle: { ignore_changes: ["status"] } } } } };
    const configuration = { name: "users", files: [{ name: "cdk.tf.json", content }] };
    const lifecycleOf = (plan: ReturnType<typeof readPlan>): unknown => plan.after.accessKeys[0]?.lifecycle;
    expect(lifecycleOf(readPlan(document))).toMatchObject({ unknown: true, attribute: `${KEY}.k.lifecycle` });
    const read = readPlans([{ name: "users", document, configuration }]);
    expect(lifecycleOf(read)).toEqual({ ignoresStatus: true, ignoresAll: false, preventsDestroy: false });
    expect(read.after.accessKeys[0]?.pinsStatus).toBe(true);
  });

  it("without a user are root keys, and of a user that nobody knows are of nobody known", () => {
    const plan = readPlan(
      planOf([
        { address: `${KEY}.root`, actions: ["create"], ...newKey(null) },
        { address: `${KEY}.masked`, actions: ["create"], ...newKey("etl"), afterSensitive: { user_name: true } },
      ]),
    );
    expect(keysOf(plan.after)).toEqual([
      [`${KEY}.root`, "root"],
      [`${KEY}.masked`, "unknown: it is marked as sensitive"],
    ]);
    expect(rules(plan)).toContain("KEY001");
  });

  it("are on the account that a data source was read from", () => {
    const plan = readPlan(
      planOf([{ address: `${KEY}.k`, actions: ["create"], ...newKey("u") }], {
        prior_state: stateOf([held("data.alicloud_account.a", { id: ACCOUNT_ID })]),
      }),
    );
    expect(plan.after.accounts.map(({ accountId }) => accountId)).toEqual([ACCOUNT_ID]);
    expect(plan.after.accessKeys[0]?.account.accountId).toBe(ACCOUNT_ID);
  });
});

describe("with the synthesised configuration", () => {
  const comment = { metadata: { path: "app/etl/k" }, ramparts: { source: "main.ts:7" } };
  const configuration = stack("app", {
    "//": {
      ramparts: { acknowledgements: [{ rule: "KEY010", path: "app/etl", reason: "agreed", until: "2026-12-31" }] },
    },
    resource: { [KEY]: { k: { "//": comment, user_name: "etl", for_each: { a: 1, b: 2 } } } },
  });
  const document = planOf([
    { address: `${KEY}.k["a"]`, actions: ["create"], ...newKey("etl") },
    { address: `${KEY}.k["b"]`, actions: ["create"], ...newKey("etl") },
  ]);

  it("knows construct paths and source lines of instances and changes", () => {
    const plan = readPlan(document, { configuration });
    for (const { site } of [...plan.after.accessKeys, ...plan.changes]) {
      expect(site).toMatchObject({ path: "app/etl/k", source: { file: "main.ts", line: 7 } });
    }
    expect(plan.after.stacks[0]?.acknowledgements).toHaveLength(1);
    expect(plan.before.stacks).toHaveLength(1);
  });

  it("counts instances once, though the block of the configuration repeats itself", () => {
    expect(readPlan(document, { configuration }).after.accessKeys.map(({ instances }) => instances)).toEqual([1, 1]);
  });
});

describe("secrets in clear", () => {
  const clear = ["c", "lear"].join("").repeat(6);

  it.each([
    ["before", { address: `${KEY}.k`, actions: ["delete"], before: keyValues("u", { secret: clear }) }],
    ["after", unchanged(`${KEY}.k`, keyValues("u", { secret: clear }))],
  ])("are noticed %s", (_, given) => {
    const plan = readPlan(planOf([given]));
    expect(plan.stacks[0]?.holdsClearSecrets).toBe(true);
    expect([...plan.before.accessKeys].map(({ record }) => record?.hasClearSecret)).toEqual([true]);
  });

  it("are not suspected where there is none", () => {
    expect(readPlan(planOf([unchanged(`${KEY}.k`, keyValues("u"))])).stacks[0]?.holdsClearSecrets).toBe(false);
  });
});

describe("where a secret goes", () => {
  const secret = { references: [`${KEY}.k.secret`, `${KEY}.k`] };
  it("is followed through the references that a plan has: outputs, resources, provisioners, modules", () => {
    const root_module = {
      resources: [
        { ...held("terraform_data.x", {}), expressions: { input: secret } },
        {
          ...held("terraform_data.y", {}),
          provisioners: [{ type: "local-exec", expressions: { command: secret } }],
        },
      ],
      outputs: { shown: { expression: secret }, hidden: { expression: secret, sensitive: true } },
      module_calls: { m: { source: "./m", expressions: { token: secret }, module: { variables: { token: {} } } } },
    };
    const plan = readPlan(
      planOf([{ address: `${KEY}.k`, actions: ["create"], ...newKey("u") }], { configuration: { root_module } }),
    );
    expect(
      plan.after.secretUses.map(({ site, attribute, place, sensitive }) => [site.address, attribute, place, sensitive]),
    ).toEqual(
      expect.arrayContaining([
        ["terraform_data.x", "input", "resource", false],
        ["terraform_data.y", "provisioner.0.local-exec.command", "provisioner", false],
        ["output.shown", "value", "output", false],
        ["output.hidden", "value", "output", true],
      ]),
    );
  });
});

describe("the configuration beside a plan", () => {
  it("may be nested deeper than a call stack", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(20_000)}"\${var.x}"${"]".repeat(20_000)}`);
    const configuration = stack("app", {
      provider: { alicloud: { region: "cn-hangzhou", endpoints: deep } },
      data: { alicloud_caller_identity: { it: { deep } } },
      output: { deep: { value: deep } },
    });
    const document = planOf([{ address: `${KEY}.k`, actions: ["create"], ...newKey("u") }]);
    expect(readPlans([{ name: "app", document, configuration }]).after.accessKeys).toHaveLength(1);
  });
});
