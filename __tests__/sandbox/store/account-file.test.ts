import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { newAccount, type AccountState } from "../../../sandbox/account/state";
import { SandboxError } from "../../../sandbox/sandbox-error";
import { readAccountFile, writeAccountFile } from "../../../sandbox/store/account-file";

const NOW = "2026-03-01T08:00:00Z";

describe("the account file", () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-store-"));
    file = join(directory, "account.json");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("comes back as it was written, for its owner only, and leaves nothing beside it", () => {
    const users = fc.array(fc.record({ comments: fc.string({ unit: "binary" }), displayName: fc.string() }));
    fc.assert(
      fc.property(users, (changes) => {
        const account = newAccount("1234567890123456", NOW);
        const state: AccountState = {
          ...account,
          users: changes.flatMap((change) => account.users.map((user) => ({ ...user, ...change }))),
        };
        writeAccountFile(file, state);
        expect(readAccountFile(file)).toEqual(state);
      }),
      { numRuns: 50 },
    );
    expect(readdirSync(directory)).toEqual(["account.json"]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is none where there is none", () => {
    expect(readAccountFile(file)).toBeUndefined();
  });

  const good = { format: "ramparts-sandbox-account", version: 1, account: newAccount("1234567890123456", NOW) };
  it.each<[string, string, string]>([
    ["empty", "", "is empty"],
    ["truncated", JSON.stringify(good).slice(0, 200), "is truncated or not JSON"],
    ["another thing", '{"version":4,"terraform_version":"1.11.4"}', "is not an account file"],
    ["null", "null", "is not an account file"],
    [
      "of a newer version",
      JSON.stringify({ ...good, version: 2 }),
      "has version 2; this version of ramparts reads version 1",
    ],
    ["without an account", JSON.stringify({ ...good, account: null }), "is damaged: account is not an object"],
    [
      "with users that are none",
      JSON.stringify({ ...good, account: { ...good.account, users: {} } }),
      "is damaged: account.users is not a list",
    ],
    [
      "with a status there is not",
      JSON.stringify({
        ...good,
        account: { ...good.account, accessKeys: [{ accessKeyId: "k", status: "On", createDate: "" }] },
      }),
      "is damaged: account.accessKeys[0].status is none of Active, Inactive",
    ],
  ])("that is %s is refused, with the way out, and left as it is", (_, content, problem) => {
    writeFileSync(file, content);
    expect(() => readAccountFile(file)).toThrow(SandboxError);
    expect(() => readAccountFile(file)).toThrow(`${file} ${problem}`);
    expect(() => readAccountFile(file)).toThrow("ramparts sandbox reset");
    expect(readFileSync(file, "utf8")).toBe(content);
  });

  it("that is truncated at any place is refused", () => {
    const whole = JSON.stringify(good, null, 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        writeFileSync(file, whole.slice(0, length));
        expect(() => readAccountFile(file)).toThrow(SandboxError);
      }),
    );
  });

  it("keeps its old content when the new one cannot be written", () => {
    writeAccountFile(file, good.account);
    const before = readFileSync(file, "utf8");
    // A directory in the temporary file's place makes the write fail for everybody, root included.
    mkdirSync(join(directory, "account.json.tmp"));
    expect(() => writeAccountFile(file, newAccount("9999999999999999", NOW))).toThrow();
    expect(readFileSync(file, "utf8")).toBe(before);
  });
});
