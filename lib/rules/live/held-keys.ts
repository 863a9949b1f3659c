import type { ListedKey, LiveKeyIndex } from "../../inventory/live-key-index";
import type { LiveKey } from "../../listing/live-keys";
import type { AccessKey, Inventory, Owner } from "../../inventory/model";
import type { Maybe, Unknown } from "../../maybe/maybe";
import type { Site } from "../../places/site";
import { isUnknown } from "../../maybe/maybe";
import { shortId } from "../../redaction/short-id";
import { userKey } from "../identities/users";
import { rememberedOf } from "../remembered";
import { accountSubject, quote, subjectOf } from "../wording";

/** Where a key stands that only a listing knows: in no stack. */
export const LISTING = "live keys";

/** An AccessKey that exists, or did: as a state knows it, as a listing has it, or both. */
export interface HeldKey {
  /** Where a finding about it belongs: of a key that no state knows that of its user, where the user is declared. */
  readonly site: Site;
  /** Where the key itself stands, in a state or in the listing only. */
  readonly place: Site;
  /** `AccessKey LTAI…9xyz of RAM user "etl"`. */
  readonly label: string;
  readonly subject: string | undefined;
  /** One text for each user or account. */
  readonly holder: string;
  /** False for a key of the account itself, and where it is not known whose it is. */
  readonly ofUser: boolean;
  /** The listing's where there is one, since that has looked at the account. */
  readonly status: Maybe<string | null>;
  /** RFC 3339; null where nobody knows it. */
  readonly created: string | null;
  /** Null for a key that no state knows. */
  readonly key: AccessKey | null;
  /** Null where no listing of the account has it. */
  readonly live: LiveKey | null;
  /** Whether the listing shows that it was deleted outside of Terraform. */
  readonly isGone: boolean;
}

/** What is needed of an inventory and a listing. */
interface Known {
  readonly inventory: Pick<Inventory, "accessKeys" | "owners" | "accounts">;
  readonly listing: LiveKeyIndex | null;
}

/** All AccessKeys that exist, as far as states and listing tell: first those of the states, in their order. */
export const heldKeys = rememberedOf((known: Known): readonly HeldKey[] =>
  knownKeys(known).filter(({ isGone }) => !isGone),
);

/** The same with those that are gone. */
export function knownKeys({ inventory, listing }: Known): readonly HeldKey[] {
  const known = new Set<string>();
  const held: HeldKey[] = [];
  for (const key of inventory.accessKeys) {
    const { record, account } = key;
    if (record === null || known.has(record.id)) continue;
    known.add(record.id);
    const listed = listing?.covers(account) ? listing : null;
    held.push({
      ...managed(key, record, listed?.find(record.id), listed !== null),
      isGone: listing?.isGone(key) === true,
    });
  }
  if (listing === null) return held;
  const owners = new Map(
    inventory.owners.flatMap((owner) =>
      owner.userName !== null && listing.covers(owner.account) ? [[owner.userName.toLowerCase(), owner]] : [],
    ),
  );
  for (const listed of listing.all()) {
    if (!known.has(listed.live.id)) held.push(unmanaged(listed, owners, listing.accountId));
  }
  return held;
}

function managed(
  key: AccessKey,
  record: NonNullable<AccessKey["record"]>,
  found: ListedKey | undefined,
  isListed: boolean,
): Omit<HeldKey, "isGone"> {
  const { owner, account, site } = key;
  const isKnown = owner !== null && !isUnknown(owner);
  return {
    site,
    place: site,
    label: `AccessKey ${shortId(record.id)}${isKnown ? ` of ${owner.label}` : ""}`,
    subject: subjectOf(key),
    holder: isKnown ? holderKey(owner, isListed) : JSON.stringify([account.key]),
    ofUser: isKnown,
    status: found ? found.live.status : key.status,
    created: found?.live.created ?? record.created,
    key,
    live: found?.live ?? null,
  };
}

function unmanaged({ live, userName }: ListedKey, owners: ReadonlyMap<string, Owner>, accountId: string): HeldKey {
  const owner = userName === null ? undefined : owners.get(userName.toLowerCase());
  const whose = userName === null ? `the Alibaba Cloud account ${accountId}` : `RAM user ${quote(userName)}`;
  const place = listedPlace(live, userName);
  return {
    site: owner?.declaration?.site ?? place,
    place,
    label: `AccessKey ${shortId(live.id)} of ${whose}`,
    subject: userName === null ? accountSubject({ accountId }) : `user:${owner?.userName ?? userName}`,
    holder: listedHolder(userName),
    ofUser: userName !== null,
    status: live.status,
    created: live.created,
    key: null,
    live,
    isGone: false,
  };
}

/** The place of a key that only a listing knows: its user, and as much of its id as everybody may see. */
export function listedPlace({ id }: LiveKey, userName: string | null): Site {
  return { stack: LISTING, address: `${userName ?? "root"}/${shortId(id)}`, path: null, source: null };
}

/** In the account of the listing a name is enough, whatever the stacks say of their accounts. */
function holderKey(owner: Owner, isListed: boolean): string {
  return isListed && owner.userName !== null ? listedHolder(owner.userName) : userKey(owner);
}

function listedHolder(userName: string | null): string {
  return JSON.stringify([LISTING, userName?.toLowerCase() ?? null]);
}

/** Whether the key can be used: without a status nothing has disabled it. */
export function isWorking({ status }: HeldKey): boolean {
  return status !== "Inactive" && !isUnknown(status);
}

export function createdUnknown({ site }: HeldKey): Unknown {
  const because = "neither the state nor a listing of live keys says when the AccessKey was created";
  return { unknown: true, attribute: `${site.address}.create_time`, because };
}
