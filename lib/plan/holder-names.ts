import type { Site } from "../places/site";
import type { Holder } from "./holders";
import type { HolderReview } from "./plan-review";

/** What a holder is called. */
export function holderNames(holder: Holder): Pick<HolderReview, "name" | "label" | "subject"> {
  const { kind, account, before, after } = holder;
  if (kind === "unknown owner") {
    const address = keySite(holder)?.address ?? "";
    return { name: address, label: `the owner of ${address}`, subject: null };
  }
  if (kind !== "RAM user") {
    const id = account.accountId ?? `behind ${account.site?.address ?? account.key}`;
    const label =
      kind === "Alibaba Cloud account" ? `the Alibaba Cloud account ${id}` : `whoever runs Terraform in ${id}`;
    return { name: id, label, subject: account.accountId === null ? null : `account:${account.accountId}` };
  }
  // The user exists under the name that it had before.
  const owner = before ?? after;
  const name = owner?.userName ?? owner?.declaration?.site.address ?? keySite(holder)?.address ?? "";
  return { name, label: owner?.label ?? `RAM user ${name}`, subject: `user:${name}` };
}

/** The names, with the account where several holders have the same: RAM users of two accounts. */
export function distinctNames(holders: readonly HolderReview[]): HolderReview[] {
  const counts = new Map<string, number>();
  for (const { name } of holders) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return holders.map((holder) => {
    const { name, account, site } = holder;
    if (counts.get(name.toLowerCase()) === 1) return holder;
    return { ...holder, name: `${name} in ${account.accountId ?? `an account that ${site.stack} does not name`}` };
  });
}

function keySite({ keys }: Holder): Site | undefined {
  return keys[0]?.pair.site;
}
