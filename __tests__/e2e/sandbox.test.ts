import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decrypt, generateKey, readKey, readMessage, readPrivateKey } from "openpgp";
import type { ActionName, AnswerOf, ParametersOf } from "../../sandbox/account/actions";
import { startSandbox, type Sandbox } from "../../sandbox";
import { sandboxProcess } from "../sandbox/command-line";
import { describeWithTerraform, TerraformDirectory } from "./terraform";

const REQUIRED = { required_providers: { alicloud: { source: "aliyun/alicloud" } } };

describeWithTerraform("the sandbox under the Terraform CLI", () => {
  const root = mkdtempSync(join(tmpdir(), "ramparts-e2e-"));
  const directories: TerraformDirectory[] = [];
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ directory: join(root, "account") });
  });
  afterAll(() => {
    sandbox.close();
    for (const directory of directories) directory.remove();
    rmSync(root, { recursive: true, force: true });
  });

  function configured(resource: object, more: object = {}, of: () => Sandbox = () => sandbox): TerraformDirectory {
    const configuration = { terraform: REQUIRED, provider: { alicloud: {} }, resource, ...more };
    const directory = new TerraformDirectory(configuration, () => of().environment());
    directories.push(directory);
    return directory;
  }

  function call<Name extends ActionName>(name: Name, parameters: ParametersOf<Name>): AnswerOf<Name> {
    return sandbox.account.call(sandbox.caller, name, parameters);
  }

  function keysOf(UserName: string): AnswerOf<"ListAccessKeys">["AccessKeys"]["AccessKey"] {
    return call("ListAccessKeys", { UserName }).AccessKeys.AccessKey;
  }

  it("creates, keeps, changes, replaces and destroys", async () => {
    const identity = (name: string, key: object): object => ({
      alicloud_ram_user: { u: { name, display_name: "BI" } },
      alicloud_ram_access_key: { k: { user_name: "${alicloud_ram_user.u.name}", ...key } },
      alicloud_ram_user_policy_attachment: {
        a: {
          user_name: "${alicloud_ram_user.u.name}",
          policy_name: "AliyunHologresReadOnlyAccess",
          policy_type: "System",
        },
      },
    });
    const stack = configured(identity("hologres-bi", {}));
    expect(await stack.init()).toMatchObject({ code: 0 });
    expect((await stack.apply()).output).toContain("3 added, 0 changed, 0 destroyed");
    expect(await stack.plan()).toMatchObject({ code: 0 });
    const key = await stack.attributes("alicloud_ram_access_key.k");
    expect(key).toMatchObject({ status: "Active", encrypted_secret: null, key_fingerprint: null });
    expect(key["secret"]).toMatch(/^sandbox-secret-/);

    stack.write({ terraform: REQUIRED, resource: identity("hologres-bi", { status: "Inactive" }) });
    expect((await stack.apply()).output).toContain("0 added, 1 changed, 0 destroyed");
    expect(keysOf("hologres-bi")).toMatchObject([{ AccessKeyId: key["id"], Status: "Inactive" }]);

    stack.write({ terraform: REQUIRED, resource: identity("hologres-dashboards", {}) });
    const renamed = await stack.apply();
    expect(renamed.output).toContain("# forces replacement");
    expect(renamed.output).toContain("2 added, 1 changed, 2 destroyed");
    const [replacement] = keysOf("hologres-dashboards");
    expect(replacement?.AccessKeyId).not.toBe(key["id"]);
    expect(await stack.plan()).toMatchObject({ code: 0 });

    expect((await stack.destroy()).output).toContain("3 destroyed");
    expect(() => call("GetUser", { UserName: "hologres-dashboards" })).toThrow("The user does not exist.");
  });

  it("refuses a third key in the service's words, with the place in the configuration", async () => {
    const key = { user_name: "${alicloud_ram_user.u.name}" };
    const stack = configured({
      alicloud_ram_user: { u: { name: "third-key" } },
      alicloud_ram_access_key: { one: key, two: key, three: key },
    });
    await stack.init();
    const { code, output } = await stack.apply();
    expect(code).toBe(1);
    expect(output).toContain("CreateAccessKey");
    expect(output).toContain("Code: LimitExceeded.User.AccessKey");
    expect(output).toMatch(/on main\.tf\.json line 1/);
    expect(keysOf("third-key")).toHaveLength(2);
  });

  it("encrypts a secret that only the holder of the PGP key can read", async () => {
    const recipient = await generateKey({ userIDs: [{ name: "BI team" }], type: "rsa", rsaBits: 2048 });
    const publicKey = await readKey({ armoredKey: recipient.publicKey });
    const pgpKey = Buffer.from(publicKey.write()).toString("base64");
    const stack = configured({
      alicloud_ram_user: { u: { name: "encrypted" } },
      alicloud_ram_access_key: { k: { user_name: "${alicloud_ram_user.u.name}", pgp_key: pgpKey } },
    });
    await stack.init();
    expect(await stack.apply()).toMatchObject({ code: 0 });
    const key = await stack.attributes("alicloud_ram_access_key.k");
    expect(key).toMatchObject({ secret: null, key_fingerprint: publicKey.getFingerprint() });
    const decrypted: unknown = await decrypt({
      message: await readMessage({ binaryMessage: Buffer.from(key["encrypted_secret"] as string, "base64") }),
      decryptionKeys: await readPrivateKey({ armoredKey: recipient.privateKey }),
    });
    const { data: secret } = decrypted as { data: string };
    expect(secret).toMatch(/^sandbox-secret-/);
    expect(JSON.stringify(key)).not.toContain(secret);
    expect(await stack.plan()).toMatchObject({ code: 0 });
  });

  it("leaves a tainted, live key behind a PGP key that cannot be used, and replaces it", async () => {
    const identity = (key: object): object => ({
      alicloud_ram_user: { u: { name: "tainted" } },
      alicloud_ram_access_key: { k: { user_name: "${alicloud_ram_user.u.name}", ...key } },
    });
    const stack = configured(identity({ pgp_key: "bm90IGEga2V5" }));
    await stack.init();
    const failed = await stack.apply();
    expect(failed.code).toBe(1);
    expect(failed.output).toContain("pgp_key cannot be used");
    const [lost] = keysOf("tainted");
    expect(await stack.attributes("alicloud_ram_access_key.k")).toMatchObject({ id: lost?.AccessKeyId, tainted: true });

    stack.write({ terraform: REQUIRED, resource: identity({}) });
    expect((await stack.apply()).output).toContain("1 added, 0 changed, 1 destroyed");
    expect(keysOf("tainted")).toHaveLength(1);
    expect(keysOf("tainted")).not.toEqual([lost]);
  });

  it("imports what the provider can import, and no AccessKey", async () => {
    const { User } = call("CreateUser", { UserName: "adopted", Comments: "made by hand" });
    const attachment = { UserName: "adopted", PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System" };
    call("AttachPolicyToUser", attachment);
    const { AccessKey } = call("CreateAccessKey", { UserName: "adopted" });
    const resource = {
      alicloud_ram_user: { u: { name: "adopted", comments: "made by hand" } },
      alicloud_ram_user_policy_attachment: {
        a: { user_name: "adopted", policy_name: "AliyunOSSReadOnlyAccess", policy_type: "System" },
      },
    };
    const stack = configured(resource, {
      import: [
        { to: "alicloud_ram_user.u", id: User.UserId },
        { to: "alicloud_ram_user_policy_attachment.a", id: "user:AliyunOSSReadOnlyAccess:System:adopted" },
      ],
    });
    await stack.init();
    expect((await stack.apply()).output).toContain("2 imported, 0 added, 0 changed, 0 destroyed");
    expect(await stack.plan()).toMatchObject({ code: 0 });

    const key = { alicloud_ram_access_key: { k: { user_name: "adopted" } } };
    stack.write({ terraform: REQUIRED, resource: { ...resource, ...key } });
    const refused = await stack.terraform("import", "-no-color", "alicloud_ram_access_key.k", AccessKey.AccessKeyId);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("alicloud_ram_access_key cannot be imported");
  });

  it("shows what was changed outside Terraform", async () => {
    const stack = configured({
      alicloud_ram_user: { u: { name: "drifting", comments: "as in code" } },
      alicloud_ram_access_key: {
        disabled: { user_name: "${alicloud_ram_user.u.name}" },
        deleted: { user_name: "${alicloud_ram_user.u.name}" },
      },
    });
    await stack.init();
    await stack.apply();
    const UserName = "drifting";
    const disabled = (await stack.attributes("alicloud_ram_access_key.disabled"))["id"] as string;
    const deleted = (await stack.attributes("alicloud_ram_access_key.deleted"))["id"] as string;
    call("UpdateAccessKey", { UserName, UserAccessKeyId: disabled, Status: "Inactive" });
    call("DeleteAccessKey", { UserName, UserAccessKeyId: deleted });
    call("UpdateUser", { UserName, NewComments: "by hand" });

    const { code, output } = await stack.plan();
    expect(code).toBe(2);
    expect(output).toMatch(/"by hand" -> "as in code"/);
    expect(output).toContain("alicloud_ram_access_key.deleted will be created");
    expect(output).not.toContain("alicloud_ram_access_key.disabled will be");
    expect(output).toContain("Plan: 1 to add, 1 to change, 0 to destroy.");
  });

  it("makes a new policy version of a changed document, and none of one that only looks different", async () => {
    const policy = (document: string, more: object = {}): object => ({
      alicloud_ram_policy: { p: { policy_name: "read-reports", policy_document: document, ...more } },
    });
    const document = (action: string): object => ({
      Version: "1",
      Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
    });
    const stack = configured(policy(JSON.stringify(document("oss:Get*"))));
    await stack.init();
    await stack.apply();
    stack.write({ terraform: REQUIRED, resource: policy(JSON.stringify(document("oss:Get*"), null, 4)) });
    expect(await stack.plan()).toMatchObject({ code: 0 });
    for (const action of ["oss:List*", "oss:Put*", "oss:Head*", "oss:Copy*"]) {
      stack.write({ terraform: REQUIRED, resource: policy(JSON.stringify(document(action))) });
      expect(await stack.apply()).toMatchObject({ code: 0 });
    }
    stack.write({ terraform: REQUIRED, resource: policy(JSON.stringify(document("oss:Sixth*"))) });
    expect((await stack.apply()).output).toContain("LimitExceeded.Policy.Version");
    const rotating = { rotate_strategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded" };
    stack.write({ terraform: REQUIRED, resource: policy(JSON.stringify(document("oss:Sixth*")), rotating) });
    expect(await stack.apply()).toMatchObject({ code: 0 });
    expect(await stack.attributes("alicloud_ram_policy.p")).toMatchObject({ default_version: "v6" });
    expect(await stack.plan()).toMatchObject({ code: 0 });
  });

  it("sets the security preference and cannot destroy it", async () => {
    const stack = configured({ alicloud_ram_security_preference: { s: { login_session_duration: 8 } } });
    await stack.init();
    expect(await stack.apply()).toMatchObject({ code: 0 });
    expect(await stack.plan()).toMatchObject({ code: 0 });
    const destroyed = await stack.destroy();
    expect(destroyed).toMatchObject({ code: 0 });
    expect(destroyed.output).toContain("was only forgotten");
    const { LoginProfilePreference } = call("GetSecurityPreference", {}).SecurityPreference;
    expect(LoginProfilePreference.LoginSessionDuration).toBe(8);
  });

  it("says which types it serves when it is asked for another one", async () => {
    const stack = configured({ alicloud_ram_group: { g: { group_name: "analysts" } } });
    await stack.init();
    const { code, output } = await stack.plan();
    expect(code).toBe(1);
    expect(output).toContain("The sandbox does not serve alicloud_ram_group");
    expect(output.replace(/\s+/g, " ")).toContain("alicloud_ram_user_policy_attachment and the data sources");
  });

  it("serves provider aliases, and a configuration that names no source", async () => {
    const stack = configured(
      {
        alicloud_ram_user: {
          here: { name: "alias-here" },
          there: { name: "alias-there", provider: "alicloud.other" },
        },
      },
      { terraform: {}, provider: { alicloud: [{ region: "cn-hangzhou" }, { alias: "other", region: "cn-beijing" }] } },
    );
    expect(await stack.init()).toMatchObject({ code: 0 });
    expect((await stack.apply()).output).toContain("2 added");
  });

  it("serves ten applies at once", async () => {
    const stacks = Array.from({ length: 10 }, (_, index) =>
      configured({
        alicloud_ram_user: Object.fromEntries([0, 1, 2].map((n) => [`u${n}`, { name: `many-${index}-${n}` }])),
      }),
    );
    await Promise.all(stacks.map((stack) => stack.init()));
    const results = await Promise.all(stacks.map((stack) => stack.apply()));
    expect(results.map(({ code }) => code)).toEqual(Array(10).fill(0));
    const names = call("ListUsers", { MaxItems: 1000 }).Users.User.map((user) => user.UserName);
    expect(names.filter((name) => name.startsWith("many-"))).toHaveLength(30);
    expect(readFileSync(join(sandbox.directory, "account.json"), "utf8")).toContain('"many-9-2"');
  });

  it("gives a key without a user name to the account itself when root runs Terraform", async () => {
    const asRoot = await startSandbox({ directory: join(root, "root"), caller: "root" });
    try {
      const stack = configured(
        { alicloud_ram_access_key: { k: {} } },
        {
          data: { alicloud_caller_identity: { me: {} } },
          output: { arn: { value: "${data.alicloud_caller_identity.me.arn}" } },
        },
        () => asRoot,
      );
      await stack.init();
      expect((await stack.apply()).output).toContain('arn = "acs:ram::1234567890123456:root"');
      const { AccessKeys } = asRoot.account.call({ kind: "root" }, "ListAccessKeys", {});
      expect(AccessKeys.AccessKey).toHaveLength(1);
      asRoot.close();

      const asUser = await startSandbox({ directory: join(root, "root") });
      stack.environment = () => asUser.environment();
      const seenByUser = await stack.plan().finally(() => asUser.close());
      expect(seenByUser.output).toContain("alicloud_ram_access_key.k will be created");
    } finally {
      asRoot.close();
    }
  });

  it("neither reads a real state nor lets the real provider read its own", async () => {
    const resource = { alicloud_ram_user: { u: { name: "mixed" } } };
    const real = await startSandbox({ directory: join(root, "real"), schemaVersion: 0 });
    try {
      const own = configured(resource);
      await own.init();
      await own.apply();
      own.environment = () => real.environment();
      const refusedByReal = await own.plan();
      expect(refusedByReal.code).toBe(1);
      expect(refusedByReal.output).toContain("managed by newer provider version");

      const foreign = configured(resource, {}, () => real);
      await foreign.init();
      expect(await foreign.apply()).toMatchObject({ code: 0 });
      foreign.environment = () => sandbox.environment();
      const refusedBySandbox = await foreign.plan();
      expect(refusedBySandbox.code).toBe(1);
      expect(refusedBySandbox.output).toContain("This state was not written by the sandbox");
    } finally {
      real.close();
    }
  });

  it("leaves a readable account and state when Ctrl-C comes in the middle of an apply", async () => {
    const users = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`u${n}`, { name: `interrupted-${n}` }]));
    const stack = configured({ alicloud_ram_user: users });
    const apply = ["terraform", "apply", "-no-color", "-input=false", "-auto-approve", "-parallelism=1"];
    const child = spawn("node", sandboxProcess("--", ...apply), {
      cwd: stack.path,
      env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" },
      // A process group of its own, as a terminal gives to what is typed at it.
      detached: true,
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      if (!output.includes("Creation complete") && (output + chunk).includes("Creation complete")) {
        process.kill(-(child.pid ?? 0), "SIGINT");
      }
      output += chunk;
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(output).toContain("Interrupt received");
    expect(code).toBe(1);
    expect(errors).toContain("AccessKey may be in the account and in no state");

    const again = await startSandbox({ directory: join(stack.path, ".ramparts", "sandbox") });
    try {
      const listed = again.account.call(again.caller, "ListUsers", { MaxItems: 1000 }).Users.User;
      stack.environment = () => again.environment();
      const inState = (await stack.terraform("state", "list")).output.trim().split("\n");
      expect(inState.length).toBeLessThan(60);
      // Every user of the account but the one that runs Terraform is in the state, and none besides.
      expect(inState).toHaveLength(listed.length - 1);
      expect(await stack.apply()).toMatchObject({ code: 0 });
    } finally {
      again.close();
    }
  });
});
