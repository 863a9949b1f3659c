import type { ConfigurationStack } from "../../lib/inventory/configuration";
import { readConfiguration } from "../../lib/inventory/configuration";
import { CATALOGUE } from "../../lib/rules/catalogue";
import { evaluate } from "../../lib/rules/evaluate";
import { NO_SETTINGS } from "../../lib/rules/settings";
import type { Finding } from "../../lib/rules/finding";
import { ROOT_METADATA, TODAY } from "./inventory";

/*
 * Every rule once on what Terraform itself reads: that the reader and the rules mean the same by the model.
 */

type Json = Record<string, unknown>;

const ACCOUNT = { alicloud: [{ account_id: "1234567890123456" }] };
const USER = { etl: { name: "etl" } };
const OWNER = "${alicloud_ram_user.etl.name}";

function stack(content: Json, parts: Partial<ConfigurationStack> = {}): ConfigurationStack {
  const file = { name: "cdk.tf.json", content: { provider: ACCOUNT, ...content } };
  return { name: "app", files: [file], ...parts };
}

function findings(...stacks: ConfigurationStack[]): Finding[] {
  return evaluate(readConfiguration(stacks), { stage: "configuration", today: TODAY });
}

/** One key of a user that is declared beside it. */
function withKey(key: Json, rest: Json = {}, resources: Json = {}): ConfigurationStack {
  return stack({ resource: { alicloud_ram_user: USER, alicloud_ram_access_key: { k: key }, ...resources }, ...rest });
}

/** One custom policy with one statement. */
function withPolicy(Action: readonly string[], Resource: readonly string[]): ConfigurationStack {
  const document = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action, Resource }] });
  return stack({ resource: { alicloud_ram_policy: { p: { policy_name: "p", policy_document: document } } } });
}

/** One account-wide setting. */
function withSetting(type: string, body: Json): ConfigurationStack {
  return stack({ resource: { [type]: { it: body } } });
}

/** So many policies of one user. */
function attachments(count: number, type: string): Json {
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const each = (name: string): [string, Json] => [name, { user_name: "etl", policy_name: name, policy_type: type }];
  return { alicloud_ram_user_policy_attachment: Object.fromEntries(names.map(each)) };
}

const alias = { account_alias: "example" };

function metadata(accessKey: Json): Json {
  return { "//": { ramparts: { accessKey: { name: "k", necessity: "n", custody: { kind: "pgp" }, ...accessKey } } } };
}

const SECRET = "${alicloud_ram_access_key.k.secret}";
const consumer = (name: string): Json => ({ service: "adb", name, owner: "o@example.com" });
const three = Object.fromEntries(["a", "b", "c"].map((name) => [name, { user_name: OWNER }]));
const acknowledged = (rule: string, until: string): Json => ({
  "//": { ramparts: { acknowledgements: [{ rule, path: "", until, reason: "agreed" }] } },
});

const CASES: readonly (readonly [string, string, ConfigurationStack])[] = [
  ["KEY001", "a key without user_name", withKey({})],
  [
    "KEY003",
    "two keys that work",
    stack({ resource: { alicloud_ram_user: USER, alicloud_ram_access_key: { a: three["a"], b: three["b"] } } }),
  ],
  ["KEY004", "a key that is created first", withKey({ user_name: OWNER, lifecycle: { create_before_destroy: true } })],
  ["KEY006", "keys by position", withKey({ user_name: OWNER, count: 2 })],
  [
    "KEY009",
    "a second master",
    stack({
      resource: {
        alicloud_ram_access_key: { k: { user_name: "etl" } },
        alicloud_kms_secret: {
          s: { secret_type: "RAMCredentials", extended_config: '{"UserName":"etl"}', enable_automatic_rotation: true },
        },
      },
    }),
  ],
  [
    "KEY002",
    "three keys of one user",
    stack({ resource: { alicloud_ram_user: USER, alicloud_ram_access_key: three } }),
  ],
  ["KEY005", "a pinned status", withKey({ user_name: OWNER, status: "Active" })],
  ["KEY008", "an unrestricted key", withKey({ user_name: OWNER })],
  ["KEY010", "a pipeline", withKey({ user_name: OWNER, ...metadata({ scenario: "ci-cd" }) })],
  ["KEY011", "a raw resource", withKey({ user_name: OWNER })],
  [
    "KEY012",
    "two consumers",
    withKey({ user_name: OWNER, ...metadata({ consumers: [consumer("x"), consumer("y")] }) }),
  ],
  ["ROOT001", "a root key", withKey(metadata({ ...ROOT_METADATA }))],
  ["ROOT002", "six root keys", withKey({ count: 6, ...metadata({ ...ROOT_METADATA }) })],
  ["ROOT004", "a root key beside a user", withKey(metadata({ ...ROOT_METADATA }))],
  ["SEC001", "no pgp_key", withKey({ user_name: OWNER })],
  ["SEC002", "a secret_file", withKey({ user_name: OWNER, secret_file: "k.json" })],
  ["SEC003", "a pgp_key that is none", withKey({ user_name: OWNER, pgp_key: "AAAA" })],
  ["SEC004", "a keybase name", withKey({ user_name: OWNER, pgp_key: "keybase:somebody" })],
  [
    "SEC005",
    "an open output",
    withKey({ user_name: OWNER }, { output: { o: { value: "${alicloud_ram_access_key.k.secret}" } } }),
  ],
  [
    "SEC006",
    "a sensitive output",
    withKey({ user_name: OWNER }, { output: { o: { value: SECRET, sensitive: true } } }),
  ],
  ["SEC008", "user data", withKey({ user_name: OWNER }, { data: { external: { x: { query: { secret: SECRET } } } } })],
  ["SEC013", "plain HTTP", stack({ provider: { alicloud: { protocol: "HTTP" } } })],
  ["BCK001", "the default backend", withKey({ user_name: OWNER })],
  ["BCK002", "an unencrypted state", stack({ terraform: { backend: { oss: { bucket: "b" } } } })],
  ["BCK003", "a state without a lock", stack({ terraform: { backend: { oss: { bucket: "b" } } } })],
  ["BCK004", "a public state", stack({ terraform: { backend: { oss: { bucket: "b", acl: "public-read" } } } })],
  [
    "PRV001",
    "an old provider",
    withKey(
      { user_name: OWNER, pgp_key: "AAAA" },
      { terraform: { required_providers: { alicloud: { source: "aliyun/alicloud", version: ">= 1.40" } } } },
    ),
  ],
  [
    "SEC009",
    "a literal credential",
    stack({
      provider: { alicloud: [{ access_key: ["LT", "AI5tExampleExample"].join(""), secret_key: "x".repeat(30) }] },
    }),
  ],
  ["USR001", "a name that RAM refuses", stack({ resource: { alicloud_ram_user: { u: { name: "a b" } } } })],
  ["USR002", "a forced deletion", stack({ resource: { alicloud_ram_user: { u: { name: "u", force: true } } } })],
  [
    "USR003",
    "a logon beside a key",
    withKey(
      { user_name: OWNER },
      {},
      { alicloud_ram_login_profile: { p: { user_name: "Etl", password: "${var.p}" } } },
    ),
  ],
  ["USR004", "a policy of a user", stack({ resource: attachments(1, "System") })],
  ["USR005", "a user in no group", stack({ resource: { alicloud_ram_user: USER } })],
  [
    "USR006",
    "a random name",
    stack({
      resource: {
        random_pet: { p: {} },
        alicloud_ram_user: { u: { name: "${random_pet.p.id}" } },
        alicloud_ram_access_key: { k: { user_name: "${alicloud_ram_user.u.name}" } },
      },
    }),
  ],
  ["USR007", "an eleventh custom policy", stack({ resource: attachments(11, "Custom") })],
  ["POL001", "everything", withPolicy(["*"], ["*"])],
  ["POL002", "a whole service", withPolicy(["oss:*"], ["*"])],
  [
    "POL003",
    "an administrator with a key",
    withKey(
      { user_name: OWNER },
      {},
      {
        alicloud_ram_user_policy_attachment: {
          a: { user_name: OWNER, policy_name: "AdministratorAccess", policy_type: "System" },
        },
      },
    ),
  ],
  ["POL004", "making keys", withPolicy(["ram:CreateAccessKey"], ["acs:ram:*:*:user/*"])],
  ["POL005", "no action", withPolicy([], ["*"])],
  ["ACC001", "short passwords", withSetting("alicloud_ram_password_policy", { minimum_password_length: 8 })],
  ["ACC002", "no MFA", withSetting("alicloud_ram_security_preference", { enforce_mfa_for_login: false })],
  ["ACC003", "idle keys", withSetting("alicloud_ram_security_preference", { max_idle_days_for_access_keys: 730 })],
  [
    "ACC004",
    "self-made keys",
    withKey(
      { user_name: OWNER },
      {},
      { alicloud_ram_security_preference: { s: { allow_user_to_manage_access_keys: true } } },
    ),
  ],
  [
    "ACC005",
    "both generations",
    stack({ resource: { alicloud_ram_alias: { a: alias }, alicloud_ram_account_alias: { a: alias } } }),
  ],
  ["ACC006", "no masks", withSetting("alicloud_ram_security_preference", { mfa_operation_for_login: "mandatory" })],
  ["GRD001", "an expired acceptance", stack(acknowledged("KEY008", "2026-06-14"))],
  ["GRD002", "an acceptance of nothing", stack(acknowledged("KEY800", "2026-12-31"))],
  ["GRD005", "HCL", { name: "app", files: [], hcl: true }],
];

describe("the rules on a Terraform configuration", () => {
  it.each(CASES)("%s reports %s", (rule, _, configuration) => {
    const settings = { ...NO_SETTINGS, levels: new Map([[rule, "error" as const]]) };
    const found = evaluate(readConfiguration([configuration]), { stage: "configuration", today: TODAY, settings });
    expect(found.map((finding) => finding.rule)).toContain(rule);
  });

  it("SEC007 reports a secret that crosses stacks", () => {
    const backend = { local: { path: "keys.tfstate" } };
    const keys = withKey(
      { user_name: OWNER },
      { terraform: { backend }, output: { o: { sensitive: true, value: "${alicloud_ram_access_key.k.secret}" } } },
    );
    const remote = { keys: { backend: "local", config: backend.local } };
    const value = "${data.terraform_remote_state.keys.outputs.o}";
    const app = stack(
      { data: { terraform_remote_state: remote }, output: { copy: { sensitive: true, value } } },
      { name: "consumer" },
    );
    expect(findings(keys, app).filter((finding) => finding.rule === "SEC007")).toMatchObject([
      { stack: "consumer", level: "error" },
    ]);
  });

  it("every rule of the catalogue has a case here, but those that need a PGP key, all other rules or a base", () => {
    const covered = new Set([...CASES.map(([rule]) => rule), "SEC007", "SEC010", "SEC011", "GRD003", "GRD004"]);
    const ofConfigurations = CATALOGUE.filter(({ stages }) => stages.includes("configuration"));
    expect(ofConfigurations.map((rule) => rule.id).filter((id) => !covered.has(id))).toEqual([]);
  });

  it("has nothing to say about users and keys that are declared well", () => {
    const key = {
      user_name: OWNER,
      pgp_key: "${var.pgp_key}",
      ...metadata({ scenario: "third-party-service", consumers: [{ ...consumer("bi"), service: "hologres" }] }),
    };
    const rules = findings(withKey(key)).map((finding) => `${finding.rule} ${finding.verdict}`);
    expect(rules).toEqual(["SEC001 indeterminate", "SEC003 indeterminate"]);
  });

  it("counts one user under three spellings in three stacks", () => {
    const keys = (name: string, userName: string, rest: Json = {}): ConfigurationStack =>
      stack({ resource: { alicloud_ram_access_key: { [name]: { user_name: userName } } }, ...rest }, { name });
    const backend = { local: { path: "one.tfstate" } };
    const one = stack(
      {
        terraform: { backend },
        output: { name: { value: OWNER } },
        resource: { alicloud_ram_user: USER, alicloud_ram_access_key: { one: { user_name: OWNER } } },
      },
      { name: "one" },
    );
    const remote = { data: { terraform_remote_state: { x: { backend: "local", config: backend.local } } } };
    const all = findings(
      one,
      keys("two", "etl"),
      keys("three", "${data.terraform_remote_state.x.outputs.name}", remote),
    );
    const [finding] = all.filter((each) => each.rule === "KEY002");
    expect(finding?.message).toBe('RAM user "etl" would hold 3 AccessKeys; RAM allows 2');
    expect(finding?.related.map((place) => place.stack)).toEqual(["one", "three", "two"]);
  });
});
