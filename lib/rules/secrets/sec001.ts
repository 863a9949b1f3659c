import type { AccessKey } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import type { Acceptance } from "../finding";
import { declaredKeys } from "../keys/declared-keys";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { FIX_FOR_UNKNOWN } from "./pgp-key";

/** The secret of a key in clear in the state: whoever reads the state has the key. */
export const SEC001: Rule = {
  id: "SEC001",
  level: "error",
  stages: ["configuration", "plan", "state"],
  title: "AccessKey secret in clear in the state",
  why:
    "Without pgp_key Terraform keeps the secret in its state and repeats it in every plan file; " +
    "marking it sensitive only hides it on the screen.",
  fix: "encrypt the secret to its recipient with SecretCustody.pgp, or accept it in writing with SecretCustody.state",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
    after: `etl.addAccessKey("load", {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "the loader runs in our own data centre",
  custody: SecretCustody.pgp(teamPublicKey),
});`,
  },
  *evaluate({ inventory }) {
    for (const key of declaredKeys(inventory)) {
      const subject = subjectOf(key);
      if (key.record !== null) {
        if (key.record.hasClearSecret) {
          yield violation(key.site, clearSecretIn(key), { subject, acceptance: acceptanceOf(key) });
        }
      } else if (isUnknown(key.pgpKey)) {
        const message = `The secret may lie in clear in the state: ${notKnown(key.pgpKey)}`;
        yield indeterminate(key.site, message, key.pgpKey, { subject, fix: FIX_FOR_UNKNOWN });
      } else if (!key.pgpKey) {
        // The provider takes an empty pgp_key for none.
        const message = "The secret would lie in clear in the state: the AccessKey has no pgp_key";
        yield violation(key.site, message, { subject, acceptance: acceptanceOf(key) });
      }
    }
  },
};

/** A key that exists has its secret where it went when it was made, whatever its code says now. */
function clearSecretIn({ metadata }: AccessKey): string {
  const message = "The secret lies in clear in the state";
  if (metadata?.custody.kind !== "pgp") return message;
  return `${message}: the AccessKey is older than the pgp_key in its code, which holds for the next one; replace it`;
}

/** What `SecretCustody.state` was given. */
function acceptanceOf(key: AccessKey): Acceptance | undefined {
  const custody = key.metadata?.custody;
  return custody?.kind === "state" ? custody.acknowledgement : undefined;
}
