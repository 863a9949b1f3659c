import { accessKeyChanges } from "./access-key-changes";
import { compareMembers, listed, quote, quoted, said, type Said } from "./change";
import { grantChanges, grantText, membershipChanges, ownGrants } from "./grant-changes";
import type { ManifestGroup, ManifestPolicy, ManifestRole, ManifestUser, Origin } from "./manifest";
import { statementChanges } from "./statement-changes";

/** A user, group, role or policy, all in one shape: what a kind does not have is empty. */
export interface Identity extends ManifestUser, Pick<ManifestRole, "trust">, Pick<ManifestPolicy, "statements"> {
  readonly kind: "user" | "group" | "role" | "policy";
  readonly account: string;
}

type Documents = Pick<Identity, "trust" | "statements">;
/** What is compared as a whole; of the rest its parts are. */
type Facts = Omit<Identity, "kind" | "accessKeys" | "groups" | "grants" | keyof Documents>;

const EMPTY = {
  consoleLogin: false,
  unmanagedAccessKeys: 0,
  accessKeys: [],
  groups: [],
  grants: [],
  trust: [],
  statements: [],
};

export function identityOf(
  kind: Identity["kind"],
  account: string,
  parts: ManifestUser | ManifestGroup | ManifestRole | ManifestPolicy,
): Identity {
  return { ...EMPTY, ...parts, kind, account };
}

const NOUNS = { user: "RAM user", group: "user group", role: "RAM role", policy: "custom policy" };
const ORIGINS: Readonly<Record<Origin, string>> = {
  created: "created here",
  adopted: "taken over by an import",
  referred: "referred to, not managed here",
};

/** A new identity in one sentence, with what it may do; its AccessKeys have one each. */
export function addedIdentity(identity: Identity): Said[] {
  const { kind, origin, consoleLogin, grants, unmanagedAccessKeys, instances, groups } = identity;
  const words = [
    `${NOUNS[kind]} added, ${ORIGINS[origin]}`,
    ...(instances === 1 ? [] : [`instances ${quoted(instances)}`]),
    ...(consoleLogin ? ["with console logon"] : []),
    ...(typeof unmanagedAccessKeys === "number" && unmanagedAccessKeys > 0
      ? [`with ${unmanagedAccessKeys} AccessKeys that are not managed here`]
      : []),
    ...(groups.length === 0 ? [] : [`in group ${listed(groups)}`]),
    ...grants.map((grant) => `granted ${grantText(grant)}`),
  ];
  const weight = consoleLogin || grants.length > 0 ? "high" : "medium";
  return [
    said("identity", weight, words.join(", ")),
    ...accessKeyChanges([], identity.accessKeys),
    ...documentChanges({ ...identity, ...EMPTY }, identity),
  ];
}

export function removedIdentity({ kind, accessKeys }: Identity): Said[] {
  return [said("identity", "medium", `${NOUNS[kind]} removed`), ...accessKeyChanges(accessKeys, [])];
}

/** @param changedGroups names of the groups whose own grants differ */
export function changedIdentity(before: Identity, after: Identity, changedGroups: ReadonlySet<string>): Said[] {
  const noun = NOUNS[after.kind];
  return [
    ...compareMembers<Facts>(
      {
        account: (was, is) => [said("identity", "high", `in ${quote(is)}, before in ${quote(was)}`)],
        name: (was) => [said("identity", "high", `${noun} called ${quoted(was)} before`)],
        address: (was, is) => [said("identity", "medium", `declared as ${quoted(is)}, before as ${quoted(was)}`)],
        origin: (was, is) => [said("identity", "medium", `${ORIGINS[is]}, before ${ORIGINS[was]}`)],
        instances: (was, is) => [said("identity", "medium", `instances ${quoted(is)}, before ${quoted(was)}`)],
        consoleLogin: (_, is) => [
          said(
            "identity",
            is ? "high" : "medium",
            is ? "may log on to the console" : "no longer logs on to the console",
          ),
        ],
        unmanagedAccessKeys: (was, is) => [
          said("accessKey", "medium", `AccessKeys that are not managed here: ${quoted(is)}, before ${quoted(was)}`),
        ],
      },
      before,
      after,
    ),
    ...accessKeyChanges(before.accessKeys, after.accessKeys),
    ...grantChanges(ownGrants(before.grants), ownGrants(after.grants)),
    ...membershipChanges(before, after, changedGroups),
    ...documentChanges(before, after),
  ];
}

function documentChanges(before: Identity, after: Identity): Said[] {
  return compareMembers<Documents>(
    {
      trust: (was, is) => statementChanges("identity", was, is),
      statements: (was, is) => statementChanges("policy", was, is),
    },
    before,
    after,
  );
}
