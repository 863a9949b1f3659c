import { DEFAULT_QUOTAS, type Quotas } from "../../../lib/limits/quotas";
import { Account } from "../../../sandbox/account/account";
import type { ActionName, AnswerOf, ParametersOf } from "../../../sandbox/account/actions";
import { RamError } from "../../../sandbox/account/ram-error";
import type { Caller } from "../../../sandbox/account/session";
import { newAccount, type AccountState } from "../../../sandbox/account/state";

const NOW = "2026-03-01T08:00:00Z";
const ROOT: Caller = { kind: "root" };
const USER: Caller = { kind: "user", userId: "2000000000000000" };
const document = (action: string): string =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });

interface Model {
  readonly account: Account;
  readonly state: AccountState;
  readonly saves: string[];
  readonly call: <Name extends ActionName>(
    name: Name,
    parameters: ParametersOf<Name>,
    caller?: Caller,
  ) => AnswerOf<Name>;
}

function open(quotas: Partial<Quotas> = {}): Model {
  const state = newAccount("1234567890123456", NOW);
  const saves: string[] = [];
  const account = new Account(state, {
    quotas: { ...DEFAULT_QUOTAS, ...quotas },
    clock: () => new Date(NOW),
    save: (changed) => saves.push(JSON.stringify(changed)),
  });
  return { account, state, saves, call: (name, parameters, caller = USER) => account.call(caller, name, parameters) };
}

function refusal(run: () => unknown): Partial<RamError> {
  try {
    run();
  } catch (error) {
    if (error instanceof RamError) {
      const { code, status, message, action } = error;
      return { code, status, message, ...(action !== undefined && { action }) };
    }
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("the RAM account", () => {
  it.each<[string, (model: Model) => unknown, string, number]>([
    [
      "a name with a space",
      ({ call }) => call("CreateUser", { UserName: "a b" }),
      "InvalidParameter.UserName.InvalidChars",
      400,
    ],
    [
      "65 characters",
      ({ call }) => call("CreateUser", { UserName: "a".repeat(65) }),
      "InvalidParameter.UserName.Length",
      400,
    ],
    ["an empty name", ({ call }) => call("CreateUser", { UserName: "" }), "InvalidParameter.UserName.Length", 400],
    [
      "129 characters of comment",
      ({ call }) => call("CreateUser", { UserName: "a", Comments: "é".repeat(129) }),
      "InvalidParameter.Comments.Length",
      400,
    ],
    [
      "no mail address",
      ({ call }) => call("CreateUser", { UserName: "a", Email: "a" }),
      "InvalidParameter.Email.Format",
      400,
    ],
    [
      "no telephone number",
      ({ call }) => call("UpdateUser", { UserName: "terraform", NewMobilePhone: "1" }),
      "InvalidParameter.NewMobilePhone.Format",
      400,
    ],
    [
      "a name that is taken, in any case",
      ({ call }) => call("CreateUser", { UserName: "TERRAFORM" }),
      "EntityAlreadyExists.User",
      409,
    ],
    ["a user that is not there", ({ call }) => call("GetUser", { UserName: "nobody" }), "EntityNotExist.User", 404],
    ["a key for nobody", ({ call }) => call("CreateAccessKey", { UserName: "nobody" }), "EntityNotExist.User", 404],
    [
      "a key that is not there",
      ({ call }) => call("UpdateAccessKey", { UserAccessKeyId: "none", Status: "Active" }),
      "EntityNotExist.User.AccessKey",
      404,
    ],
    [
      "a user with policies",
      ({ call }) => call("DeleteUser", { UserName: "terraform" }),
      "DeleteConflict.User.Policy",
      409,
    ],
    [
      "a user with keys",
      ({ call }) => (call("CreateAccessKey", {}), call("DeleteUser", { UserName: "terraform" })),
      "DeleteConflict.User.AccessKey",
      409,
    ],
    [
      "a document that is not JSON",
      ({ call }) => call("CreatePolicy", { PolicyName: "p", PolicyDocument: "{" }),
      "MalformedPolicyDocument",
      400,
    ],
    [
      "a document that is too long",
      ({ call }) => call("CreatePolicy", { PolicyName: "p", PolicyDocument: document("a".repeat(6144)) }),
      "InvalidParameter.PolicyDocument.Length",
      400,
    ],
    [
      "an underscore in a policy name",
      ({ call }) => call("CreatePolicy", { PolicyName: "a_b", PolicyDocument: document("*") }),
      "InvalidParameter.PolicyName.InvalidChars",
      400,
    ],
    [
      "an unknown system policy",
      ({ call }) => call("AttachPolicyToUser", { UserName: "terraform", PolicyName: "AliyunX", PolicyType: "System" }),
      "EntityNotExist.Policy",
      404,
    ],
    [
      "an unknown type of policy",
      ({ call }) => call("AttachPolicyToUser", { UserName: "terraform", PolicyName: "p", PolicyType: "custom" }),
      "InvalidParameter.PolicyType",
      400,
    ],
    [
      "a policy attached twice, in any case",
      ({ call }) =>
        call("AttachPolicyToUser", { UserName: "terraform", PolicyName: "aliyunramFULLaccess", PolicyType: "System" }),
      "EntityAlreadyExists.User.Policy",
      409,
    ],
    [
      "a policy detached that is not attached",
      ({ call }) =>
        call("DetachPolicyFromUser", {
          UserName: "terraform",
          PolicyName: "AliyunOSSFullAccess",
          PolicyType: "System",
        }),
      "EntityNotExist.User.Policy",
      404,
    ],
    [
      "the default version deleted",
      ({ call }) => (
        call("CreatePolicy", { PolicyName: "p", PolicyDocument: document("*") }),
        call("DeletePolicyVersion", { PolicyName: "p", VersionId: "v1" })
      ),
      "DeleteConflict.Policy.Version.Default",
      409,
    ],
    [
      "a policy with versions deleted without them",
      ({ call }) => (
        call("CreatePolicy", { PolicyName: "p", PolicyDocument: document("*") }),
        call("CreatePolicyVersion", { PolicyName: "p", PolicyDocument: document("a:*") }),
        call("DeletePolicy", { PolicyName: "p" })
      ),
      "DeleteConflict.Policy.Version",
      409,
    ],
  ])("refuses %s with the service's code", (_, run, code, status) => {
    expect(refusal(() => run(open()))).toMatchObject({ code, status });
  });

  it("gives the service's own text and names the action", () => {
    const { call } = open();
    call("CreateAccessKey", {});
    call("CreateAccessKey", {});
    expect(refusal(() => call("CreateAccessKey", {}))).toEqual({
      code: "LimitExceeded.User.AccessKey",
      status: 409,
      message: "The access key count of the user access keys beyond the current limits.",
      action: "CreateAccessKey",
    });
  });

  it("stops at its quotas of users, policies and attachments", () => {
    const { call } = open({
      usersPerAccount: 2,
      policiesPerAccount: 2,
      customPoliciesPerUser: 1,
      systemPoliciesPerUser: 2,
    });
    const attach = (PolicyName: string, PolicyType: string): object =>
      call("AttachPolicyToUser", { UserName: "terraform", PolicyName, PolicyType });
    call("CreateUser", { UserName: "second" });
    expect(refusal(() => call("CreateUser", { UserName: "third" }))).toMatchObject({ code: "LimitExceeded.User" });
    for (const PolicyName of ["p", "q"]) call("CreatePolicy", { PolicyName, PolicyDocument: document("*") });
    const third = { PolicyName: "r", PolicyDocument: document("*") };
    expect(refusal(() => call("CreatePolicy", third))).toMatchObject({ code: "LimitExceeded.Policy" });
    attach("p", "Custom");
    expect(refusal(() => attach("q", "Custom"))).toMatchObject({ code: "LimitExceeded.User.Policy" });
    attach("AliyunOSSFullAccess", "System");
    const over = refusal(() => attach("AliyunECSFullAccess", "System"));
    expect(over).toMatchObject({ code: "LimitExceeded.User.Policy" });
  });

  it("changes nothing and saves nothing when it refuses", () => {
    const { call, state, saves } = open();
    const before = JSON.stringify(state);
    refusal(() => call("UpdateUser", { UserName: "terraform", NewComments: "new", NewEmail: "wrong" }));
    refusal(() => call("SetSecurityPreference", { EnableSaveMFATicket: true, LoginSessionDuration: 0 }));
    expect(JSON.stringify(state)).toBe(before);
    expect(saves).toEqual([]);
  });

  it("gives a key without a user name to its caller", () => {
    const { call, state } = open();
    call("CreateAccessKey", { UserName: "" });
    for (let count = 0; count < DEFAULT_QUOTAS.accessKeysPerAccount; count += 1) call("CreateAccessKey", {}, ROOT);
    expect(refusal(() => call("CreateAccessKey", {}, ROOT))).toMatchObject({ code: "LimitExceeded.User.AccessKey" });
    expect(state.accessKeys).toHaveLength(5);
    expect(call("ListAccessKeys", {}).AccessKeys.AccessKey).toHaveLength(1);
  });

  it("tells who calls, and knows a deleted user no more", () => {
    const { call } = open();
    expect(call("GetCallerIdentity", {}, ROOT)).toMatchObject({
      Arn: "acs:ram::1234567890123456:root",
      IdentityType: "Account",
    });
    const terraform = { Arn: "acs:ram::1234567890123456:user/terraform", IdentityType: "RAMUser" };
    expect(call("GetCallerIdentity", {})).toMatchObject(terraform);
    call("DetachPolicyFromUser", { UserName: "terraform", PolicyName: "AliyunRAMFullAccess", PolicyType: "System" });
    call("DeleteUser", { UserName: "terraform" });
    expect(refusal(() => call("ListUsers", {}))).toMatchObject({ code: "InvalidAccessKeyId.NotFound" });
  });

  it("lists users in pages", () => {
    const { call } = open();
    for (let index = 0; index < 250; index += 1) call("CreateUser", { UserName: `u${index}` });
    const first = call("ListUsers", {});
    expect(first).toMatchObject({ IsTruncated: true });
    const second = call("ListUsers", { Marker: first.Marker, MaxItems: 1000 });
    expect(second.IsTruncated).toBe(false);
    const names = [...first.Users.User, ...second.Users.User].map(({ UserName }) => UserName);
    expect(new Set(names).size).toBe(251);
    expect(first.Users.User).toHaveLength(100);
  });

  it("throws the oldest version away that is not the default one when it is told to", () => {
    const { call } = open();
    call("CreatePolicy", { PolicyName: "p", PolicyDocument: document("a:0") });
    for (let version = 2; version <= 5; version += 1) {
      call("CreatePolicyVersion", { PolicyName: "p", PolicyDocument: document(`a:${version}`) });
    }
    const sixth = { PolicyName: "p", PolicyDocument: document("a:6") };
    expect(refusal(() => call("CreatePolicyVersion", sixth))).toMatchObject({ code: "LimitExceeded.Policy.Version" });
    call("CreatePolicyVersion", { ...sixth, RotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded" });
    const versions = call("ListPolicyVersions", { PolicyName: "p" }).PolicyVersions.PolicyVersion;
    expect(versions.map(({ VersionId }) => VersionId)).toEqual(["v1", "v3", "v4", "v5", "v6"]);
    call("SetDefaultPolicyVersion", { PolicyName: "p", VersionId: "v3" });
    expect(call("GetPolicy", { PolicyName: "p", PolicyType: "Custom" }).DefaultPolicyVersion).toMatchObject({
      VersionId: "v3",
      PolicyDocument: document("a:3"),
    });
  });

  it("makes key ids and secrets that nobody can take for real ones", () => {
    const { call } = open();
    for (let count = 0; count < 50; count += 1) {
      const { AccessKeyId, AccessKeySecret } = call("CreateAccessKey", {}).AccessKey;
      for (const text of [AccessKeyId, AccessKeySecret]) {
        expect(text).toMatch(/^sandbox-/);
        expect(text).not.toMatch(/[0-9A-Za-z]{16}/);
      }
      call("DeleteAccessKey", { UserAccessKeyId: AccessKeyId });
    }
  });
});
