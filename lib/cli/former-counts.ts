import type { ManifestCounts } from "../inventory/manifest-counts";
import { isNotKnown, type Manifest, type ManifestUser } from "../manifest/manifest";

/** How many AccessKeys the users of a manifest have that Terraform does not manage. */
export function formerCounts({ accounts }: Manifest): ManifestCounts[] {
  return accounts.map(({ account, users }) => ({ account, users: users.flatMap(countOf) }));
}

function countOf({ name, origin, unmanagedAccessKeys }: ManifestUser): ManifestCounts["users"] {
  if (isNotKnown(name)) return [];
  if (isNotKnown(unmanagedAccessKeys)) {
    const attribute = `existingAccessKeys of RAM user ${JSON.stringify(name)}`;
    return [{ name, count: { unknown: true, attribute, because: unmanagedAccessKeys.unknown } }];
  }
  // The manifest writes what is assumed of a user that the code creates: that it has none is nobody's word.
  return origin === "created" && unmanagedAccessKeys === 0 ? [] : [{ name, count: unmanagedAccessKeys }];
}
