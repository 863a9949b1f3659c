import { acceptanceText, accessKeyChanges, isWider } from "./access-key-changes";
import { compareMembers, pairUp, quote, quoted, said, type Said } from "./change";
import type { ManifestAccount, ManifestSetting } from "./manifest";

/** What concerns an account as a whole: its users, groups, roles and policies are compared over all accounts. */
export type AccountPart = Omit<ManifestAccount, "account" | "users" | "groups" | "roles" | "policies">;

const EMPTY: AccountPart = {
  quotas: new Map(),
  unmanagedRootKeys: null,
  rootDeployment: null,
  settings: [],
  rootKeys: [],
  ownerlessKeys: [],
};

export function accountChanges(before: AccountPart | null, after: AccountPart | null): Said[] {
  return [
    ...(before === null ? [said("account", "low", "account added")] : []),
    ...(after === null ? [said("account", "low", "account removed")] : []),
    ...compareMembers(
      {
        quotas: (was, is) =>
          mapChanges(was, is).map(([name, one, other]) =>
            said(
              "account",
              "medium",
              `quota ${quote(name)} ${quoted(other, "the usual")}, before ${quoted(one, "the usual")}`,
            ),
          ),
        unmanagedRootKeys: (was, is) => [
          said(
            "account",
            "medium",
            `root AccessKeys that are not managed here: ${quoted(is, "not said")}, before ${quoted(was, "not said")}`,
          ),
        ],
        rootDeployment: (was, is) => [
          said(
            "account",
            isWider(was, is) ? "high" : "low",
            `deployment by the account itself ${is === null ? "no longer accepted" : acceptanceText(is)}`,
          ),
        ],
        settings: settingChanges,
        rootKeys: (was, is) => accessKeyChanges(was, is, "root AccessKey"),
        ownerlessKeys: (was, is) => accessKeyChanges(was, is, "AccessKey without a known user"),
      },
      { ...EMPTY, ...before },
      { ...EMPTY, ...after },
    ),
  ];
}

function settingChanges(before: readonly ManifestSetting[], after: readonly ManifestSetting[]): Said[] {
  const { both, added, removed } = pairUp(before, after, ({ address, type, kind }) =>
    JSON.stringify([kind, type, address]),
  );
  const changed = (setting: ManifestSetting, values: ManifestSetting["values"]): Said[] =>
    mapChanges(values, setting.values).map(([name, was, is]) =>
      said(
        "setting",
        "high",
        `${quote(name)} of ${quote(setting.type)} ${quoted(is, "not set")}, before ${quoted(was, "not set")}`,
      ),
    );
  return [
    ...both.flatMap(([was, is]) => changed(is, was.values)),
    ...added.flatMap((setting) => [
      said("setting", "medium", `${quote(setting.type)} is managed now`),
      ...changed(setting, new Map()),
    ]),
    ...removed.map(({ type }) => said("setting", "high", `${quote(type)} is no longer managed`)),
  ];
}

/** Names whose values differ, with both; null for none. */
function mapChanges<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): [string, T | null, T | null][] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .map((name): [string, T | null, T | null] => [name, before.get(name) ?? null, after.get(name) ?? null])
    .filter(([, was, is]) => JSON.stringify(was) !== JSON.stringify(is));
}
