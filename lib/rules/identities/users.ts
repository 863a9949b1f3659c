import type { Principal } from "../../inventory/grant-model";
import type { Owner } from "../../inventory/model";

/** One text for each RAM user, the same for it as the owner of keys and as the principal of a grant. */
export function userKey(user: Owner | Principal): string {
  const name = "userName" in user ? user.userName : user.name;
  const place = user.declaration?.site.stack ?? "";
  return JSON.stringify(name === null ? [user.account.key, place, user.label] : [user.account.key, name.toLowerCase()]);
}

/** `user:etl`, for what is said about a principal. */
export function principalSubject({ kind, name, declaration, label }: Principal): string {
  return `${kind}:${name ?? declaration?.site.address ?? label}`;
}
