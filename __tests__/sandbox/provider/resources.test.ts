import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeValue, type ObjectValue } from "../../../sandbox/provider/value";
import fc from "fast-check";
import { GrpcClient, NOW, TERRAFORM } from "./grpc-client";

const DOCUMENT = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:Get*", Resource: "*" }] });
const STATEMENT = { effect: "Allow", action: ["oss:Get*"], resource: ["*"] };

describe("a resource of the sandbox", () => {
  let provider: GrpcClient;
  beforeEach(async () => {
    provider = await GrpcClient.start();
  });
  afterEach(() => provider.close());

  describe("an AccessKey", () => {
    const key = { user_name: "terraform" };

    it("has its secret in the state only where it was made", async () => {
      const { state } = await provider.apply("alicloud_ram_access_key", null, key);
      expect(state).toMatchObject({ ...key, status: "Active", create_time: NOW, encrypted_secret: null });
      expect(state?.["secret"]).toMatch(/^sandbox-secret-/);
      const imported = { ...state, secret: null };
      expect(await provider.read("alicloud_ram_access_key", imported)).toMatchObject({ secret: null });
    });

    it("can be made Inactive at once", async () => {
      const { state } = await provider.apply("alicloud_ram_access_key", null, { ...key, status: "Inactive" });
      expect(state).toMatchObject({ status: "Inactive" });
    });

    it("is gone for Terraform when its user is", async () => {
      provider.account.call(TERRAFORM, "CreateUser", { UserName: "short-lived" });
      const config = { user_name: "short-lived" };
      const { state } = await provider.apply("alicloud_ram_access_key", null, config);
      const removed = { UserName: "short-lived", UserAccessKeyId: state?.["id"] as string };
      provider.account.call(TERRAFORM, "DeleteAccessKey", removed);
      provider.account.call(TERRAFORM, "DeleteUser", { UserName: "short-lived" });
      expect(await provider.read("alicloud_ram_access_key", state ?? {})).toBeNull();
      expect(await provider.apply("alicloud_ram_access_key", state, null)).toEqual({ state: null, diagnostics: [] });
    });

    it("is refused for a keybase recipient before anything is created", async () => {
      const config = { ...key, pgp_key: "keybase:someone" };
      const { state, diagnostics } = await provider.apply("alicloud_ram_access_key", null, config);
      expect(state).toBeNull();
      expect(diagnostics[0]).toMatchObject({ severity: 1, summary: "The sandbox does not ask keybase" });
      const { AccessKeys } = provider.account.call(TERRAFORM, "ListAccessKeys", { UserName: "terraform" });
      expect(AccessKeys.AccessKey).toEqual([]);
    });

    it.each([
      ["armour", "-----BEGIN PGP PUBLIC KEY BLOCK-----", "is armoured"],
      ["something else", "bm90IGEga2V5", "cannot be read"],
    ])("stays, tainted and without its secret, behind a pgp_key that is %s", async (_, pgpKey, problem) => {
      const config = { ...key, pgp_key: pgpKey };
      const { state, diagnostics } = await provider.apply("alicloud_ram_access_key", null, config);
      expect(state).toMatchObject({ secret: null, encrypted_secret: null });
      expect(state?.["id"]).toMatch(/^sandbox-key-/);
      expect(diagnostics[0]?.detail).toContain(problem);
      expect(diagnostics[0]?.attribute?.steps).toMatchObject([{ attribute_name: "pgp_key" }]);
    });

    it("writes the secret file as the real provider does", async () => {
      const directory = mkdtempSync(join(tmpdir(), "ramparts-secret-"));
      const file = join(directory, "key.json");
      const { state } = await provider.apply("alicloud_ram_access_key", null, { ...key, secret_file: file });
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
        AccessKeyId: state?.["id"],
        AccessKeySecret: state?.["secret"],
        CreateDate: NOW,
        Status: "Active",
      });
      expect(statSync(file).mode & 0o777).toBe(0o646 & ~process.umask());
      rmSync(directory, { recursive: true });
      const unwritable = { ...key, secret_file: join(directory, "gone", "key.json") };
      expect((await provider.apply("alicloud_ram_access_key", null, unwritable)).diagnostics).toEqual([]);
    });

    it("leaves a device in its place, unlike the real provider", async () => {
      await provider.apply("alicloud_ram_access_key", null, { ...key, secret_file: "/dev/null" });
      expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
    });
  });

  describe("a user", () => {
    it("is read by its id, or by its name as in old states", async () => {
      const { state } = await provider.apply("alicloud_ram_user", null, { name: "bi", comments: "" });
      expect(state).toMatchObject({ name: "bi", comments: "", display_name: null });
      expect(state?.["id"]).toMatch(/^\d{16}$/);
      for (const id of [state?.["id"] as string, "bi"]) {
        const { state: imported } = await provider.import("alicloud_ram_user", id);
        expect(await provider.read("alicloud_ram_user", imported ?? {})).toMatchObject({ id, name: "bi" });
      }
      expect(await provider.read("alicloud_ram_user", { ...state, id: "2999999999999999" })).toBeNull();
    });

    it("with keys is destroyed only with force, which kills keys that Terraform never made", async () => {
      const { state } = await provider.apply("alicloud_ram_user", null, { name: "bi" });
      provider.account.call(TERRAFORM, "CreateAccessKey", { UserName: "bi" });
      const attachment = { UserName: "bi", PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System" };
      provider.account.call(TERRAFORM, "AttachPolicyToUser", attachment);
      const refused = await provider.apply("alicloud_ram_user", state, null);
      expect(refused.state).toMatchObject({ name: "bi" });
      expect(refused.diagnostics[0]?.detail).toContain("Code: DeleteConflict.User.AccessKey");
      expect(refused.diagnostics[0]?.detail).toContain("force = true");
      const forced = await provider.apply("alicloud_ram_user", { ...state, force: true }, null);
      expect(forced).toEqual({ state: null, diagnostics: [] });
    });

    it("is refused with the attribute that is at fault", async () => {
      const { diagnostics } = await provider.apply("alicloud_ram_user", null, { name: "Ann Bell" });
      expect(diagnostics).toMatchObject([
        {
          summary: "[ERROR] alicloud_ram_user: CreateUser was refused by the sandbox's account",
          detail: expect.stringContaining("StatusCode: 400\nCode: InvalidParameter.UserName.InvalidChars") as string,
          attribute: { steps: [{ attribute_name: "name" }] },
        },
      ]);
    });
  });

  describe("a policy", () => {
    it("can be written with its deprecated arguments", async () => {
      const byDocument = await provider.apply("alicloud_ram_policy", null, { name: "old", document: DOCUMENT });
      expect(byDocument.state).toMatchObject({
        id: "old",
        policy_name: "old",
        policy_document: DOCUMENT,
        version_id: "v1",
      });
      const config = { policy_name: "older", statement: [STATEMENT] };
      const { state } = await provider.apply("alicloud_ram_policy", null, config);
      expect(JSON.parse(state?.["document"] as string)).toEqual({
        Version: "1",
        Statement: [{ Effect: "Allow", Action: ["oss:Get*"], Resource: ["*"] }],
      });
      const changed = { ...config, statement: [{ ...STATEMENT, effect: "Deny" }] };
      expect((await provider.apply("alicloud_ram_policy", state, changed)).state).toMatchObject({
        default_version: "v2",
      });
    });

    it("needs a document, and a name", async () => {
      const nameless = await provider.apply("alicloud_ram_policy", null, { policy_document: DOCUMENT });
      expect(nameless.diagnostics[0]?.detail).toContain("InvalidParameter.PolicyName.Length");
      const empty = await provider.apply("alicloud_ram_policy", null, { policy_name: "p" });
      expect(empty.state).toBeNull();
      expect(empty.diagnostics[0]?.detail).toContain('At least one of "policy_document", "document", "statement"');
    });

    it("changes its description and tags in place, and hides the tags of the service", async () => {
      const first = { policy_name: "p", policy_document: DOCUMENT, tags: { a: "1", b: "2" } };
      const { state } = await provider.apply("alicloud_ram_policy", null, first);
      const tag = [{ Key: "acs:made-by", Value: "service" }];
      provider.account.call(TERRAFORM, "TagResources", { ResourceType: "policy", ResourceNames: ["p"], Tag: tag });
      const second = { ...first, description: "reports", tags: { b: "3" } };
      const changed = await provider.apply("alicloud_ram_policy", state, second);
      expect(changed.state).toMatchObject({ description: "reports", default_version: "v1" });
      expect(changed.state?.["tags"]).toEqual({ b: "3" });
    });

    it("is deleted with its attachments when forced, and refused when attached", async () => {
      const { state } = await provider.apply("alicloud_ram_policy", null, {
        policy_name: "p",
        policy_document: DOCUMENT,
      });
      const attachment = { UserName: "terraform", PolicyName: "p", PolicyType: "Custom" };
      provider.account.call(TERRAFORM, "AttachPolicyToUser", attachment);
      const refused = await provider.apply("alicloud_ram_policy", state, null);
      expect(refused.diagnostics[0]?.detail).toContain("DeleteConflict.Policy.User");
      expect((await provider.apply("alicloud_ram_policy", { ...state, force: true }, null)).diagnostics).toEqual([]);
    });
  });

  describe("an attachment", () => {
    const config = { user_name: "terraform", policy_name: "AliyunOSSFullAccess", policy_type: "System" };
    const type = "alicloud_ram_user_policy_attachment";

    it("cannot be made twice", async () => {
      const { state } = await provider.apply(type, null, config);
      expect(state).toMatchObject({ id: "user:AliyunOSSFullAccess:System:terraform" });
      const again = await provider.apply(type, null, config);
      expect(again.diagnostics[0]?.detail).toContain("EntityAlreadyExists.User.Policy");
    });

    it("with a policy name in the wrong case is made, but not found again", async () => {
      const wrongCase = { ...config, policy_name: "aliyunossfullaccess" };
      expect(await provider.apply(type, null, wrongCase)).toEqual({ state: null, diagnostics: [] });
      const { Policies } = provider.account.call(TERRAFORM, "ListPoliciesForUser", { UserName: "terraform" });
      expect(Policies.Policy.map(({ PolicyName }) => PolicyName)).toContain("AliyunOSSFullAccess");
    });

    it("of a policy or user that is not there is refused", async () => {
      const noPolicy = await provider.apply(type, null, { ...config, policy_name: "AliyunNothingAccess" });
      expect(noPolicy.diagnostics[0]?.detail).toContain("EntityNotExist.Policy");
      const noUser = await provider.apply(type, null, { ...config, user_name: "nobody" });
      expect(noUser.diagnostics[0]?.attribute?.steps).toMatchObject([{ attribute_name: "user_name" }]);
    });

    it("is imported by an id of four parts", async () => {
      const { state } = await provider.import(type, "user:OnlyThree:System");
      const answer = await provider.ask("ReadResource", {
        type_name: type,
        current_state: encodeValue(state),
      });
      expect(answer.diagnostics?.[0]?.detail).toContain("user:<policy name>:<policy type>:<user name>");
    });
  });

  describe("the security preference", () => {
    const type = "alicloud_ram_security_preference";

    it("reads every setting, and the older argument beside the newer", async () => {
      const { state } = await provider.apply(type, null, { enforce_mfa_for_login: true, verification_types: ["sms"] });
      expect(state).toMatchObject({
        id: "1234567890123456",
        mfa_operation_for_login: "mandatory",
        login_session_duration: 6,
        max_idle_days_for_users: 730,
        verification_types: ["sms"],
        login_network_masks: null,
      });
      const { state: changed } = await provider.apply(type, state, { mfa_operation_for_login: "adaptive" });
      expect(changed).toMatchObject({ enforce_mfa_for_login: false, mfa_operation_for_login: "adaptive" });
    });

    it("resets logon masks that are not configured, also when something else changes", async () => {
      provider.account.call(TERRAFORM, "SetSecurityPreference", { LoginNetworkMasks: "192.0.2.0/24" });
      await provider.apply(type, null, { login_session_duration: 8 });
      const { SecurityPreference } = provider.account.call(TERRAFORM, "GetSecurityPreference", {});
      expect(SecurityPreference.LoginProfilePreference).toMatchObject({
        LoginNetworkMasks: "",
        LoginSessionDuration: 8,
      });
    });

    it("refuses a value out of its range", async () => {
      const { diagnostics } = await provider.apply(type, null, { login_session_duration: 25 });
      expect(diagnostics[0]?.attribute?.steps).toMatchObject([{ attribute_name: "login_session_duration" }]);
    });
  });

  it("has nothing left to do after an apply, whatever was configured", async () => {
    const text = fc.option(fc.string({ maxLength: 20 }));
    const user = fc.record({
      name: fc.constantFrom("one", "two"),
      display_name: text,
      comments: text,
      mobile: fc.constantFrom(null, "", "86-18600008888"),
      email: fc.constantFrom(null, "", "bi@example.com"),
      force: fc.constantFrom(null, true, false),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(user, { minLength: 1, maxLength: 4 }), async (configurations) => {
        let state: ObjectValue | null = null;
        for (const config of configurations) {
          const applied = await provider.apply("alicloud_ram_user", state, config);
          expect(applied.diagnostics).toEqual([]);
          expect(applied.state).toMatchObject(config);
          expect(await provider.read("alicloud_ram_user", applied.state ?? {})).toEqual(applied.state);
          const { planned } = await provider.plan("alicloud_ram_user", applied.state, config);
          expect(planned).toEqual(applied.state);
          state = applied.state;
        }
        expect(await provider.apply("alicloud_ram_user", state, null)).toEqual({ state: null, diagnostics: [] });
      }),
      { numRuns: 30 },
    );
  });

  it("shows as null what was emptied outside Terraform", async () => {
    const { state } = await provider.apply("alicloud_ram_user", null, { name: "bi", comments: "dashboards" });
    provider.account.call(TERRAFORM, "UpdateUser", { UserName: "bi", NewComments: "" });
    expect(await provider.read("alicloud_ram_user", state ?? {})).toMatchObject({ comments: null });
  });
});
