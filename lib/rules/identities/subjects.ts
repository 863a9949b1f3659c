import type { NamedIdentity } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";

/** `user:etl`, or with the address of an identity whose name is not known. */
export function identitySubject({ kind, name, site }: NamedIdentity): string {
  return `${kind}:${isUnknown(name) || !name ? site.address : name}`;
}
