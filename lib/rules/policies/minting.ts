import type { PolicyStatement } from "../../policy/policy-document";
import { allowsAction } from "./grants";

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

/** `ram:CreateAccessKey`, `sts:AssumeRole on *`: what the statements allow of them. */
export function mintingActions(statements: readonly PolicyStatement[]): string[] {
  return [
    ...MINTING.filter((action) => allowsAction(statements, action, "any")),
    ...BORROWING.filter((action) => allowsAction(statements, action, "every")).map((action) => `${action} on *`),
  ];
}
