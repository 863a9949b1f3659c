import { isUnknown } from "../../maybe/maybe";
import { presentKeys } from "../keys/declared-keys";
import { heldKeys } from "../live/held-keys";
import type { Observation, Rule, RuleContext } from "../rule";
import { indeterminate, violation } from "../rule";
import { accountSubject, notKnown } from "../wording";
import { RootKeys } from "./root-keys";

/** What the console makes a person confirm before it creates a root key; a root key in code says the same. */
const STATEMENT = "I am aware of the security risks of using a main account AccessKey";

const FIX_FOR_OWNERLESS =
  "look the AccessKey up in the console: a key of a RAM user needs its user_name, and a root key has to go";

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
  *evaluate(context) {
    const { profile } = context;
    const acceptedInCode = profile.errorsAcknowledgedIn === "code";
    const rootKeys = new RootKeys(context);
    for (const key of presentKeys(context)) {
      const isRoot = rootKeys.isRoot(key);
      const acceptance = key.metadata?.root;
      const subject = accountSubject(key.account);
      if (isUnknown(isRoot)) {
        const message = `The AccessKey may be one of the Alibaba Cloud account itself: ${notKnown(isRoot)}`;
        yield indeterminate(key.site, message, isRoot, { fix: FIX_FOR_OWNERLESS });
      } else if (!isRoot) {
        continue;
      } else if (!acceptance) {
        yield violation(key.site, "A root key that nobody has accepted in writing", { subject });
      } else if (acceptance.statement === STATEMENT) {
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
    if (context.stage === "state") yield* keysMadeElsewhere(context);
  },
};

/** Root keys that only a listing of the account knows. */
function* keysMadeElsewhere(context: RuleContext): Iterable<Observation> {
  const root = new Set((context.listing?.rootKeys ?? []).map(({ id }) => id));
  for (const { key, live, site, subject, label } of heldKeys(context)) {
    if (key !== null || live === null || !root.has(live.id)) continue;
    yield violation(site, `The ${label} itself, ${live.status}, which none of the given states knows`, { subject });
  }
}
