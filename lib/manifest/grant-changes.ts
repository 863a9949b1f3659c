import { listed, pairUp, quote, quoted, said, type Said } from "./change";
import { isNotKnown, type ManifestGrant } from "./manifest";

/** What is attached to an identity itself. */
export function ownGrants(grants: readonly ManifestGrant[]): ManifestGrant[] {
  return grants.filter((grant) => grant.through === null);
}

/** `system policy AliyunOSSFullAccess`, with the group through which it comes. */
export function grantText({ policy, type, through }: ManifestGrant): string {
  const kind =
    type === "System" ? "system policy" : type === "Custom" ? "custom policy" : `policy of type ${quoted(type)}`;
  return `${kind} ${quoted(policy)}${through === null ? "" : ` through group ${quote(through)}`}`;
}

/** What an identity is granted now and was not before. */
export function grantChanges(before: readonly ManifestGrant[], after: readonly ManifestGrant[]): Said[] {
  const { added, removed } = pairUp(before, after, (grant) => JSON.stringify(grant));
  return [
    ...added.map((grant) => said("grant", "high", `granted ${grantText(grant)}`)),
    ...removed.map((grant) => said("grant", "medium", `no longer granted ${grantText(grant)}`)),
  ];
}

/** The grants that a user has from its groups, by the group. */
export interface Membership {
  readonly groups: readonly string[];
  readonly grants: readonly ManifestGrant[];
}

/**
 * What a user has by its groups now and had not before. What its group was granted is said once, of the group, and not
 * of each of its members.
 *
 * @param saidOfGroups names of the groups whose own grants differ
 */
export function membershipChanges(before: Membership, after: Membership, saidOfGroups: ReadonlySet<string>): Said[] {
  const { added, removed } = pairUp(before.groups, after.groups, (group) => group);
  const throughIn = (grants: readonly ManifestGrant[], group: string): string[] =>
    grants.flatMap(({ policy, through }) => (through === group ? [isNotKnown(policy) ? "not known" : policy] : []));
  const joined = added.map((group) => {
    const gains = throughIn(after.grants, group);
    const so = gains.length === 0 ? "" : `, and so granted ${listed(gains)}`;
    return said("grant", gains.length === 0 ? "medium" : "high", `in group ${quote(group)} now${so}`);
  });
  const left = removed.map((group) => said("grant", "medium", `no longer in group ${quote(group)}`));

  const covered = new Set([...added, ...removed, ...saidOfGroups]);
  const inherited = (grants: readonly ManifestGrant[]): ManifestGrant[] =>
    grants.filter(({ through }) => through !== null && !covered.has(through));
  return [...joined, ...left, ...grantChanges(inherited(before.grants), inherited(after.grants))];
}
