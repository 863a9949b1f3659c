import type { ConsumerMetadata } from "../configuration/metadata";
import type { AccessKey, Inventory } from "../inventory/model";
import type { Site } from "../places/site";
import { isUnknown } from "../maybe/maybe";
import { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKeys } from "../listing/live-keys";
import { withoutKeys } from "../places/instance-keys";
import { shortId } from "../redaction/short-id";
import { isNotKnown, type Manifest, type ManifestAccount, type ManifestUser } from "../manifest/manifest";
import { manifestOf } from "../manifest/from-inventory";
import { addressOf } from "../manifest/told";
import { knownKeys, type HeldKey } from "../rules/live/held-keys";
import { holderOf, userNameOf } from "./key-holder";
import { networksOf } from "./key-networks";
import type { KeyGrant, KeyReport } from "./key-report";
import { lastingOf, lastingOfUnmanaged } from "./lasting";
import { nextApplyOf, type NextApply } from "./next-apply";
import { disablingOf, stoppedAlready } from "./stopping";

/** Where keys are looked for; null for what was not given. */
export interface FindSources {
  /** Of all states. */
  readonly states: Inventory | null;
  /** Of the code: it tells source lines, consumers and what pins a status. */
  readonly configuration: Inventory | null;
  readonly liveKeys: LiveKeys | null;
  /** The committed one: it knows the consumers of keys whose construct is gone. */
  readonly manifest: Manifest | null;
}

/** What there is to look in where no states were given. */
const NOTHING: Searched = {
  stacks: [],
  accessKeys: [],
  owners: [],
  accounts: [],
  networkRestrictions: [],
  callers: [],
};

const FORMER_CONSUMERS =
  "Which of its consumers still use it: the code names them for the key that has taken its place.";

const NO_GRANTS: Pick<KeyReport, "grants" | "grantsFrom"> = { grants: [], grantsFrom: null };

type Searched = Pick<Inventory, "stacks" | "accessKeys" | "owners" | "accounts" | "networkRestrictions" | "callers">;

/**
 * Finds an AccessKey by its whole id, in states and in the listing of live keys.
 *
 * @returns null where none of them has it: it is one of another account, of a stack that was not given, or deleted
 */
export function findKey(id: string, sources: FindSources): KeyReport | null {
  const inventory = sources.states ?? NOTHING;
  const listing = sources.liveKeys && new LiveKeyIndex(sources.liveKeys, inventory);
  const all = knownKeys({ inventory, listing });
  const held = all.find(({ key, live }) => (key?.record?.id ?? live?.id) === id);
  if (held === undefined) return null;

  const { key, live } = held;
  const next = key && nextApplyOf(key, inventory, sources.configuration);
  const declared = next && blockOf(next);
  const userName = userNameOf(held, sources.liveKeys);
  const holder = holderOf(held, userName, inventory, listing);
  const status = statusOf(held);
  const statusFrom = live !== null || held.isGone ? "listing" : "state";
  const place = key && placeOf(key, declared);
  const granted = userName === null ? NO_GRANTS : grantsOf(userName, holder.accountId, sources);
  const consumers = consumersOf(key, declared, sources.manifest);
  const areStatesGiven = sources.states !== null;
  const lasting =
    key === null || next === null || place === null
      ? lastingOfUnmanaged(areStatesGiven)
      : lastingOf({ place, metadata: (declared ?? key).metadata, successor: successorOf(key, inventory), next });
  return {
    id: shortId(id),
    holder,
    place,
    standing: next && (next.mark === "deposed" ? "deposed" : next.standing.is),
    areStatesGiven,
    status,
    statusFrom,
    created: held.created,
    lastUsed: live?.isUnused ? "never" : (live?.lastUsed ?? null),
    ...granted,
    consumers: consumers ?? [],
    otherKeys: all
      .filter((other) => other !== held && !other.isGone && other.holder === held.holder && held.ofUser)
      .map(({ key: otherKey, live: otherLive, status: otherStatus }) => ({
        id: shortId(otherKey?.record?.id ?? otherLive?.id ?? ""),
        status: typeof otherStatus === "string" ? otherStatus : null,
        place: otherKey && placeOf(otherKey, blockOf(nextApplyOf(otherKey, inventory, sources.configuration))),
      })),
    networks: networksOf(key, inventory),
    disable: (listing && stoppedAlready(held, listing)) ?? disablingOf(id, holder, userName, status),
    nextApply: status === "gone" ? null : lasting.effect,
    lasting: status === "gone" ? [] : lasting.sentences,
    notKnown: [
      ...(listing === null
        ? [
            `Whether the key ${status === null ? "is still there" : `is still ${status}, or there at all`}: ` +
              "only a listing, given with --keys, or a refresh of the state tells.",
          ]
        : []),
      ...(granted.grantsFrom !== "states" && holder.kind === "user"
        ? [
            `What the user may do: ${areStatesGiven ? "none of the given states grants it anything" : "no state was given"}.`,
          ]
        : []),
      ...(consumers === null ? [untoldWords(key, sources)] : []),
      ...(consumers !== null && consumers.length > 0 && next?.mark === "deposed" ? [FORMER_CONSUMERS] : []),
      ...(sources.liveKeys === null
        ? [
            "Whether the user has keys that were made elsewhere, and when this one was last used: give a listing with --keys.",
          ]
        : []),
      ...(listing && key && !live ? missingFrom(listing, key) : []),
    ],
  };
}

function statusOf({ isGone, status }: HeldKey): KeyReport["status"] {
  if (isGone) return "gone";
  return status === "Active" || status === "Inactive" ? status : null;
}

/** What a listing leaves open that does not have a key of a state. */
function missingFrom(listing: LiveKeyIndex, key: AccessKey): string[] {
  const isGone = listing.isGone(key);
  if (isUnknown(isGone)) {
    return [
      `Whether the key still exists: the listing of live keys of ${listing.time} does not have it, and ${isGone.because}.`,
    ];
  }
  return isGone
    ? []
    : [`What has become of the key since it was made: the listing of live keys of ${listing.time} is older.`];
}

/** The block of the code that speaks of the key: of a deposed one none does. */
function blockOf({ mark, standing }: NextApply): AccessKey | null {
  return mark === "deposed" || standing.is === "undeclared" ? null : standing.block;
}

/** The key that the code at the address of a deposed one speaks of. */
function successorOf({ site, record }: AccessKey, { accessKeys }: Searched): string | null {
  if (record?.mark !== "deposed") return null;
  const isAtAddress = (other: AccessKey): boolean =>
    other.site.stack === site.stack &&
    other.record?.mark !== "deposed" &&
    site.address.startsWith(`${other.site.address} (`);
  const successor = accessKeys.find(isAtAddress)?.record;
  return successor ? shortId(successor.id) : null;
}

function placeOf({ site, record }: AccessKey, declared: AccessKey | null): Site {
  // The construct and the line at the address of a deposed key are those of another one.
  if (record?.mark === "deposed") return { ...site, path: null, source: null };
  return {
    ...site,
    path: site.path ?? declared?.site.path ?? null,
    source: site.source ?? declared?.site.source ?? null,
  };
}

/** Null where nobody has said who uses it. */
function consumersOf(
  key: AccessKey | null,
  declared: AccessKey | null,
  manifest: Manifest | null,
): readonly ConsumerMetadata[] | null {
  const said = declared?.metadata?.consumers ?? key?.metadata?.consumers;
  if (said !== undefined || key === null || manifest === null) return said ?? null;
  const entries = manifest.accounts.flatMap(({ users, rootKeys, ownerlessKeys }) => [
    ...users.flatMap(({ accessKeys }) => accessKeys),
    ...rootKeys,
    ...ownerlessKeys,
  ]);
  // The manifest tells instances apart where the code says which there are.
  const addresses = [key.site.address, withoutKeys(key.site.address)].map((each) => manifestAddress(key, each));
  const entry = addresses.map((address) => entries.find((each) => each.address === address)).find(Boolean);
  if (entry === undefined) return null;
  return entry.consumers.map(({ runbook, ...consumer }) => ({ ...consumer, ...(runbook !== null && { runbook }) }));
}

/** As the manifest has it. */
function manifestAddress({ site }: AccessKey, address = site.address): string {
  return addressOf({ ...site, address });
}

/** Why nobody has said who uses a key, and what could. */
function untoldWords(key: AccessKey | null, { configuration, manifest }: FindSources): string {
  if (key === null) {
    return "Who uses the key: no given state has it, and code and manifest know keys by their addresses only.";
  }
  const without = `the manifest has no ${manifestAddress(key)}`;
  if (configuration === null && manifest === null) {
    return "Who uses the key: neither the code nor the manifest was given. Give --config or --manifest.";
  }
  if (configuration === null) return `Who uses the key: ${without}. The code may say it: give --config.`;
  if (manifest === null) return "Who uses the key: the code does not say it. The manifest may: give --manifest.";
  return `Who uses the key: the code does not say it, and ${without}.`;
}

/** What the user may do as the states have it, else as the code asks for, else as the manifest says. */
function grantsOf(
  userName: string,
  accountId: string | null,
  { states, configuration, manifest }: FindSources,
): Pick<KeyReport, "grants" | "grantsFrom"> {
  const isOther = ({ account }: ManifestAccount): boolean =>
    accountId !== null && account.startsWith("account:") && account !== `account:${accountId}`;
  const isSame = ({ name }: ManifestUser): boolean =>
    typeof name === "string" && name.toLowerCase() === userName.toLowerCase();
  const views = [
    ["states", states && manifestOf(states)],
    ["code", configuration && manifestOf(configuration)],
    ["manifest", manifest],
  ] as const;
  for (const [grantsFrom, view] of views) {
    const users = view?.accounts.flatMap((account) => (isOther(account) ? [] : account.users.filter(isSame))) ?? [];
    const grants = users.flatMap((user) => user.grants);
    if (grants.length > 0) return { grants: grants.map(keyGrant), grantsFrom };
  }
  return NO_GRANTS;
}

function keyGrant({ policy, type, through }: ManifestUser["grants"][number]): KeyGrant {
  return {
    policy: isNotKnown(policy) ? "a policy whose name is not known" : policy,
    type: isNotKnown(type) ? "" : type,
    through,
  };
}
