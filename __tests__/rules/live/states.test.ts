import type { AccessKey, AccountIdentity, Caller } from "../../../lib/inventory/model";
import type { LiveKey, LiveKeys } from "../../../lib/listing/live-keys";
import { readStates } from "../../../lib/inventory/read-states";
import { evaluate } from "../../../lib/rules/evaluate";
import { USR003 } from "../../../lib/rules/identities/usr003";
import { KEY002 } from "../../../lib/rules/keys/key002";
import { KEY003 } from "../../../lib/rules/keys/key003";
import { ROOT001 } from "../../../lib/rules/root/root001";
import { ROOT002 } from "../../../lib/rules/root/root002";
import { SEC001 } from "../../../lib/rules/secrets/sec001";
import { SEC002 } from "../../../lib/rules/secrets/sec002";
import { SEC005 } from "../../../lib/rules/secrets/sec005";
import { SEC006 } from "../../../lib/rules/secrets/sec006";
import { SEC011 } from "../../../lib/rules/secrets/sec011";
import { NO_SETTINGS } from "../../../lib/rules/settings";
import {
  accessKey,
  accountOf,
  findingsOf,
  gist,
  identity,
  METADATA,
  ownerOf,
  rootKey,
  secretUse,
  siteAt,
  TODAY,
  unknown,
} from "../inventory";
import { change, planFindings } from "../plan/plans";
import { ACCOUNT, idOf, listing, liveKey, stateFindings } from "./listings";

const record = (name: string, hasClearSecret = false) => ({
  id: idOf(name),
  created: null,
  hasClearSecret,
  hasSecret: true,
});

describe("KEY002 with a listing", () => {
  const owner = ownerOf("etl", { existingAccessKeys: unknown("existingAccessKeys") });
  const keys = (...names: string[]): AccessKey[] =>
    names.map((name) => accessKey(`app/${name}`, { owner, record: record(name) }));
  const two = listing({ etl: [liveKey("a"), liveKey("x")] });

  it("counts keys made elsewhere in place of what nobody has said", () => {
    expect(stateFindings(KEY002, { accessKeys: keys("a") }, { liveKeys: two })).toEqual([]);
    const [finding] = stateFindings(KEY002, { accessKeys: keys("a") });
    expect(finding).toMatchObject({ verdict: "indeterminate" });
    expect(finding?.message).toContain("holds at least 1 AccessKey");
  });

  it("reports a key that a plan adds to one made elsewhere and one of its own", () => {
    const accessKeys = [...keys("a"), accessKey("app/new", { owner })];
    const plan = { before: { accessKeys: keys("a") }, after: { accessKeys } };
    const [finding] = planFindings(KEY002, plan, { liveKeys: two });
    expect(finding?.message).toBe(
      'RAM user "etl" would hold 3 AccessKeys (1 of them not managed by Terraform); RAM allows 2',
    );
  });

  describe("and a key of a state that it does not have", () => {
    const dated = (created: string | null) =>
      accessKey("app/c", { owner, record: { id: idOf("c"), created, hasClearSecret: false, hasSecret: true } });

    it.each<[string, string | null, string[]]>([
      ["is gone where the listing is younger", "2026-06-15T12:00:00Z", []],
      ["counts where the key is younger", "2026-06-15T12:00:01Z", ["error violation app/x"]],
      ["counts where nothing tells which is younger", null, ["error violation app/x"]],
    ])("%s", (_, created, expected) => {
      const accessKeys = [...keys("a", "x"), dated(created)];
      expect(gist(stateFindings(KEY002, { accessKeys }, { liveKeys: two }))).toEqual(expected);
      const plan = { before: { accessKeys }, after: { accessKeys } };
      expect(gist(planFindings(KEY002, plan, { liveKeys: two }))).toEqual(expected);
    });

    it("counts, beside others that nobody has counted, where it has the user neither", () => {
      const accessKeys = [dated("2026-01-01T00:00:00Z")];
      const [finding] = stateFindings(KEY002, { accessKeys }, { liveKeys: listing({ bi: [] }) });
      expect(finding).toMatchObject({ verdict: "indeterminate" });
      expect(finding?.message).toContain("holds at least 1 AccessKey");
    });

    it("is not a second Active one of a plan", () => {
      const accessKeys = [...keys("a"), dated("2026-01-01T00:00:00Z")];
      const plan = { before: { accessKeys }, after: { accessKeys } };
      expect(planFindings(KEY003, plan)).toHaveLength(1);
      expect(planFindings(KEY003, plan, { liveKeys: listing({ etl: [liveKey("a")] }) })).toEqual([]);
    });
  });

  it("has a second Active key of a plan that was made elsewhere", () => {
    const judged = (accessKeys: AccessKey[], parts: Partial<LiveKey> = {}) => {
      const liveKeys = listing({ etl: [liveKey("a"), liveKey("x", parts)] });
      return planFindings(KEY003, { before: { accessKeys: keys("a") }, after: { accessKeys } }, { liveKeys });
    };
    const [finding] = judged(keys("a"));
    expect(finding).toMatchObject({ path: "app/a", message: 'RAM user "etl" would have 2 Active AccessKeys' });
    expect(finding?.related.map(({ path, address }) => path ?? address)).toEqual(["app/a", "etl/exam…ey-x"]);
    expect(judged([...keys("a"), accessKey("app/new", { owner })])[0]?.message).toContain("3 Active AccessKeys");
    expect(judged(keys("a"), { status: "Inactive" })).toEqual([]);
    expect(judged([])).toEqual([]);
  });

  it("does not take a key that the plan deletes for one made elsewhere", () => {
    const plan = {
      before: { accessKeys: keys("a", "x") },
      after: { accessKeys: [...keys("a"), accessKey("app/new", { owner })] },
      changes: [change("alicloud_ram_access_key.x", "delete")],
    };
    expect(planFindings(KEY002, plan, { liveKeys: two })).toEqual([]);
  });

  it.each([true, false])("counts a key that the plan forgets, with a listing: %s", (isListed) => {
    const created = ownerOf("etl", { existingAccessKeys: 0 });
    const of = (key: AccessKey): AccessKey => ({ ...key, owner: created });
    const plan = {
      before: { accessKeys: keys("a", "x").map(of) },
      after: { accessKeys: [...keys("a").map(of), accessKey("app/new", { owner: created })] },
      changes: [change("alicloud_ram_access_key.x", "forget")],
    };
    const findings = planFindings(KEY002, plan, isListed ? { liveKeys: two } : {});
    expect(findings[0]?.message).toContain("would hold 3 AccessKeys (1 of them not managed by Terraform)");
  });

  it("finds the keys of a user that the plan renames under the name that it still has", () => {
    const site = siteAt("app/etl", { address: "alicloud_ram_user.etl" });
    const user = (name: string) => identity("user", name, { site });
    const renamed = ownerOf("loader", { declaration: user("loader"), existingAccessKeys: 0 });
    const accessKeys = ["new-1", "new-2"].map((name) => accessKey(`app/${name}`, { owner: renamed }));
    const plan = { before: { identities: [user("etl")], accessKeys: keys("a") }, after: { accessKeys } };
    expect(planFindings(KEY002, plan, { liveKeys: two })[0]?.message).toContain(
      "would hold 3 AccessKeys (1 of them not managed by Terraform)",
    );
  });

  it("leaves other accounts alone", () => {
    const other = listing({ etl: [liveKey("x"), liveKey("y")] }, { accountId: "9999999999999999" });
    const said = ownerOf("etl", { existingAccessKeys: 0 });
    const accessKeys = [accessKey("app/a", { owner: said, record: record("a") })];
    expect(stateFindings(KEY002, { accessKeys, accounts: [accountOf(ACCOUNT)] }, { liveKeys: other })).toEqual([]);
  });
});

describe("root keys of a state", () => {
  const account = accountOf(ACCOUNT);
  const ownerless = (name: string): AccessKey =>
    accessKey(`app/${name}`, { owner: null, metadata: null, record: record(name) });
  const caller = (identityType: string): Caller => ({
    site: siteAt("app", { address: "data.alicloud_caller_identity.me", path: null }),
    account,
    arn: null,
    identityType,
  });

  it("are those that the last run was root's for", () => {
    const accessKeys = [ownerless("a")];
    expect(gist(stateFindings(ROOT001, { accessKeys, callers: [caller("Account")] }))).toEqual([
      "error violation app/a",
    ]);
    expect(stateFindings(ROOT001, { accessKeys, callers: [caller("RAMUser")] })).toEqual([]);
  });

  it("are those that the listing has among them", () => {
    const accessKeys = [ownerless("a"), ownerless("b")];
    const liveKeys = listing({ etl: [liveKey("b")] }, { rootKeys: [liveKey("a")] });
    expect(gist(stateFindings(ROOT001, { accessKeys }, { liveKeys }))).toEqual(["error violation app/a"]);
  });

  it("may be those without a user_name, where nothing tells whose they are", () => {
    const [finding] = stateFindings(ROOT001, { accessKeys: [ownerless("a")] });
    expect(finding).toMatchObject({
      level: "warning",
      verdict: "indeterminate",
      unknown: "alicloud_ram_access_key.a.user_name",
    });
  });

  it("are reported where only the listing knows them, and STA004 leaves them alone", () => {
    const liveKeys = listing({}, { rootKeys: [liveKey("r")] });
    const [finding, ...others] = stateFindings(ROOT001, {}, { liveKeys });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "error", address: "root/exam…ey-r", subject: `account:${ACCOUNT}` });
    expect(finding?.message).toBe(
      `The AccessKey exam…ey-r of the Alibaba Cloud account ${ACCOUNT} itself, Active, which none of the given states knows`,
    );
  });

  it("stay a warning once they are accepted in writing", () => {
    const accessKeys = [rootKey("app/a", { record: record("a") })];
    expect(gist(stateFindings(ROOT001, { accessKeys }))).toEqual(["warning violation app/a"]);
  });

  it("are counted with those of the listing", () => {
    const declared: AccountIdentity = accountOf(ACCOUNT, {
      declared: { accountId: ACCOUNT, quotas: { accessKeysPerAccount: 1 } },
    });
    const accessKeys = [rootKey("app/a", { account: declared, record: record("a") })];
    const liveKeys = listing({}, { rootKeys: [liveKey("a"), liveKey("r")] });
    const [finding] = stateFindings(ROOT002, { accessKeys, accounts: [declared] }, { liveKeys });
    expect(finding?.message).toContain("holds 2 AccessKeys (1 of them not managed by Terraform); RAM allows 1");
    const [unsaid] = stateFindings(ROOT002, { accessKeys, accounts: [declared] });
    expect(unsaid).toMatchObject({ verdict: "indeterminate" });
  });

  it("are gone where the listing, which is younger, tells the others", () => {
    const created = "2026-01-01T00:00:00Z";
    const accessKeys = [rootKey("app/a", { record: { ...record("a"), created } })];
    const found = (rootKeys: LiveKeys["rootKeys"]) =>
      gist(stateFindings(ROOT001, { accessKeys }, { liveKeys: listing({}, { rootKeys }) }));
    expect(found([])).toEqual([]);
    expect(found(null)).toEqual(["warning violation app/a"]);
  });
});

describe("secrets in a state", () => {
  const state = {
    kind: "state",
    acknowledgement: { reason: "until the vault is there", until: "2026-12-31" },
  } as const;

  it.each<[string, Partial<AccessKey>, string[]]>([
    ["a clear secret", { record: record("a", true), pgpKey: null, metadata: null }, ["error violation app/k"]],
    ["an encrypted one", { record: record("a") }, []],
    ["none, of a key without pgp_key", { record: record("a"), pgpKey: null }, []],
    ["a clear one under a pgp_key that came later", { record: record("a", true) }, ["error violation app/k"]],
  ])("are judged by what there is: %s", (_, parts, expected) => {
    expect(gist(stateFindings(SEC001, { accessKeys: [accessKey("app/k", parts)] }))).toEqual(expected);
  });

  it("stay in clear until the key is replaced, when its custody changes", () => {
    const message = (parts: Partial<AccessKey>) =>
      stateFindings(SEC001, { accessKeys: [accessKey("app/k", { record: record("a", true), ...parts })] })[0]?.message;
    expect(message({ metadata: METADATA })).toBe(
      "The secret lies in clear in the state: the AccessKey is older than the pgp_key in its code, " +
        "which holds for the next one; replace it",
    );
    expect(message({ metadata: null })).toBe("The secret lies in clear in the state");
  });

  it("are accepted where their custody is", () => {
    const accessKeys = [accessKey("app/k", { record: record("a", true), metadata: { ...METADATA, custody: state } })];
    expect(stateFindings(SEC001, { accessKeys })[0]?.acknowledged).toMatchObject({
      reason: "until the vault is there",
    });
  });

  it("have been written to a file on another day", () => {
    const accessKeys = [accessKey("app/k", { record: record("a"), secretFile: "secret.txt" })];
    expect(stateFindings(SEC002, { accessKeys })[0]?.message).toContain("had the secret written in clear");
    expect(findingsOf(SEC002, { accessKeys: [accessKey("app/k", { secretFile: "x" })] })[0]?.message).toContain(
      "has the",
    );
  });

  it("are those of outputs, by what the key has and not by what its code says", () => {
    const secretUses = [secretUse({})];
    const key = (hasClearSecret: boolean, pgpKey: string | null) =>
      accessKey("app/k", { pgpKey, record: record("k", hasClearSecret) });
    expect(stateFindings(SEC006, { secretUses, accessKeys: [key(true, "later")] })).toHaveLength(1);
    expect(stateFindings(SEC006, { secretUses, accessKeys: [key(false, null)] })).toEqual([]);
  });

  it("are compared with the team's list by their present recipient", () => {
    const settings = { ...NO_SETTINGS, allowedRecipients: ["A".repeat(40)] };
    const accessKeys = [accessKey("app/k", { record: record("a") })];
    expect(gist(stateFindings(SEC011, { accessKeys }, { settings }))).toEqual(["error violation app/k"]);
  });
});

describe("USR003 on a state", () => {
  it("counts keys made elsewhere", () => {
    const account = accountOf(ACCOUNT);
    const user = { kind: "user", label: 'RAM user "ann"', account, name: "ann", declaration: null } as const;
    const loginProfiles = [{ site: siteAt("app/login"), user }];
    const owners = [ownerOf("ann", { existingAccessKeys: unknown("existing") })];
    expect(stateFindings(USR003, { loginProfiles, owners })).toEqual([]);
    const liveKeys = listing({ ann: [liveKey("x")] });
    expect(stateFindings(USR003, { loginProfiles, owners }, { liveKeys })[0]?.message).toBe(
      'RAM user "ann" has a console logon and 1 AccessKey',
    );
    const gone = { id: idOf("a"), created: "2026-01-01T00:00:00Z", hasClearSecret: false, hasSecret: true };
    const accessKeys = [accessKey("app/a", { owner: ownerOf("ann"), record: gone })];
    const none = { liveKeys: listing({ ann: [] }) };
    expect(stateFindings(USR003, { loginProfiles, owners, accessKeys })).toHaveLength(1);
    expect(stateFindings(USR003, { loginProfiles, owners, accessKeys }, none)).toEqual([]);
  });
});

describe("a state as Terraform shows it", () => {
  // Nobody's secret, and nothing that a scanner takes for one.
  const secret = "state secret ".repeat(3).replaceAll(" ", "-");
  const attributes = { id: idOf("a"), user_name: "etl", status: "Active", create_time: "2026-01-01T00:00:00Z", secret };
  const element = { address: "alicloud_ram_access_key.a", mode: "managed", type: "alicloud_ram_access_key", name: "a" };
  const content = {
    format_version: "1.0",
    values: {
      outputs: { shown: { value: secret, sensitive: false }, hidden: { value: secret, sensitive: true } },
      root_module: { resources: [{ ...element, values: attributes, sensitive_values: { secret: true } }] },
    },
  };

  it("says what lies where, and never the secret", () => {
    const inventory = readStates([{ name: "app", document: { kind: "state", content } }]);
    const findings = evaluate(inventory, { stage: "state", today: TODAY });
    expect(findings.map(({ rule, address }) => `${rule} ${address}`)).toEqual([
      "SEC001 alicloud_ram_access_key.a",
      "SEC005 output.shown",
      "KEY002 alicloud_ram_access_key.a",
      "STA001 alicloud_ram_access_key.a",
      "SEC006 output.hidden",
    ]);
    expect(JSON.stringify(findings)).not.toContain(secret);
    expect(evaluate(inventory, { stage: "state", today: TODAY, rules: [SEC005] })).toHaveLength(1);
  });
});
