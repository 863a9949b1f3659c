import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { identitySubject } from "./subjects";

/** A user whose deletion takes with it what nobody sees in the plan. */
export const USR002: Rule = {
  id: "USR002",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "RAM user that is deleted by force",
  why:
    "With force the provider deletes every AccessKey of the user before the user itself, also keys that were made " +
    "elsewhere, and detaches its policies, groups and logon. Nothing of that is in the plan.",
  fix: "leave out force, and set it in the one change that deletes the user",
  example: {
    before: 'new User(stack, "reports", { userName: "reports", force: true });',
    after: 'new User(stack, "reports", { userName: "reports" });',
  },
  *evaluate({ inventory }) {
    for (const identity of inventory.identities) {
      const { kind, site, force, instances } = identity;
      if (kind !== "user" || instances === 0) continue;
      const details = { subject: identitySubject(identity) };
      if (isUnknown(force)) {
        const message = `The user may be deleted with all that hangs on it: ${notKnown(force)}`;
        yield indeterminate(site, message, force, details);
      } else if (force === "true") {
        yield violation(site, "force: destroying the user also deletes AccessKeys that were made elsewhere", details);
      }
    }
  },
};
