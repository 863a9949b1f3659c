import type { Rule } from "../rule";
import { violation } from "../rule";
import { accountSubject } from "../wording";
import { declaredKeys, isAccountKey } from "../keys/declared-keys";

/** What the console makes a person confirm before it creates a root key; a root key in code says the same. */
const STATEMENT = "I am aware of the security risks of using a main account AccessKey";

/** A root key: full power over the account, which no policy can reduce. */
export const ROOT001: Rule = {
  id: "ROOT001",
  level: "error",
  stages: ["configuration", "plan", "state"],
  title: "AccessKey of the Alibaba Cloud account itself",
  why: "A root key has every permission on every resource of the account, and none of them can be taken away.",
  fix: "use the AccessKey of a RAM user, or a role, and delete the root key",
  twins: {
    "CIS Alibaba Cloud": "1.2",
    "Cloud Config": "root-ak-check",
    Prowler: "ram_no_root_access_key",
  },
  example: {
    before: `new AccountAccessKey(stack, "billing", {
  necessity: "the billing export takes no other credential",
  custody: SecretCustody.pgp(teamPublicKey),
  acknowledgement: {
    statement: "I am aware of the security risks of using a main account AccessKey",
    reason: "no RAM user can call the export",
    until: "2027-03-31",
    owner: "finance@example.com",
  },
});`,
    after: `etl.addAccessKey("load", {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "the loader runs in our own data centre",
  custody: SecretCustody.pgp(teamPublicKey),
});`,
  },
  *evaluate({ inventory, profile }) {
    const acceptedInCode = profile.errorsAcknowledgedIn === "code";
    for (const key of declaredKeys(inventory)) {
      const acceptance = key.metadata?.root;
      if (!isAccountKey(key) || !acceptance) continue;
      const subject = accountSubject(key.account);
      if (acceptance.statement === STATEMENT) {
        const owner = acceptance.owner === undefined ? "" : ` by ${acceptance.owner}`;
        const message = `A root key, accepted${owner} until ${acceptance.until}: ${acceptance.reason}`;
        yield violation(key.site, message, { subject, ...(acceptedInCode && { level: "warning" }) });
      } else {
        yield violation(key.site, "A root key whose acceptance does not make the statement", {
          subject,
          fix: `use the AccessKey of a RAM user, or state "${STATEMENT}"`,
        });
      }
    }
  },
};
