import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SandboxError, showAccount, startSandbox, type Sandbox, type SandboxOptions } from "../../sandbox";

describe("a sandbox", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-start-"));
  });
  const started: Sandbox[] = [];
  afterEach(() => {
    for (const sandbox of started.splice(0)) sandbox.close();
    rmSync(directory, { recursive: true });
  });
  async function start(options: SandboxOptions = {}): Promise<Sandbox> {
    const sandbox = await startSandbox({ directory, ...options });
    started.push(sandbox);
    return sandbox;
  }

  it("finds its account as it left it", async () => {
    const first = await start({ accountId: "1111222233334444" });
    first.account.call(first.caller, "CreateUser", { UserName: "bi" });
    first.close();
    first.close();
    const second = await start();
    expect(second.account.accountId).toBe("1111222233334444");
    const { User } = second.account.call(second.caller, "ListUsers", {}).Users;
    expect(User.map(({ UserName }) => UserName)).toEqual(["terraform", "bi"]);
  });

  it("knows whether anything has changed its account, but for making it", async () => {
    const sandbox = await start();
    const { account, caller } = sandbox;
    account.call(caller, "ListUsers", {});
    expect(sandbox.hasChanged).toBe(false);
    account.call(caller, "CreateUser", { UserName: "bi" });
    expect(sandbox.hasChanged).toBe(true);
  });

  it("is listed with its users, the status of their keys and their policies, and no secret", async () => {
    const sandbox = await start({ caller: "root" });
    const { account, caller } = sandbox;
    account.call(caller, "CreateUser", { UserName: "bi" });
    const { AccessKey } = account.call(caller, "CreateAccessKey", { UserName: "bi" });
    const UserAccessKeyId = AccessKey.AccessKeyId;
    account.call(caller, "UpdateAccessKey", { UserName: "bi", UserAccessKeyId, Status: "Inactive" });
    account.call(caller, "CreateAccessKey", {});
    const listing = showAccount(directory);
    expect(listing).toContain("account 1234567890123456   2 users, 2 AccessKeys, 0 custom policies");
    expect(listing).toContain(`user bi\n  key     ${UserAccessKeyId}  Inactive  since`);
    expect(listing).toContain("user terraform\n  policy  AliyunRAMFullAccess  System");
    expect(listing).toMatch(/\nroot\n {2}key {5}sandbox-key-/);
    expect(listing).not.toContain(AccessKey.AccessKeySecret);
  });

  it("says so when there is no place for it", async () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    const refused = startSandbox({ directory: join(file, "sandbox") });
    await expect(refused).rejects.toThrow(SandboxError);
    await expect(refused).rejects.toThrow(`cannot keep an account in ${join(file, "sandbox")} (ENOTDIR)`);
  });

  it.each([".ramparts", ".ramparts/sandbox"])("is not made through a link at %s", async (link) => {
    const elsewhere = join(directory, "elsewhere");
    mkdirSync(elsewhere);
    mkdirSync(dirname(join(directory, link)), { recursive: true });
    symlinkSync(elsewhere, join(directory, link));
    await expect(startSandbox({ directory: join(directory, ".ramparts", "sandbox") })).rejects.toThrow("is a link");
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});
