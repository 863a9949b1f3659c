import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { SecretCustody } from "../../lib/custody/secret-custody";
import type { JsonObject } from "../../lib/json/json";
import { readPlans } from "../../lib/inventory/read-plans";
import { reviewOf } from "../../lib/plan/review";
import { Account } from "../../lib/ram/account";
import { AccountAccessKey, ROOT_KEY_STATEMENT } from "../../lib/ram/account-access-key";
import { Policy } from "../../lib/ram/policy";
import { SystemPolicy } from "../../lib/ram/system-policy";
import { User, type UserProps } from "../../lib/ram/user";
import { evaluate } from "../../lib/rules/evaluate";
import { STA006 } from "../../lib/rules/live/sta006";
import { PLN018 } from "../../lib/rules/plan/pln018";
import { startSandbox, type Sandbox } from "../../sandbox";
import { describeWithTerraform, TerraformDirectory } from "../e2e/terraform";
import { pgpKeys, render, stackOf, stateKey } from "../ram/fixtures";

/** What the stack renders, without the backend, which would keep the state beside the tests. */
function configurationOf(stack: TerraformStack): object {
  const rendered = render(stack);
  const terraform = { required_providers: { alicloud: { source: "aliyun/alicloud" } } };
  return { ...rendered, terraform };
}

describeWithTerraform("what the constructs render, under Terraform", () => {
  const root = mkdtempSync(join(tmpdir(), "ramparts-constructs-"));
  const directories: TerraformDirectory[] = [];
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ directory: join(root, "account") });
  });
  afterEach(() => sandbox.close());
  afterAll(() => {
    for (const directory of directories) directory.remove();
    rmSync(root, { recursive: true, force: true });
  });

  /** A directory in which Terraform is ready to run; `declare` fills the stack. */
  async function ready(declare: (stack: TerraformStack) => void): Promise<TerraformDirectory> {
    const directory = new TerraformDirectory(configure(declare), () => sandbox.environment());
    directories.push(directory);
    expect(await directory.init()).toMatchObject({ code: 0 });
    return directory;
  }

  function configure(declare: (stack: TerraformStack) => void): object {
    const stack = stackOf();
    declare(stack);
    return configurationOf(stack);
  }

  async function asRoot(): Promise<void> {
    sandbox.close();
    sandbox = await startSandbox({ directory: join(root, "account"), caller: "root" });
  }

  it("is created, and a rename keeps the user at its new address", async () => {
    const { publicKey } = await pgpKeys();
    const declare = (props: UserProps) => (stack: TerraformStack) => {
      new Account(stack, "account", { accountId: "1234567890123456" });
      const user = new User(stack, "bi", props);
      user.attachPolicy(SystemPolicy.of("AliyunHologresReadOnlyAccess"));
      const statement = { Effect: "Allow", Action: ["oss:GetObject"], Resource: ["acs:oss:*:*:home/${acs:x}"] };
      user.attachPolicy(
        new Policy(stack, "p", { policyName: "home", document: { Version: "1", Statement: [statement] } }),
      );
      const options = { ...stateKey(), necessity: "no ${x} helps", custody: SecretCustody.pgp(publicKey) };
      user.addAccessKey("dashboards", options).outputEncryptedSecret();
    };
    const directory = await ready(declare({ userName: "bi.old" }));
    expect((await directory.apply()).output).toContain("5 added, 0 changed, 0 destroyed");
    expect(await directory.plan()).toMatchObject({ code: 0 });

    directory.write(configure(declare({ userName: "hologres-bi", formerlyNamed: "bi.old" })));
    const renamed = await directory.apply();
    expect(renamed.output).toMatch(
      /# alicloud_ram_user\.hologres-bi will be updated in-place\s+# \(moved from .*bi-old_/,
    );
    expect(renamed.output).toContain("3 added, 1 changed, 3 destroyed");
    expect((await directory.attributes("alicloud_ram_access_key.hologres-bi_dashboards"))["user_name"]).toBe(
      "hologres-bi",
    );
    expect(await directory.plan()).toMatchObject({ code: 0 });
    expect((await directory.terraform("output", "-raw", "hologres-bi_dashboards_encrypted_secret")).output).toMatch(
      /^[A-Za-z0-9+/]+=*$/,
    );
  });

  it("adopts a user that exists", async () => {
    sandbox.account.call(sandbox.caller, "CreateUser", { UserName: "legacy" });
    const { UserId } = sandbox.account.call(sandbox.caller, "GetUser", { UserName: "legacy" }).User;
    const directory = await ready((stack) => {
      new User(stack, "legacy", { userName: "legacy", importId: UserId });
    });
    expect((await directory.apply()).output).toContain("1 imported, 0 added");
    expect(await directory.plan()).toMatchObject({ code: 0 });
  });

  it("says before an adoption what it overwrites, and which number of keys is wrong", async () => {
    const { account, caller } = sandbox;
    const UserName = "legacy-etl";
    const words = { DisplayName: "Legacy ETL", Comments: "ask bi", Email: "a@example.com" };
    const { UserId } = account.call(caller, "CreateUser", { UserName, ...words }).User;
    const { AccessKeyId: id } = account.call(caller, "CreateAccessKey", { UserName }).AccessKey;
    const declare = (stack: TerraformStack) => {
      new Account(stack, "account", { accountId: "1234567890123456" });
      const props = { userName: "legacy-etl", comments: "nightly loads", importId: UserId, existingAccessKeys: 0 };
      new User(stack, "legacy", props);
    };
    const directory = await ready(declare);
    await directory.plan("-out=plan");
    const shown = await directory.terraform("show", "-json", "plan");
    const configuration = { name: "app", files: [{ name: "main.tf.json", content: configure(declare) }] };
    const plan = readPlans([{ name: "app", document: JSON.parse(shown.output) as JsonObject, configuration }]);
    const live = { id, status: "Active", created: null, lastUsed: null, isUnused: false } as const;
    const users = [{ name: "legacy-etl", accessKeys: [live] }];
    const liveKeys = { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users, rootKeys: null };
    const review = reviewOf(plan, { liveKeys });
    const options = { stage: "plan", today: "2026-06-15", rules: [PLN018, STA006], review, liveKeys } as const;
    expect(evaluate(plan.after, options).map(({ message }) => message)).toEqual([
      'RAM user "legacy-etl" is adopted, and the apply overwrites what it has: display_name "Legacy ETL" is removed; ' +
        'comments "ask bi" becomes "nightly loads"; email is removed',
      expect.stringMatching(/^The code says that RAM user "legacy-etl" has no AccessKey made elsewhere, and .* has 1 /),
    ]);
  });

  it("refuses a plan in another account, and one by root unless that is acknowledged", async () => {
    const other = await ready((stack) => void new Account(stack, "account", { accountId: "6543210987654321" }));
    expect((await other.plan()).output.replace(/\s+/g, " ")).toContain(
      "This stack manages identities of account 6543210987654321, but Terraform runs as acs:ram::1234567890123456:",
    );
    await asRoot();
    const accountId = "1234567890123456";
    const root = await ready((stack) => void new Account(stack, "account", { accountId }));
    expect((await root.plan()).output.replace(/\s+/g, " ")).toContain(
      "Terraform runs as the Alibaba Cloud account itself (acs:ram::1234567890123456:root)",
    );
    const acknowledgeRootDeployment = { reason: "bootstrap", until: "2027-01-31" };
    root.write(configure((stack) => void new Account(stack, "account", { accountId, acknowledgeRootDeployment })));
    expect(await root.plan()).toMatchObject({ code: 0 });
  });

  it("makes a root key for root only", async () => {
    const directory = await ready((stack) => {
      const acknowledgement = { statement: ROOT_KEY_STATEMENT, reason: "r", owner: "o", until: "2027-01-31" } as const;
      new AccountAccessKey(stack, "billing", { ...stateKey(), acknowledgement });
    });
    expect((await directory.plan()).output.replace(/\s+/g, " ")).toContain(
      "This AccessKey would belong to acs:ram::1234567890123456:user/terraform",
    );
    await asRoot();
    expect((await directory.apply()).output).toContain("1 added");
    expect(await directory.plan()).toMatchObject({ code: 0 });
  });
});
