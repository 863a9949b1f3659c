import type { AccountIdentity } from "../../../lib/inventory/model";
import { ROOT_KEY_STATEMENT } from "../../../lib/ram/account-access-key";
import { ROOT001 } from "../../../lib/rules/root/root001";
import { ROOT002 } from "../../../lib/rules/root/root002";
import { ROOT004 } from "../../../lib/rules/root/root004";
import { accessKey, accountOf, findingsOf, gist, ROOT_METADATA, rootKey, siteAt, stackOf } from "../inventory";

describe("ROOT001", () => {
  it("keeps a warning for a root key that was accepted in writing", () => {
    const findings = findingsOf(ROOT001, { accessKeys: [rootKey("app/root")] });
    expect(gist(findings)).toEqual(["warning violation app/root"]);
    expect(findings[0]?.message).toBe(
      "A root key, accepted by platform@example.com until 2026-12-31: no other way yet",
    );
    expect(findings[0]?.subject).toBe("account:1234567890123456");
    expect(findings[0]?.acknowledged).toBeNull();
  });

  it("wants the statement that AccountAccessKey asks for", () => {
    expect(ROOT_METADATA.root?.statement).toBe(ROOT_KEY_STATEMENT);
  });

  it("is an error when the acceptance does not make the statement", () => {
    const { root, ...rest } = ROOT_METADATA;
    const metadata = { ...rest, ...(root && { root: { ...root, statement: "yes" } }) };
    const findings = findingsOf(ROOT001, { accessKeys: [rootKey("app/root", { metadata })] });
    expect(gist(findings)).toEqual(["error violation app/root"]);
    expect(findings).toMatchObject([
      {
        subject: "account:1234567890123456",
        fix: expect.stringContaining(`or state "${ROOT_KEY_STATEMENT}"`) as unknown,
      },
    ]);
  });

  it("leaves a key without an owner that nobody accepted to KEY001", () => {
    expect(findingsOf(ROOT001, { accessKeys: [accessKey("app/k", { owner: null, metadata: null })] })).toEqual([]);
  });

  it("says nothing of the key of a user, whatever its metadata say", () => {
    expect(findingsOf(ROOT001, { accessKeys: [accessKey("app/k", { metadata: ROOT_METADATA })] })).toEqual([]);
  });
});

describe("ROOT002", () => {
  const declared = (existingAccountAccessKeys: number, quotas = {}): AccountIdentity =>
    accountOf("1", { declared: { accountId: "1", existingAccountAccessKeys, quotas } });
  const rootKeys = (count: number, account: AccountIdentity) =>
    Array.from({ length: count }, (_, index) => rootKey(`app/${index + 1}`, { account }));

  it.each([
    ["five keys fit", 5, declared(0), []],
    ["the sixth does not", 6, declared(0), ["error violation app/6"]],
    ["existing ones count", 4, declared(2), ["error violation app/4"]],
    ["the account may have another quota", 3, declared(0, { accessKeysPerAccount: 2 }), ["error violation app/3"]],
  ])("%s", (_, count, account, expected) => {
    const findings = findingsOf(ROOT002, { accessKeys: rootKeys(count, account) });
    expect(gist(findings)).toEqual(expected);
    expect(findings.every((finding) => finding.fixed)).toBe(true);
  });

  it("is indeterminate, once, when nobody has said how many root keys exist", () => {
    const findings = findingsOf(ROOT002, { accessKeys: rootKeys(2, accountOf("1")) });
    expect(gist(findings)).toEqual(["warning indeterminate app/2"]);
    expect(findings[0]?.fix).toContain("existingAccountAccessKeys");
    expect(findings[0]?.message).toContain("The Alibaba Cloud account 1 would hold at least 2 AccessKeys");
    expect(findings[0]?.unknown).toBe("provider.alicloud.existingAccountAccessKeys");
  });

  it("is indeterminate when two configurations may act on one account", () => {
    const undeclared = (stack: string) => accountOf(null, { key: `stack:${stack}/alicloud` });
    const accessKeys = [...rootKeys(3, undeclared("a")), rootKey("b/1", { account: undeclared("b"), instances: 3 })];
    const messages = findingsOf(ROOT002, { accessKeys }).map((finding) => finding.message);
    expect(messages.filter((message) => message.includes("would hold 6 AccessKeys if"))).toHaveLength(1);
  });

  it("calls an account that is not declared by its provider, else by its key", () => {
    const messageOf = (account: AccountIdentity) =>
      findingsOf(ROOT002, { accessKeys: rootKeys(6, account) })[0]?.message;
    expect(messageOf(accountOf(null))).toContain("The Alibaba Cloud account behind provider.alicloud would hold");
    const nowhere = accountOf(null, { site: null, key: "profile:production" });
    expect(messageOf(nowhere)).toContain("The Alibaba Cloud account behind profile:production would hold");
    expect(findingsOf(ROOT002, { accessKeys: rootKeys(2, nowhere) })[0]?.unknown).toBe(
      "Account.existingAccountAccessKeys",
    );
  });

  it("does not count keys that merely have no owner", () => {
    const accessKeys = Array.from({ length: 6 }, (_, index) => accessKey(`app/${index}`, { owner: null }));
    expect(findingsOf(ROOT002, { accessKeys })).toEqual([]);
  });
});

describe("ROOT004", () => {
  const stackWith = (...paths: string[]) => {
    return [stackOf("app", { resources: paths.map((path) => siteAt(path)) })];
  };

  it("counts what two files declare once", () => {
    const accessKeys = [rootKey("app/root")];
    const [finding] = findingsOf(ROOT004, { stacks: stackWith("app/root", "app/u", "app/u"), accessKeys });
    expect(finding?.message).toBe("A root key shares its stack with 1 other resource");
  });

  it("reports a root key beside another resource, and shows that", () => {
    const findings = findingsOf(ROOT004, {
      stacks: stackWith("app/root", "app/other"),
      accessKeys: [rootKey("app/root")],
    });
    expect(gist(findings)).toEqual(["error violation app/root"]);
    expect(findings[0]?.message).toBe("A root key shares its stack with 1 other resource");
    expect(findings[0]?.related.map((place) => place.path)).toEqual(["app/other"]);
  });

  it("shows a few of many", () => {
    const paths = Array.from({ length: 500 }, (_, index) => `app/other-${999 - index}`);
    const accessKeys = [rootKey("app/root")];
    const [finding] = findingsOf(ROOT004, { stacks: stackWith("app/root", ...paths), accessKeys });
    expect(finding?.message).toContain("500 other resources");
    expect(finding?.related.map(({ path }) => path)).toEqual(["app/other-500", "app/other-501", "app/other-502"]);
  });

  it("says nothing of root keys among themselves, or of keys of users", () => {
    const accessKeys = [rootKey("app/one"), rootKey("app/two")];
    expect(findingsOf(ROOT004, { stacks: stackWith("app/one", "app/two"), accessKeys })).toEqual([]);
    expect(findingsOf(ROOT004, { stacks: stackWith("app/k", "app/o"), accessKeys: [accessKey("app/k")] })).toEqual([]);
  });

  it("says nothing of the resources of another stack", () => {
    const stacks = [...stackWith("app/root"), stackOf("b", { resources: [siteAt("b/y")] })];
    expect(findingsOf(ROOT004, { stacks, accessKeys: [rootKey("app/root")] })).toEqual([]);
  });
});
