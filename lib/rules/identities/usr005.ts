import { isUnknown } from "../../maybe/maybe";
import { compareText } from "../place-order";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { identitySubject } from "./subjects";

/** A user whose permissions no group shows. */
export const USR005: Rule = {
  id: "USR005",
  level: "warning",
  offByDefault: true,
  stages: ["configuration"],
  title: "RAM user in no group",
  why: "Where permissions come from groups alone, a user in none has either no permissions or some of its own.",
  fix: "add the user to the group of its job",
  example: {
    before: `{
  "resource": {
    "alicloud_ram_user": { "etl": { "name": "etl" } }
  }
}`,
    after: `{
  "resource": {
    "alicloud_ram_user": { "etl": { "name": "etl" } },
    "alicloud_ram_user_group_attachment": { "etl": {
      "user_name": "\${alicloud_ram_user.etl.name}",
      "group_name": "loaders"
    } }
  }
}`,
  },
  *evaluate({ inventory }) {
    const users = inventory.groupMemberships.map(({ user }) => user);
    const members = new Set(users.flatMap((user) => (isUnknown(user) ? [] : (user.declaration ?? []))));
    // A member that is not known may be any user; the first by name stands for all of them.
    const [unknown] = users.filter(isUnknown).sort((one, other) => compareText(one.attribute, other.attribute));

    for (const identity of inventory.identities) {
      const { kind, created, instances, site } = identity;
      // An existing user may be in groups that Terraform does not manage.
      if (kind !== "user" || !created || instances === 0 || members.has(identity)) continue;
      const details = { subject: identitySubject(identity) };
      if (unknown) {
        yield indeterminate(site, `The user may be in no group: ${notKnown(unknown)}`, unknown, details);
      } else {
        yield violation(site, "The user is in no group", details);
      }
    }
  },
};
