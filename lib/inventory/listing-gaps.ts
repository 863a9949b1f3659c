import type { LiveKeyIndex } from "./live-key-index";
import type { AccessKey, Inventory } from "./model";
import { isUnknown } from "../maybe/maybe";
import { shortId } from "../redaction/short-id";
import { named } from "../text/wording";

/** What Terraform has and a listing of live keys has not, and how that is counted: a sentence each. */
export function listingGaps(
  listing: LiveKeyIndex,
  { accessKeys, owners }: Pick<Inventory, "accessKeys" | "owners">,
): string[] {
  const gone = accessKeys.filter((key) => listing.isGone(key) === true).map(labelOf);
  const undated = accessKeys.filter((key) => isUnknown(listing.isGone(key)) && listing.hasHolder(key)).map(labelOf);
  const users = owners
    .filter((owner) => owner.userName !== null && listing.covers(owner.account))
    .flatMap((owner) => {
      return listing.hasHolder({ account: owner.account, owner, metadata: null }) ? [] : [owner.label];
    });
  const missing = `not in the listing of live keys of ${listing.time}`;
  return [
    ...(gone.length > 0 ? [`Who has deleted ${named(gone)} outside of Terraform: ${missing}, and not counted.`] : []),
    ...(undated.length > 0
      ? [`Whether there still is ${named(undated)}: ${missing}, and nothing tells which is older; counted.`]
      : []),
    ...(users.length > 0
      ? [
          `Which AccessKeys there are of ${named(users)}: ${missing}. The listing may be older, not whole or of another account, ` +
            "or somebody has deleted the user outside of Terraform; what Terraform has is counted.",
        ]
      : []),
  ];
}

function labelOf({ record, owner, site }: AccessKey): string {
  const whose = owner === null || isUnknown(owner) ? "" : ` of ${owner.label}`;
  return `AccessKey ${shortId(record?.id ?? "")}${whose} (${site.address})`;
}
