import type { PolicyAttachment, Principal } from "../../inventory/grant-model";
import type { Unknown } from "../../maybe/maybe";
import type { Site } from "../../places/site";
import { isUnknown } from "../../maybe/maybe";
import { declaredKeys, groupBy } from "../keys/declared-keys";
import { principalSubject, userKey } from "../identities/users";
import { keyOwners, type KeyOwner } from "../keys/key-owners";
import { comparePlaces } from "../place-order";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { powerfulGrants, type PowerfulGrant } from "./powerful-grants";

/** A leaked key that is the whole account. */
export const POL003: Rule = {
  id: "POL003",
  level: "error",
  stages: ["configuration", "plan"],
  title: "Administrator with an AccessKey",
  why:
    "Whoever finds the key has everything, and so does whoever finds one with full access to RAM, since that gives " +
    "the rest. People administer with a console logon and MFA, programs with a role.",
  fix: "give the user only what its program needs, or let the program assume a role and remove the AccessKey",
  twins: { CloudRec: "RAM User_202503172212_146913" },
  example: {
    before: `etl.addAccessKey("load", options);
etl.attachPolicy(SystemPolicy.of("AdministratorAccess"));`,
    after: `etl.addAccessKey("load", options);
etl.attachPolicy(SystemPolicy.of("AliyunOSSReadOnlyAccess"));`,
  },
  *evaluate(context) {
    const { inventory } = context;
    if (inventory.policyAttachments.length === 0) return;
    const owners = keyOwners(context);
    // A key of an unknown user may be that of an unknown principal.
    if (owners.size === 0 && !declaredKeys(inventory).some(({ owner }) => isUnknown(owner))) return;
    const grantOf = powerfulGrants(inventory);
    const memberships = [...inventory.groupMemberships].sort((one, other) => comparePlaces(one.site, other.site));
    const membersOf = groupBy(memberships, ({ group }) => group);
    for (const attachment of inventory.policyAttachments) {
      const grant = grantOf(attachment);
      const { principal, principalKind } = attachment;
      if (grant === null || principalKind === "role") continue;
      if (isUnknown(principal)) {
        // Somebody unknown gets something unknown: that says nothing about this attachment.
        if (!isUnknown(grant)) yield* maybe(attachment, "may be given to a user with AccessKeys", principal);
      } else if (principal.kind === "user") {
        yield* judge(attachment, grant, principal, owners, []);
      } else {
        for (const { user, site } of membersOf.get(principal) ?? []) {
          if (!isUnknown(user)) yield* judge(attachment, grant, user, owners, [site]);
          else if (!isUnknown(grant)) yield* maybe(attachment, "may reach a user with AccessKeys", user);
        }
      }
    }
  },
};

function* judge(
  attachment: PolicyAttachment,
  grant: PowerfulGrant | Unknown,
  user: Principal,
  owners: ReadonlyMap<string, KeyOwner>,
  through: readonly Site[],
): Iterable<Observation> {
  const owner = owners.get(userKey(user));
  if (!owner) return;
  const details = {
    subject: principalSubject(user),
    related: [...through, ...owner.keys.map(({ site }) => site)],
  };
  if (isUnknown(grant)) {
    const message = `The policy may make an administrator of ${user.label}, who has AccessKeys: ${notKnown(grant)}`;
    yield indeterminate(attachment.site, message, grant, details);
  } else {
    const group = through.length > 0 ? " through its group" : "";
    yield violation(attachment.site, `${user.label} has AccessKeys and gets ${grant.what}${group}`, details);
  }
}

function* maybe({ site }: PolicyAttachment, what: string, unknown: Unknown): Iterable<Observation> {
  yield indeterminate(site, `The policy makes an administrator, and ${what}: ${notKnown(unknown)}`, unknown);
}
