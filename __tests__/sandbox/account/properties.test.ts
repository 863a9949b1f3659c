import fc from "fast-check";
import { DEFAULT_QUOTAS } from "../../../lib/limits/quotas";
import { Account } from "../../../sandbox/account/account";
import type { ActionName } from "../../../sandbox/account/actions";
import { RamError } from "../../../sandbox/account/ram-error";
import type { Caller } from "../../../sandbox/account/session";
import { newAccount } from "../../../sandbox/account/state";
import { ACCOUNT_SHAPE } from "../../../sandbox/store/account-shape";
import { shapeProblem } from "../../../sandbox/store/shape";

const NOW = "2026-03-01T08:00:00Z";
const ROOT: Caller = { kind: "root" };
const USER: Caller = { kind: "user", userId: "2000000000000000" };
const DOCUMENT = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:*", Resource: "*" }] });

describe("the RAM account, whatever is asked of it,", () => {
  it("stays within its quotas, keeps no secret and remains readable", () => {
    const quotas = { usersPerAccount: 4, policiesPerAccount: 2, customPoliciesPerUser: 1, systemPoliciesPerUser: 2 };
    fc.assert(
      fc.property(fc.array(requests(), { maxLength: 120, size: "max" }), (sequence) => {
        const state = newAccount("1234567890123456", NOW);
        const saves: string[] = [];
        const account = new Account(state, {
          quotas: { ...DEFAULT_QUOTAS, ...quotas },
          save: (changed) => saves.push(JSON.stringify(changed)),
        });
        for (const [caller, name, parameters] of sequence) {
          let answer: object;
          try {
            answer = account.call(caller, name, parameters);
          } catch (error) {
            expect(error).toBeInstanceOf(RamError);
            continue;
          }
          const secret = /"AccessKeySecret":"([^"]+)"/.exec(JSON.stringify(answer))?.[1];
          if (secret !== undefined) expect(saves.at(-1)).not.toContain(secret);
        }
        expect(state.users.length).toBeLessThanOrEqual(4);
        expect(state.policies.length).toBeLessThanOrEqual(2);
        expect(state.accessKeys.length).toBeLessThanOrEqual(DEFAULT_QUOTAS.accessKeysPerAccount);
        for (const user of state.users) {
          expect(user.accessKeys.length).toBeLessThanOrEqual(DEFAULT_QUOTAS.accessKeysPerUser);
          expect(user.policies.filter(({ policyType }) => policyType === "Custom").length).toBeLessThanOrEqual(1);
          expect(user.policies.filter(({ policyType }) => policyType === "System").length).toBeLessThanOrEqual(2);
        }
        for (const policy of state.policies) {
          expect(policy.versions.length).toBeLessThanOrEqual(DEFAULT_QUOTAS.versionsPerPolicy);
          expect(policy.versions.some(({ versionId }) => versionId === policy.defaultVersion)).toBe(true);
        }
        const names = state.users.map(({ userName }) => userName.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        if (saves.length > 0) expect(JSON.parse(saves.at(-1) ?? "")).toEqual(state);
        expect(shapeProblem(state, ACCOUNT_SHAPE, "account")).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });
});

/** A request with names from small sets, so that most of them meet something. */
function requests(): fc.Arbitrary<[Caller, ActionName, object]> {
  const UserName = fc.constantFrom("terraform", "a", "A", "b", "c", "d", "e", "");
  const custom = fc.record({ PolicyName: fc.constantFrom("p", "q", "r"), PolicyType: fc.constant("Custom") });
  const system = fc.record({
    PolicyName: fc.constantFrom("AliyunOSSFullAccess", "AliyunECSFullAccess", "AliyunRDSFullAccess"),
    PolicyType: fc.constant("System"),
  });
  const policy = fc.oneof(custom, system);
  const request = <Name extends ActionName>(
    name: Name,
    parameters: fc.Arbitrary<object>,
  ): fc.Arbitrary<[Caller, ActionName, object]> => fc.tuple(fc.constantFrom(ROOT, USER), fc.constant(name), parameters);
  const withUser = fc.tuple(policy, UserName).map(([attached, name]) => ({ ...attached, UserName: name }));
  return fc.oneof(
    { weight: 5, arbitrary: request("CreateUser", fc.record({ UserName })) },
    request("UpdateUser", fc.record({ UserName, NewUserName: UserName })),
    request("DeleteUser", fc.record({ UserName })),
    { weight: 3, arbitrary: request("CreateAccessKey", fc.record({ UserName })) },
    request("ListAccessKeys", fc.record({ UserName })),
    {
      weight: 3,
      arbitrary: request(
        "CreatePolicy",
        custom.map((named) => ({ ...named, PolicyDocument: DOCUMENT })),
      ),
    },
    request(
      "CreatePolicyVersion",
      custom.map((named) => ({ ...named, PolicyDocument: DOCUMENT, SetAsDefault: true })),
    ),
    request(
      "CreatePolicyVersion",
      custom.map((named) => ({ ...named, PolicyDocument: DOCUMENT })),
    ),
    request(
      "DeletePolicy",
      custom.map((named) => ({ ...named, CascadingDelete: true })),
    ),
    { weight: 6, arbitrary: request("AttachPolicyToUser", withUser) },
    request("DetachPolicyFromUser", withUser),
    request("ListPoliciesForUser", fc.record({ UserName })),
  );
}
