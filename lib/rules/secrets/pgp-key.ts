import type { AccessKey } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";

/** With this start the provider takes `pgp_key` for a user of keybase.io. */
const KEYBASE = "keybase:";

/** What to do when the configuration does not tell a `pgp_key`. */
export const FIX_FOR_UNKNOWN =
  "write the public key itself in the configuration: it is no secret, and reviewers see whose it is";

/** The keybase user whose key would be fetched at apply; undefined where `pgp_key` is something else. */
export function keybaseUser(key: AccessKey): string | undefined {
  const text = isUnknown(key.pgpKey) ? null : key.pgpKey;
  return text?.startsWith(KEYBASE) ? text.slice(KEYBASE.length) : undefined;
}
