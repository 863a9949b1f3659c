import type {
  Manifest,
  ManifestAcceptance,
  ManifestAccessKey,
  ManifestAccount,
  ManifestConsumer,
  ManifestCustody,
  ManifestGrant,
  ManifestSetting,
  ManifestStatement,
  Unresolved,
} from "./manifest";
import { count, dictionary, flag, list, oneOf, optional, record, text, toldOf, withDefault } from "./shape";

/* How each part of a manifest stands in the file: its members in the order in which they are written. */

const ACCEPTANCE_MEMBERS = { reason: text, until: text, owner: optional(text), link: optional(text) };
const ACCEPTANCE = record<ManifestAcceptance>(ACCEPTANCE_MEMBERS);

const CUSTODY = record<ManifestCustody>({
  kind: oneOf("pgp", "keybase", "state", "unusable"),
  recipient: optional(text),
  accepted: optional(ACCEPTANCE),
});

const CONSUMER = record<ManifestConsumer>({ service: text, name: text, owner: text, runbook: optional(text) });

const ACCESS_KEY = record<ManifestAccessKey>({
  name: text,
  address: text,
  instances: withDefault(toldOf(count), 1),
  owner: optional(record({ unknown: text })),
  status: optional(toldOf(text)),
  custody: toldOf(CUSTODY),
  secretFile: optional(toldOf(text)),
  networks: toldOf(oneOf("restricted", "unrestricted")),
  scenario: optional(text),
  necessity: optional(text),
  consumers: list(CONSUMER),
  accepted: optional(ACCEPTANCE),
});

const GRANT = record<ManifestGrant>({ policy: toldOf(text), type: toldOf(text), through: optional(text) });

const STATEMENT = record<ManifestStatement>({
  effect: text,
  principals: list(text),
  actions: list(text),
  notActions: list(text),
  resources: list(text),
  notResources: list(text),
  conditions: list(text),
});

const SETTING = record<ManifestSetting>({ kind: text, type: text, address: text, values: dictionary(toldOf(text)) });

const DECLARED = {
  name: toldOf(text),
  address: optional(text),
  origin: oneOf("created", "adopted", "referred"),
  instances: withDefault(toldOf(count), 1),
};

const ACCOUNT = record<ManifestAccount>({
  account: text,
  quotas: dictionary(count),
  unmanagedRootKeys: optional(count),
  rootDeployment: optional(ACCEPTANCE),
  settings: list(SETTING),
  rootKeys: list(ACCESS_KEY),
  ownerlessKeys: list(ACCESS_KEY),
  users: list(
    record({
      ...DECLARED,
      consoleLogin: flag,
      unmanagedAccessKeys: withDefault(toldOf(count), 0),
      accessKeys: list(ACCESS_KEY),
      groups: list(text),
      grants: list(GRANT),
    }),
  ),
  groups: list(record({ ...DECLARED, grants: list(GRANT) })),
  roles: list(record({ ...DECLARED, trust: toldOf(list(STATEMENT)), grants: list(GRANT) })),
  policies: list(record({ ...DECLARED, statements: toldOf(list(STATEMENT)) })),
});

export const MANIFEST = record<Manifest>({
  accounts: list(ACCOUNT),
  acknowledgements: list(record({ rule: text, path: text, address: optional(text), ...ACCEPTANCE_MEMBERS })),
  unresolved: list(record<Unresolved>({ address: text, about: text, unknown: text })),
});
