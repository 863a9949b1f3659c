import { isUnknown } from "../../maybe/maybe";
import { declaredKeys } from "../keys/declared-keys";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote, subjectOf } from "../wording";
import { FIX_FOR_UNKNOWN, keybaseUser } from "./pgp-key";

/** A secret that somebody gets who is not on the list. */
export const SEC011: Rule = {
  id: "SEC011",
  level: "error",
  stages: ["configuration", "plan", "state"],
  title: "Recipient of a secret who is not in the team's list",
  why: "Whoever holds the PGP key gets the AccessKey: exchanging the one in the code is enough to take it over.",
  fix: "encrypt to a key of the list, or have the list's owners add the fingerprint to it",
  example: {
    before: `// pgpFingerprints in ramparts.yaml lists the key of the team.
etl.addAccessKey("load", {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "the loader runs in our own data centre",
  custody: SecretCustody.pgp(formerPublicKey),
});`,
    after: `// pgpFingerprints in ramparts.yaml lists the key of the team.
etl.addAccessKey("load", {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "the loader runs in our own data centre",
  custody: SecretCustody.pgp(teamPublicKey),
});`,
  },
  *evaluate({ inventory, allowedRecipients }) {
    if (allowedRecipients === undefined) return;
    const allowed = new Set(allowedRecipients.map(normalized));
    for (const key of declaredKeys(inventory)) {
      const subject = subjectOf(key);
      const keybase = keybaseUser(key);
      const fingerprint = key.recipient?.key?.fingerprint;
      if (isUnknown(key.pgpKey)) {
        const message = `The recipient cannot be compared with the team's list: ${notKnown(key.pgpKey)}`;
        yield indeterminate(key.site, message, key.pgpKey, { subject, fix: FIX_FOR_UNKNOWN });
      } else if (keybase !== undefined) {
        const message = `The keybase user ${quote(keybase)} is no fingerprint of the team's list`;
        yield violation(key.site, message, { subject });
      } else if (fingerprint !== undefined && !allowed.has(normalized(fingerprint))) {
        const message = `The recipient with the fingerprint ${normalized(fingerprint)} is not in the team's list`;
        yield violation(key.site, message, { subject });
      }
    }
  },
};

/** Fingerprints are written with spaces, colons or in small letters, too. */
function normalized(fingerprint: string): string {
  return fingerprint.replace(/^0x|[\s:]/gi, "").toUpperCase();
}
