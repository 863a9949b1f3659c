import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { principalSubject } from "./users";

/** A grant that nobody finds by looking at groups and roles. */
export const USR004: Rule = {
  id: "USR004",
  level: "warning",
  offByDefault: true,
  stages: ["configuration", "plan"],
  title: "Policy attached to a RAM user",
  why:
    "Permissions of single users grow one by one and are forgotten one by one. Those of a group or role are reviewed " +
    "once, and a user who changes jobs loses them by leaving the group.",
  fix: "attach the policy to a group that the user is a member of, or to a role that it assumes",
  twins: { "CIS Alibaba Cloud": "1.16" },
  example: {
    before: `{
  "resource": {
    "alicloud_ram_user_policy_attachment": { "read": {
      "user_name": "etl",
      "policy_name": "AliyunOSSReadOnlyAccess",
      "policy_type": "System"
    } }
  }
}`,
    after: `{
  "resource": {
    "alicloud_ram_group_policy_attachment": { "read": {
      "group_name": "loaders",
      "policy_name": "AliyunOSSReadOnlyAccess",
      "policy_type": "System"
    } }
  }
}`,
  },
  *evaluate({ inventory }) {
    for (const { site, principal, principalKind } of inventory.policyAttachments) {
      if (principalKind !== "user") continue;
      const [label, subject] = isUnknown(principal)
        ? ["a RAM user", undefined]
        : [principal.label, principalSubject(principal)];
      yield violation(site, `The policy is attached to ${label} itself`, { subject });
    }
  },
};
