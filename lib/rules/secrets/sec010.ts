import { declaredKeys } from "../keys/declared-keys";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { subjectOf } from "../wording";

const DAY = 86_400_000;

/** A PGP key to which nobody should encrypt any more, or soon not. */
export const SEC010: Rule = {
  id: "SEC010",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "PGP key expired or soon to expire",
  why: "The holder of an expired key may have retired it: a new secret would be encrypted to somebody who cannot read it.",
  fix: "ask the recipient for the public key with its new end date, or for the next one",
  example: {
    before: `etl.addAccessKey("load", {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "the loader runs in our own data centre",
  custody: SecretCustody.pgp(formerPublicKey), // ended on 2025-06-15
});`,
    after: `etl.addAccessKey("load", {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "the loader runs in our own data centre",
  custody: SecretCustody.pgp(teamPublicKey),
});`,
  },
  *evaluate({ inventory, thresholds, today }) {
    for (const key of declaredKeys(inventory)) {
      const expires = key.recipient?.key?.expires;
      if (!expires) continue;
      const days = (Date.parse(expires) - Date.parse(today)) / DAY;
      if (!(days <= thresholds.expiresSoonDays)) continue;
      const message = `The PGP key of the recipient ${days < 0 ? "expired" : "expires"} on ${expires.slice(0, 10)}`;
      yield violation(key.site, message, { subject: subjectOf(key), dated: true });
    }
  },
};
