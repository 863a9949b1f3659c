import fc from "fast-check";
import type {
  Manifest,
  ManifestAccessKey,
  ManifestAccount,
  ManifestStatement,
  ManifestUser,
} from "../../lib/manifest/manifest";
import { normalised } from "../../lib/manifest/statements";
import { codePoint } from "../code-point";

/* Manifests for tests: makers of what a case is about, and one of anything. */

export const EMPTY: Manifest = { accounts: [], acknowledgements: [], unresolved: [] };

export function keyOf(name: string, parts: Partial<ManifestAccessKey> = {}): ManifestAccessKey {
  return {
    name,
    address: `app/alicloud_ram_access_key.${name}`,
    instances: 1,
    owner: null,
    status: null,
    custody: { kind: "pgp", recipient: "8A3F00D1", accepted: null },
    secretFile: null,
    networks: "unrestricted",
    scenario: "other",
    necessity: "no other way",
    consumers: [],
    accepted: null,
    ...parts,
  };
}

export function userOf(name: string, parts: Partial<ManifestUser> = {}): ManifestUser {
  return {
    name,
    address: `app/alicloud_ram_user.${name}`,
    origin: "created",
    instances: 1,
    consoleLogin: false,
    unmanagedAccessKeys: 0,
    accessKeys: [],
    groups: [],
    grants: [],
    ...parts,
  };
}

export function manifestWith(parts: Partial<ManifestAccount>, rest: Partial<Manifest> = {}): Manifest {
  const account: ManifestAccount = {
    account: "account:1234567890123456",
    quotas: new Map(),
    unmanagedRootKeys: null,
    rootDeployment: null,
    settings: [],
    rootKeys: [],
    ownerlessKeys: [],
    users: [],
    groups: [],
    roles: [],
    policies: [],
    ...parts,
  };
  return { ...EMPTY, accounts: [account], ...rest };
}

export const statement: ManifestStatement = {
  effect: "Allow",
  principals: [],
  actions: ["oss:GetObject"],
  notActions: [],
  resources: ["*"],
  notResources: [],
  conditions: [],
};

/** Objects as a reader makes them. */
const record = <T>(members: { [Name in keyof T]: fc.Arbitrary<T[Name]> }): fc.Arbitrary<T> =>
  fc.record(members, { noNullPrototype: true });
/** Texts that are ordinary, and those that YAML, Markdown or a terminal would take for something else. */
const text = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "hologres-bi",
    "",
    "true",
    "null",
    "0x1f",
    "1e3",
    "~",
    "yes",
    "- a",
    "a: b",
    "#x",
    "*a",
    "&a",
  ),
  fc.constantFrom("a\nb", "\u202egnp", "@everyone", "`", "``a", "<b>", "|", "'", '"', "__proto__", "\u0085", "\ufeff"),
  fc.string({ unit: codePoint, maxLength: 8 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);
const count = fc.nat(5);
const unknown = record({ unknown: text });
const acceptance = record({ reason: text, until: text, owner: fc.option(text), link: fc.option(text) });
const names = fc.uniqueArray(text, { maxLength: 3 });
const map = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.uniqueArray(fc.tuple(text, value), { selector: ([name]) => name, maxLength: 3 }).map((each) => new Map(each));

const accessKey = record({
  name: text,
  address: text,
  instances: fc.oneof(count, unknown),
  owner: fc.option(unknown),
  status: fc.option(fc.oneof(text, unknown)),
  custody: fc.oneof(
    unknown,
    record({
      kind: fc.constantFrom("pgp" as const, "keybase" as const, "state" as const, "unusable" as const),
      recipient: fc.option(text),
      accepted: fc.option(acceptance),
    }),
  ),
  secretFile: fc.option(fc.oneof(text, unknown)),
  networks: fc.oneof(fc.constantFrom("restricted" as const, "unrestricted" as const), unknown),
  scenario: fc.option(text),
  necessity: fc.option(text),
  consumers: fc.array(record({ service: text, name: text, owner: text, runbook: fc.option(text) }), {
    maxLength: 2,
  }),
  accepted: fc.option(acceptance),
});
const accessKeys = fc.uniqueArray(accessKey, { selector: ({ address }) => address, maxLength: 3 });
const grants = fc.array(
  record({ policy: fc.oneof(text, unknown), type: fc.oneof(text, unknown), through: fc.option(text) }),
  { maxLength: 3 },
);
const statements = fc.oneof(
  unknown,
  fc
    .array(
      record({
        effect: fc.constantFrom("Allow", "Deny"),
        principals: names,
        actions: names,
        notActions: names,
        resources: names,
        notResources: names,
        conditions: names,
      }),
      { maxLength: 3 },
    )
    .map(normalised),
);
const declared = {
  name: fc.oneof(text, unknown),
  address: fc.option(text),
  origin: fc.constantFrom("created" as const, "adopted" as const, "referred" as const),
  instances: fc.oneof(count, unknown),
};
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 2 });

const account = record<ManifestAccount>({
  account: text,
  quotas: map(count),
  unmanagedRootKeys: fc.option(count),
  rootDeployment: fc.option(acceptance),
  settings: list(record({ kind: text, type: text, address: text, values: map(fc.oneof(text, unknown)) })),
  rootKeys: accessKeys,
  ownerlessKeys: accessKeys,
  users: list(
    record({
      ...declared,
      consoleLogin: fc.boolean(),
      unmanagedAccessKeys: fc.oneof(count, unknown),
      accessKeys,
      groups: names,
      grants,
    }),
  ),
  groups: list(record({ ...declared, grants })),
  roles: list(record({ ...declared, trust: statements, grants })),
  policies: list(record({ ...declared, statements })),
});

/** Any manifest that a file can hold. */
export const anyManifest: fc.Arbitrary<Manifest> = record({
  accounts: fc.uniqueArray(account, { selector: (one) => one.account, maxLength: 2 }),
  acknowledgements: list(
    record({
      rule: text,
      path: text,
      address: fc.option(text),
      reason: text,
      until: text,
      owner: fc.option(text),
      link: fc.option(text),
    }),
  ),
  unresolved: list(record({ address: text, about: text, unknown: text })),
});

/** All AccessKeys of a manifest. */
export function keysIn({ accounts }: Manifest): ManifestAccessKey[] {
  return accounts.flatMap(({ rootKeys, ownerlessKeys, users }) => [
    ...rootKeys,
    ...ownerlessKeys,
    ...users.flatMap((user) => user.accessKeys),
  ]);
}
