import { declaredKeys } from "../keys/declared-keys";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { quote, subjectOf } from "../wording";
import { keybaseUser } from "./pgp-key";

/** A recipient whom somebody else can change between the review and the apply. */
export const SEC004: Rule = {
  id: "SEC004",
  level: "error",
  stages: ["configuration", "plan"],
  title: "Recipient of a secret by keybase name",
  why: "The public key is fetched over the network during the apply: no review has seen whose it is.",
  fix: "give the public key itself with SecretCustody.pgp",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl", "pgp_key": "keybase:data_team" }
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
      const user = keybaseUser(key);
      if (user === undefined) continue;
      const message = `pgp_key names the keybase user ${quote(user)}: whose key that is, the apply decides`;
      yield violation(key.site, message, { subject: subjectOf(key) });
    }
  },
};
