import type { PolicyStatement } from "../../inventory/policy-document";
import type { Rule } from "../rule";
import { allowsAction, allowsEverything } from "./grants";
import { judgeGrants } from "./judge-grants";
import { listed } from "./listed";

/*
 * Alibaba Cloud publishes no list of such actions. Source of these: the rules of Ant Group's CloudRec
 * (github.com/antgroup/CloudRec, RAM User_202505081354_731990) and public guides on privilege escalation in RAM.
 */

/** Actions that make a credential, or give one more power, wherever they are allowed. */
const MINTING = [
  "ram:CreateAccessKey",
  "ram:CreateLoginProfile",
  "ram:UpdateLoginProfile",
  "ram:AttachPolicyToUser",
  "ram:AttachPolicyToGroup",
  "ram:AttachPolicyToRole",
  "ram:CreatePolicyVersion",
  "ram:SetDefaultPolicyVersion",
  "ram:AddUserToGroup",
  "ram:UpdateRole",
];
/** Actions that are ordinary on one role, and come to all of their permissions on every role. */
const BORROWING = ["ram:PassRole", "sts:AssumeRole"];

/** A policy with which one credential becomes several, or a small one a large one. */
export const POL004: Rule = {
  id: "POL004",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "Policy that allows to make or widen credentials",
  why:
    "Who may create AccessKeys, attach policies or pass any role can have permissions that no review has seen, and " +
    "keeps them after the own key has been disabled.",
  fix: "leave these actions to the identity that deploys this code, or name the one role that is passed or assumed",
  twins: { CloudRec: "RAM User_202505081354_731990" },
  *evaluate({ inventory }) {
    yield* judgeGrants(inventory, "actions that make or widen credentials", (statements) => {
      const actions = allowsEverything(statements) ? [] : mintingActions(statements);
      return actions.length === 0 ? undefined : `The policy allows ${listed(actions)}`;
    });
  },
};

function mintingActions(statements: readonly PolicyStatement[]): string[] {
  return [
    ...MINTING.filter((action) => allowsAction(statements, action, "any")),
    ...BORROWING.filter((action) => allowsAction(statements, action, "every")).map((action) => `${action} on *`),
  ];
}
