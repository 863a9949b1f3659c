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
import { loadConfiguration } from "../../lib/configuration/load";
import { NO_SETTINGS } from "../../lib/rules/settings";
import { repository } from "../documents";
import { findingsOf, type Configuration } from "./configurations";

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
