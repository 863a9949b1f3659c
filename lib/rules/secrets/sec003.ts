import type { AccessKey } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import { declaredKeys } from "../keys/declared-keys";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { LatestTexts } from "../../text/latest-texts";
import { FIX_FOR_UNKNOWN } from "./pgp-key";

/** A `pgp_key` that cannot be used: noticed only after the key has been created, and its secret is lost. */
export const SEC003: Rule = {
  id: "SEC003",
  level: "error",
  fixed: true,
  stages: ["configuration", "plan"],
  title: "PGP key that the provider cannot use",
  why: "The provider reads pgp_key after it has created the AccessKey: a bad one leaves a live key with a lost secret.",
  fix: "give the base64 of one binary PGP public key with an RSA or ECDH encryption key; SecretCustody.pgp makes it",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl", "pgp_key": "-----BEGIN PGP PUBLIC KEY BLOCK-----" }
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
      if (isUnknown(key.pgpKey)) {
        // Also for SEC004 and SEC010: one finding says that nothing could be read.
        const message = `Nobody can tell whether the provider can use pgp_key: ${notKnown(key.pgpKey)}`;
        yield indeterminate(key.site, message, key.pgpKey, { subject, fix: FIX_FOR_UNKNOWN });
      } else {
        const problem = problemOf(key, key.pgpKey);
        if (problem !== undefined) yield violation(key.site, `pgp_key ${problem}`, { subject });
      }
    }
  },
};

function problemOf({ recipient }: AccessKey, text: string | null): string | undefined {
  if (!recipient || !text) return undefined;
  if (recipient.problem !== undefined) return recipient.problem;
  // We read more spellings of a key than the provider, whose base64 reader skips nothing but line ends.
  if (text.includes("-----BEGIN")) return "is ASCII-armoured; the provider takes the base64 of the binary key";
  return isPlainBase64.of(text) ? undefined : "has white space inside its base64";
}

const isPlainBase64 = new LatestTexts((text) => /^[A-Za-z0-9+/=\r\n]*$/.test(text));
