import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, OssBackend, TerraformStack } from "cdktf";
import {
  AccessKeyScenario,
  Account,
  AlicloudProvider,
  Consumer,
  Policy,
  SecretCustody,
  SystemPolicy,
  User,
} from "../../lib";
import { loadConfiguration } from "../../lib/inventory/load";
import { NO_SETTINGS } from "../../lib/rules/settings";
import { repository } from "../documents";
import { configurationOf, findingsOf, inOtherOrders, linesOf, namesOf, type Configuration } from "./configurations";

/** What is said of each beside nothing: notes, of which each has its reason. */
const NOTES = new Map<string, readonly string[]>([
  // The consumers could be restricted to their networks.
  ["kms-rotated", ["info KEY008 alicloud_ram_access_key.manual"]],
  ["referred", ["info KEY008 alicloud_ram_access_key.mailer"]],
  [
    "two-accounts",
    ["production", "staging", "staging_next"].map((name) => `info KEY008 alicloud_ram_access_key.${name}`),
  ],
  // One variable decides about the key and about its restriction, which only a plan can tell.
  ["switches", ["info KEY008? alicloud_ram_access_key.partner"]],
  // A plan tells the names of instances.
  ["users-count", ["info USR001? alicloud_ram_user.seat"]],
  [
    "users-for-each",
    ["group.group", "user.person", "user.person"].map((address) => `info USR001? alicloud_ram_${address}`),
  ],
]);

describe("a clean configuration", () => {
  it.each(namesOf("clean"))("gets no more than notes: %s", async (name) => {
    const findings = findingsOf(await configurationOf("clean", name)).filter(({ acknowledged }) => !acknowledged);
    expect(linesOf(findings)).toEqual(NOTES.get(name) ?? []);
  });

  it.each(namesOf("clean"))("is judged alike in whatever order it is written: %s", async (name) => {
    const configuration = await configurationOf("clean", name);
    const findings = findingsOf(configuration);
    inOtherOrders(configuration, (reordered) => {
      expect(findingsOf(reordered)).toEqual(findings);
    });
  });
});

describe("a clean app", () => {
  const custody = SecretCustody.pgp(readFileSync(join(repository, "keys/analytics-team.asc"), "utf8"));
  const hologres = {
    scenario: AccessKeyScenario.THIRD_PARTY_SERVICE,
    necessity: "the dashboard service accepts only an AccessKey pair",
    custody,
    consumers: [Consumer.of("hologres", "bi-production", { owner: "bi-team@example.com" })],
  };

  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), "ramparts-app-"));
  });
  afterEach(() => {
    rmSync(outdir, { recursive: true });
  });

  function synthesised(build: (app: App) => void): Configuration {
    const app = new App({ outdir });
    build(app);
    app.synth();
    return { stacks: loadConfiguration([outdir]), settings: NO_SETTINGS };
  }

  function stackOf(app: App, name: string): TerraformStack {
    const stack = new TerraformStack(app, name);
    new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
    new Account(stack, "account", { accountId: "1234567890123456", existingAccountAccessKeys: 0 });
    return stack;
  }

  it("gets nothing for users with policies and encrypted keys", () => {
    const configuration = synthesised((app) => {
      const stack = stackOf(app, "analytics");
      new OssBackend(stack, {
        bucket: "example-terraform-states",
        encrypt: true,
        tablestoreEndpoint: "https://example-locks.cn-hangzhou.ots.aliyuncs.com",
        tablestoreTable: "terraform_locks",
      });
      const user = new User(stack, "hologres-bi", { userName: "hologres-bi", comments: "dashboards on Hologres" });
      user.attachPolicy(SystemPolicy.of("AliyunHologresReadOnlyAccess"));
      const document = {
        Version: "1" as const,
        Statement: [
          { Effect: "Allow" as const, Action: "hologram:GetInstance", Resource: "acs:hologram:*:*:instance/bi" },
        ],
      };
      user.attachPolicy(new Policy(stack, "read", { policyName: "hologres-bi-read", document }));
      user.addAccessKey("dashboards", hologres).outputEncryptedSecret();
    });
    expect(findingsOf(configuration)).toEqual([]);
  });

  it("gets nothing for a user in one stack and its key in another", () => {
    const configuration = synthesised((app) => {
      const user = new User(stackOf(app, "identities"), "bi", { userName: "hologres-bi" });
      const keys = stackOf(app, "keys");
      User.fromUserName(keys, "bi", user.userName, { existingAccessKeys: 0 }).addAccessKey("dashboards", hologres);
    });
    expect(findingsOf(configuration)).toEqual([]);
  });

  it("gets nothing for users that exist already", () => {
    const configuration = synthesised((app) => {
      const stack = stackOf(app, "legacy");
      const importId = "276543210987654321";
      const adopted = new User(stack, "etl", { userName: "Legacy ETL", importId, existingAccessKeys: 1 });
      adopted.addAccessKey("dashboards", { ...hologres, status: "Inactive" });
      User.fromUserName(stack, "bi", "legacy-bi", { existingAccessKeys: 0 }).addAccessKey("dashboards", hologres);
    });
    expect(findingsOf(configuration)).toEqual([]);
  });
});
