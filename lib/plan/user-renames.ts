import { compareText } from "../places/site-order";
import type { HolderReview, KeyReview, UserRename } from "./plan-review";

/**
 * The RAM users that get another name with keys of theirs: in place, or as one that is deleted and one that is created.
 * Those two are taken for one where keys change hands between them, or where their keys have the same names and no
 * others of the same stack do.
 */
export function userRenames(holders: readonly HolderReview[]): UserRename[] {
  return [...inPlace(holders), ...deletedAndCreated(holders)];
}

function* inPlace(holders: readonly HolderReview[]): Generator<UserRename> {
  for (const holder of holders) {
    const { change, before, after } = holder;
    const keys = lostKeys(holder);
    if (keys.length === 0) continue;
    const from = before?.userName ?? holder.name;
    const to = after?.userName ?? holder.name;
    if (change?.kind === "renamed") yield { how: "in place", from, to, holder, keys };
    if (change?.kind === "replaced") yield { how: "deleted and created", from, to, holder, keys };
  }
}

function* deletedAndCreated(holders: readonly HolderReview[]): Generator<UserRename> {
  const created = new Map<string, HolderReview[]>();
  const bySignature = (at: Map<string, HolderReview[]>, signature: string, holder: HolderReview): void => {
    const known = at.get(signature);
    if (known) known.push(holder);
    else at.set(signature, [holder]);
  };
  const deleted = new Map<string, HolderReview[]>();
  for (const holder of holders) {
    const kind = holder.change?.kind;
    if (kind !== "created" && kind !== "deleted") continue;
    for (const signature of signaturesOf(holder)) {
      bySignature(kind === "created" ? created : deleted, signature, holder);
    }
  }
  const told = new Set<HolderReview>();
  for (const [signature, [holder, ...others]] of deleted) {
    const [successor, ...more] = created.get(signature) ?? [];
    if (!holder || !successor || others.length > 0 || more.length > 0 || told.has(holder)) continue;
    told.add(holder);
    const keys = lostKeys(holder);
    yield { how: "deleted and created", from: holder.name, to: successor.name, holder, keys };
  }
}

/** By what the keys of the one user are known again among those of the other. */
function signaturesOf({ keys, site, change, account }: HolderReview): string[] {
  const moving = keys.filter(({ part }) => part !== "both").map((key) => `at ${site.stack} ${key.site.address}`);
  const user = resourceName(change?.site.address ?? site.address);
  const names = keys
    .map((key) => resourceName(key.site.address))
    .map((name) => (name.startsWith(`${user}_`) ? name.slice(user.length + 1) : ""));
  if (names.length === 0 || names.includes("")) return moving;
  return [...moving, `names ${account.key} ${site.stack} ${JSON.stringify(names.sort(compareText))}`];
}

/** `hologres-bi_etl` of `module.m.alicloud_ram_access_key.hologres-bi_etl`. */
function resourceName(address: string): string {
  return address.slice(address.lastIndexOf(".") + 1);
}

function lostKeys({ keys }: HolderReview): KeyReview[] {
  return keys.filter(({ before, change }) => {
    const action = change?.action;
    return before !== null && (action === "delete" || action === "replace" || action === "forget");
  });
}
