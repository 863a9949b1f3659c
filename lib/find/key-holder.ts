import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKeys } from "../listing/live-keys";
import type { Inventory } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import type { HeldKey } from "../rules/live/held-keys";
import { RootKeys } from "../rules/root/root-keys";
import { quote } from "../rules/wording";
import type { KeyHolder } from "./key-report";

/** Whose a key is, as states and listing tell. */
export function holderOf(
  { key, live }: HeldKey,
  userName: string | null,
  inventory: Pick<Inventory, "accounts" | "callers">,
  listing: LiveKeyIndex | null,
): KeyHolder {
  const accountId = key?.account.accountId ?? listing?.accountId ?? null;
  if (key?.owner && !isUnknown(key.owner)) return { kind: "user", label: key.owner.label, accountId };
  const isRoot = key
    ? new RootKeys({ inventory, listing, stage: "state" }).isRoot(key) === true
    : listing?.rootKeys?.some((each) => each.id === live?.id);
  if (isRoot) return { kind: "account", label: `the Alibaba Cloud account ${accountId ?? "itself"}`, accountId };
  if (userName !== null) return { kind: "user", label: `RAM user ${quote(userName)}`, accountId };
  return { kind: "unknown", label: "somebody who is not known", accountId };
}

/** The name of the user whose key it is; null where it is none, or not known. */
export function userNameOf({ key, live }: HeldKey, liveKeys: LiveKeys | null): string | null {
  if (key?.owner && !isUnknown(key.owner)) return key.owner.userName;
  if (live === null) return null;
  return liveKeys?.users.find(({ accessKeys }) => accessKeys.some(({ id }) => id === live.id))?.name ?? null;
}
