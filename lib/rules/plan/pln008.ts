import { principalSubject } from "../identities/users";
import { groupBy } from "../keys/declared-keys";
import type { AuthorityChange, Grant } from "../policies/authority/authority";
import { authorityChanges } from "../policies/authority/changes";
import { describeGrant } from "../policies/authority/describe-grant";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { counted, notKnown } from "../wording";

/** So many grants are told of one principal; a change of a policy may bring hundreds. */
const SHOWN = 3;

const GAINS: Readonly<Record<Grant["kind"], string>> = {
  permissions: "may do what it could not before",
  trust: "may be assumed as it could not before",
};

const GAINS_OF_NEW: typeof GAINS = { permissions: "is created, and may do", trust: "is created, and may be assumed" };

/** Somebody may do after the apply what they could not before, whatever the lines are by which that came. */
export const PLN008: Rule = {
  id: "PLN008",
  level: "error",
  stages: ["plan"],
  title: "Privileges widened",
  why:
    "A wildcard, a removed condition or one more group membership can be all that was between a key and the account, " +
    "and in the lines of a plan it looks like any other change. What gives power over credentials or the account is an " +
    "error, anything else a warning, and what somebody new may do an info.",
  fix: "grant only what is needed, on the resources for which it is needed, or accept the widening in writing",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_user_policy_attachment.etl",
      "type": "alicloud_ram_user_policy_attachment",
      "change": { "actions": ["create"],
        "before": null,
        "after": {
          "user_name": "etl",
          "policy_name": "AdministratorAccess",
          "policy_type": "System"
        } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_user_policy_attachment.etl",
      "type": "alicloud_ram_user_policy_attachment",
      "change": { "actions": ["delete"],
        "before": {
          "user_name": "etl",
          "policy_name": "AdministratorAccess",
          "policy_type": "System"
        },
        "after": null } }
  ]
}`,
  },
  *evaluate({ review }) {
    if (review === null) return;
    const { plan } = review;
    const { principals, unattributed } = authorityChanges(plan.before, plan.after);
    for (const change of principals) {
      for (const grants of groupBy(change.widened, ({ kind }) => kind).values()) yield* widened(change, grants);
      yield* undecided(change);
    }
    for (const { unknown, via, when } of unattributed) {
      if (when === "before") continue;
      yield indeterminate(via.site, `Somebody may be able to do more than before: ${notKnown(unknown)}`, unknown);
    }
  },
};

/** What somebody new may do is for the rules on policies to judge, but for what gives power over all others. */
function* widened({ principal, existence }: AuthorityChange, grants: readonly Grant[]): Iterable<Observation> {
  const [first] = grants;
  if (first === undefined) return;
  const isDangerous = grants.some(({ weight }) => weight !== "other");
  const isNew = existence === "created";
  const level = isNew && first.kind === "permissions" ? "info" : "warning";
  const shown = grants.slice(0, SHOWN).map(describeGrant).join("; ");
  const more = grants.length > SHOWN ? `; and ${counted(grants.length - SHOWN, "other grant")}` : "";
  const sites = new Set(grants.flatMap(({ via }) => via.map(({ site }) => site)));
  yield violation(
    principal.declaration?.site ?? first.via[0].site,
    `${principal.label} ${(isNew ? GAINS_OF_NEW : GAINS)[first.kind]}: ${shown}${more}`,
    {
      subject: principalSubject(principal),
      related: [...sites].slice(0, SHOWN),
      ...(!isDangerous && { level }),
    },
  );
}

/**
 * At most one for each principal, the most dangerous. What is not known of the time before the apply does not widen
 * anything.
 */
function* undecided({ principal, undecided: all }: AuthorityChange): Iterable<Observation> {
  const after = all.filter(({ when }) => when === "after");
  const dangerous = after.find(({ weight = "other" }) => weight !== "other");
  const first = dangerous ?? after[0];
  if (first === undefined) return;
  const { unknown, via } = first;
  const message = `${principal.label} may be able to do more than before: ${notKnown(unknown)}`;
  const sites = new Set([via.site, ...after.map((each) => each.via.site)]);
  const details = {
    subject: principalSubject(principal),
    related: [...sites].slice(0, SHOWN),
    ...(dangerous && { level: "error" as const }),
  };
  yield indeterminate(principal.declaration?.site ?? via.site, message, unknown, details);
}
