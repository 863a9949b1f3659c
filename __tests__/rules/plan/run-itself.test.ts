import type { Caller, Inventory } from "../../../lib/inventory/model";
import { readPlans } from "../../../lib/inventory/read-plans";
import { reviewOf } from "../../../lib/plan/review";
import { evaluate } from "../../../lib/rules/evaluate";
import { PLN015 } from "../../../lib/rules/plan/pln015";
import { PLN016 } from "../../../lib/rules/plan/pln016";
import { ROOT003 } from "../../../lib/rules/root/root003";
import { SEC014 } from "../../../lib/rules/secrets/sec014";
import { accessKey, accountOf, findingsOf, gist, identity, ownerOf, siteAt, TODAY, unknown } from "../inventory";
import { change, planFindings, type PlanParts } from "./plans";

const KEY = "alicloud_ram_access_key.k";
const USER = "alicloud_ram_user.it";
/** An id that is nobody's; nothing may show all of it. */
const ID = "example-key-of-run-0001";

function caller(arn: Caller["arn"], identityType: Caller["identityType"] = "RAMUser"): Caller {
  const address = "data.alicloud_caller_identity.me";
  return { site: siteAt("app", { address, path: null }), account: accountOf("1234567890123456"), arn, identityType };
}

const RUN_USER = caller("acs:ram::1234567890123456:user/etl");
const record = { id: ID, created: null, hasClearSecret: false, hasSecret: true };

describe("PLN015", () => {
  const key = accessKey("app/k", { record });
  const touching = (parts: Partial<Inventory>, ...changes: PlanParts["changes"] & object): PlanParts => ({
    before: { accessKeys: [key], ...parts },
    after: parts,
    changes,
  });

  it.each(["update", "delete", "replace"] as const)(
    "reports the %s of the key that the environment names",
    (action) => {
      const runIdentity = { accessKeyId: ID };
      const [finding, ...others] = planFindings(PLN015, touching({}, change(KEY, action)), { runIdentity });
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ level: "error", verdict: "violation", subject: "user:etl", address: KEY });
      expect(finding?.message).toContain("the AccessKey exam…0001, with which the run itself authenticates");
      expect(JSON.stringify(finding)).not.toContain(ID);
    },
  );

  it("reports the key that the provider configuration names", () => {
    const providerAccessKeys = [{ site: siteAt("app", { address: "provider.alicloud" }), id: ID }];
    expect(planFindings(PLN015, touching({ providerAccessKeys }, change(KEY, "delete")))).toHaveLength(1);
  });

  it.each<[string, PlanParts, string | undefined]>([
    ["another key", touching({}, change(KEY, "delete")), "example-key-of-run-0002"],
    ["a longer id", touching({}, change(KEY, "delete")), `${ID}0`],
    ["a key that stays", touching({}, change(KEY, "no-op")), ID],
    ["a key that Terraform forgets", touching({}, change(KEY, "forget")), ID],
    ["a run of which nothing is known", touching({}, change(KEY, "delete")), undefined],
    [
      "another user",
      touching({ callers: [caller("acs:ram::1234567890123456:user/ci")] }, change(KEY, "delete")),
      undefined,
    ],
    [
      "a user of the same name in another account",
      touching({ callers: [caller("acs:ram::9999999999999999:user/etl")] }, change(KEY, "delete")),
      undefined,
    ],
  ])("says nothing of %s", (_, parts, id) => {
    const options = id === undefined ? {} : { runIdentity: { accessKeyId: id } };
    expect(planFindings(PLN015, parts, options)).toEqual([]);
  });

  it("is indeterminate when it is a key of the run's user, and nothing tells which one the run uses", () => {
    const [finding] = planFindings(PLN015, touching({ callers: [RUN_USER] }, change(KEY, "delete")));
    expect(finding).toMatchObject({
      level: "warning",
      verdict: "indeterminate",
      unknown: "provider.alicloud.access_key",
    });
  });

  it.each<[string, Caller, Partial<Inventory>, PlanParts["changes"], string[]]>([
    ["deleted", RUN_USER, {}, [change(USER, "delete")], [`error violation ${USER}`]],
    ["renamed", RUN_USER, {}, [change(USER, "update", { isRename: true })], [`error violation ${USER}`]],
    ["given another comment", RUN_USER, {}, [change(USER, "update")], []],
    ["forgotten", RUN_USER, {}, [change(USER, "forget")], []],
    [
      "spelled otherwise",
      caller("acs:ram::1234567890123456:user/ETL"),
      {},
      [change(USER, "delete")],
      [`error violation ${USER}`],
    ],
    ["unknown until the apply", caller(unknown("me.arn")), {}, [change(USER, "delete")], []],
  ])("judges the run's user when it is %s", (_, who, parts, changes, expected) => {
    const user = identity("user", "etl", { site: siteAt("app", { address: USER, path: null }) });
    const before = { identities: [user], callers: [who], ...parts };
    expect(gist(planFindings(PLN015, { before, after: { callers: [who] }, changes: changes ?? [] }))).toEqual(expected);
  });

  it("knows the run's user by its key as well", () => {
    const user = identity("user", "etl", { site: siteAt("app", { address: USER, path: null }) });
    const before = { identities: [user], accessKeys: [accessKey("app/k", { record, owner: ownerOf("etl") })] };
    const runIdentity = { accessKeyId: ID };
    expect(gist(planFindings(PLN015, { before, changes: [change(USER, "delete")] }, { runIdentity }))).toEqual([
      `error violation ${USER}`,
    ]);
  });

  it("reports a role that the run has assumed", () => {
    const address = "alicloud_ram_role.it";
    const role = identity("role", "deploy", { site: siteAt("app", { address, path: null }) });
    const callers = [caller("acs:ram::1234567890123456:assumed-role/deploy/session", "AssumedRoleUser")];
    const parts = { before: { identities: [role], callers }, after: { callers }, changes: [change(address, "delete")] };
    expect(gist(planFindings(PLN015, parts))).toEqual([`error violation ${address}`]);
  });

  it.each(["alicloud_ram_user_policy_attachment.a", "alicloud_ram_user_group_attachment.a"])(
    "reports that the run's user loses %s",
    (address) => {
      const site = siteAt("app", { address, path: null });
      const account = accountOf("1234567890123456");
      const user = { kind: "user", label: 'RAM user "etl"', account, name: "etl", declaration: null } as const;
      const group = { ...user, kind: "group", name: "g" } as const;
      const attachment = { site, principalKind: "user", policyName: "x", policyType: "Custom", policy: null } as const;
      const before = address.includes("group")
        ? { groupMemberships: [{ site, user, group }] }
        : { policyAttachments: [{ ...attachment, principal: user }] };
      const parts = { before: { ...before, callers: [RUN_USER] }, after: { callers: [RUN_USER] } };
      expect(gist(planFindings(PLN015, { ...parts, changes: [change(address, "delete")] }))).toEqual([
        `error violation ${address}`,
      ]);
      expect(planFindings(PLN015, { ...parts, changes: [change(address, "create")] })).toEqual([]);
    },
  );

  it("reports that the run's key gets other networks", () => {
    const site = siteAt("app", { address: "alicloud_ram_access_key_policy.k", path: null });
    const after = { networkRestrictions: [{ site, accessKey: { stack: "app", address: KEY }, document: null }] };
    const parts = { before: { accessKeys: [key] }, after, changes: [change(site.address, "create")] };
    expect(planFindings(PLN015, parts, { runIdentity: { accessKeyId: ID } })[0]?.message).toContain(
      "from which networks",
    );
  });
});

describe("ROOT003", () => {
  const changes = [change(KEY, "create")];

  it.each<[string, Caller[], string[]]>([
    [
      "the account",
      [caller("acs:ram::1234567890123456:root", "Account")],
      ["error violation data.alicloud_caller_identity.me"],
    ],
    [
      "the account by its ARN",
      [caller("acs:ram::1234567890123456:root", null)],
      ["error violation data.alicloud_caller_identity.me"],
    ],
    ["a RAM user", [RUN_USER], []],
    ["a role", [caller("acs:ram::1:assumed-role/a/b", "AssumedRoleUser")], []],
    [
      "nobody knows whom",
      [caller(unknown("arn"), unknown("type"))],
      ["info indeterminate data.alicloud_caller_identity.me"],
    ],
    ["nobody who was asked", [], ["info indeterminate plan"]],
  ])("judges a run as %s", (_, callers, expected) => {
    expect(gist(planFindings(ROOT003, { after: { callers }, changes }))).toEqual(expected);
  });

  it("asks nothing of a stack that changes no credential", () => {
    expect(
      planFindings(ROOT003, { changes: [change("alicloud_oss_bucket.b", "create"), change(KEY, "no-op")] }),
    ).toEqual([]);
  });

  it("takes the acceptance of Account", () => {
    const rootDeployment = { reason: "the first deployment", until: "2026-12-31" };
    const account = accountOf("1", { declared: { accountId: "1", rootDeployment } });
    const callers = [{ ...caller("acs:ram::1:root", "Account"), account }];
    expect(planFindings(ROOT003, { after: { callers }, changes })[0]?.acknowledged).toMatchObject(rootDeployment);
  });
});

describe("PLN016", () => {
  const deferred = (type: string) => ({
    site: siteAt("app", { address: `${type}.x`, path: null }),
    type,
    reason: "unknown",
  });

  it.each<[string, PlanParts["stack"] & object, string[]]>([
    ["has errored", { hasErrored: true, isComplete: false }, ["error violation plan"]],
    ["is incomplete", { isComplete: false }, ["error violation plan"]],
    ["does not say so, as older ones", { hasErrored: null, isComplete: null }, []],
    ["is whole", {}, []],
    [
      "puts off a key",
      { isComplete: false, deferred: [deferred("alicloud_ram_access_key")] },
      ["error violation alicloud_ram_access_key.x"],
    ],
    [
      "puts off something else",
      { isComplete: false, deferred: [deferred("alicloud_oss_bucket")] },
      ["error violation plan"],
    ],
  ])("judges a plan that %s", (_, stack, expected) => {
    expect(gist(planFindings(PLN016, { stack }))).toEqual(expected);
  });

  it("does not let an action pass that it does not know, on credentials only", () => {
    const changes = [
      change(KEY, "unknown", { actions: ["rotate"] }),
      change("alicloud_oss_bucket.b", "unknown", { actions: ["rotate"] }),
    ];
    const [finding, ...others] = planFindings(PLN016, { changes });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "error", verdict: "violation", address: KEY });
    expect(finding?.message).toContain('does not know the action "rotate"');
    expect(finding?.fix).toContain("newer version of ramparts");
  });
});

describe("SEC014", () => {
  it("says that a plan with clear secrets is no artefact to keep", () => {
    expect(gist(planFindings(SEC014, { stack: { holdsClearSecrets: true } }))).toEqual(["info violation plan"]);
    expect(planFindings(SEC014, {})).toEqual([]);
  });
});

describe("the rules on plans", () => {
  it.each([PLN015, PLN016, ROOT003, SEC014])("say nothing without a plan: $id", (rule) => {
    expect(findingsOf(rule, {}, { stage: "plan" })).toEqual([]);
  });

  it("see in a document as whom it was made, and what it does to that user", () => {
    const values = { account_id: "1", arn: "acs:ram::1:user/ci", identity_type: "RAMUser", id: "1" };
    const name = "me";
    const type = "alicloud_caller_identity";
    const element = { address: USER, mode: "managed", type: "alicloud_ram_user", name: "it" };
    const provider = { name: "alicloud", expressions: { access_key: { constant_value: ID } } };
    const document = {
      format_version: "1.2",
      resource_changes: [{ ...element, change: { actions: ["delete"], before: { name: "ci", id: "7" }, after: null } }],
      prior_state: {
        values: { root_module: { resources: [{ address: `data.${type}.${name}`, mode: "data", type, name, values }] } },
      },
      configuration: { provider_config: { alicloud: provider } },
    };
    const plan = readPlans([{ name: "app", document }]);
    expect(plan.after.providerAccessKeys.map(({ id }) => id)).toEqual([ID]);
    const findings = evaluate(plan.after, {
      stage: "plan",
      today: TODAY,
      review: reviewOf(plan),
      rules: [PLN015, ROOT003],
    });
    expect(gist(findings)).toEqual([`error violation ${USER}`]);
  });
});
