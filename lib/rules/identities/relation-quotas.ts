import type { PolicyAttachment, Principal } from "../../inventory/grant-model";
import type { Inventory } from "../../inventory/model";
import type { Unknown } from "../../maybe/maybe";
import type { Site } from "../../places/site";
import { isUnknown } from "../../maybe/maybe";
import { claimedQuota, FIX_CLAIMED_QUOTA, quotaOf } from "../../inventory/quota-of";
import type { Quotas } from "../../limits/quotas";
import { groupBy } from "../keys/declared-keys";
import { comparePlaces } from "../place-order";
import type { Observation } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { principalSubject } from "./users";

const QUOTAS: Readonly<Record<Principal["kind"], Readonly<Record<"Custom" | "System", keyof Quotas>>>> = {
  user: { Custom: "customPoliciesPerUser", System: "systemPoliciesPerUser" },
  group: { Custom: "customPoliciesPerGroup", System: "systemPoliciesPerGroup" },
  role: { Custom: "customPoliciesPerRole", System: "systemPoliciesPerRole" },
};

/** One thing that counts against a quota of a principal. */
interface Relation {
  readonly site: Site;
  /** What two relations have in common that are one for RAM; unknown where it may be another or not. */
  readonly target: string | Unknown;
}

/** RAM users in more groups than they may join. */
export function* judgeGroups({ groupMemberships }: Inventory): Iterable<Observation> {
  const known = groupMemberships.flatMap(({ site, user, group }) =>
    isUnknown(user) ? [] : { user, site, target: isUnknown(group) ? group : group.label.toLowerCase() },
  );
  for (const [user, relations] of groupBy(known, (membership) => membership.user)) {
    const fix = "take the user out of a group, or put the permissions of two groups into one";
    yield* judge(user, relations, "groupsPerUser", "would be in", "groups", fix);
  }
}

/** Users, groups and roles with more policies of one type than they may have. */
export function* judgeAttachments({ policyAttachments }: Inventory): Iterable<Observation> {
  const known = policyAttachments.flatMap((attachment) =>
    isUnknown(attachment.principal) ? [] : { principal: attachment.principal, attachment },
  );
  for (const [principal, members] of groupBy(known, (member) => member.principal)) {
    for (const type of ["Custom", "System"] as const) {
      const ofType = members.flatMap(({ attachment }) => relationOf(attachment, type) ?? []);
      yield* judge(principal, ofType, QUOTAS[principal.kind][type], "would have", `${type.toLowerCase()} policies`);
    }
  }
}

function relationOf({ site, policyName, policyType, policy }: PolicyAttachment, type: string): Relation | null {
  if (isUnknown(policyType)) return { site, target: policyType };
  if (policyType !== type) return null;
  if (policy) return { site, target: JSON.stringify([policy.site.stack, policy.site.address]) };
  return { site, target: isUnknown(policyName) ? policyName : (policyName ?? "").toLowerCase() };
}

/** At most one observation, at the last relation: what is unknown is reported only where it decides. */
function* judge(
  principal: Principal,
  relations: readonly Relation[],
  quotaName: keyof Quotas,
  verb: string,
  plural: string,
  fix?: string,
): Iterable<Observation> {
  const quota = quotaOf(principal.account, quotaName);
  const certain = new Set(relations.flatMap(({ target }) => (isUnknown(target) ? [] : target)));
  const unknown = relations.flatMap(({ target }) => (isUnknown(target) ? target : []));
  if (certain.size + unknown.length <= quota) return;
  const sites = relations.map(({ site }) => site).sort(comparePlaces);
  const last = sites.at(-1);
  const [first] = unknown;
  if (!last) return;

  const details = { subject: principalSubject(principal), related: sites, ...(fix !== undefined && { fix }) };
  if (certain.size > quota) {
    const message = `${principal.label} ${verb} ${certain.size} ${plural}; RAM allows ${quota}`;
    const claim = claimedQuota(principal.account, quotaName, certain.size);
    yield claim === null
      ? violation(last, message, details)
      : indeterminate(last, `${message}: ${notKnown(claim)}`, claim, { ...details, fix: FIX_CLAIMED_QUOTA });
  } else if (first) {
    const most = certain.size + unknown.length;
    const message = `${principal.label} ${verb} up to ${most} ${plural}, and RAM allows ${quota}: ${notKnown(first)}`;
    yield indeterminate(last, message, first, details);
  }
}
