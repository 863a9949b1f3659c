import type { Rule } from "../rule";
import { allowsEverything } from "./grants";
import { judgeGrants } from "./judge-grants";
import { listed } from "./listed";
import { mintingActions } from "./minting";

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
  example: {
    before: `new Policy(stack, "load", {
  policyName: "load",
  document: {
    Version: "1",
    Statement: [{
      Effect: "Allow",
      Action: "ram:PassRole",
      Resource: "*",
    }],
  },
});`,
    after: `new Policy(stack, "load", {
  policyName: "load",
  document: {
    Version: "1",
    Statement: [{
      Effect: "Allow",
      Action: "ram:PassRole",
      Resource: "acs:ram:*:*:role/loader",
    }],
  },
});`,
  },
  *evaluate({ inventory }) {
    yield* judgeGrants(inventory, "actions that make or widen credentials", (statements) => {
      const actions = allowsEverything(statements) ? [] : mintingActions(statements);
      return actions.length === 0 ? undefined : `The policy allows ${listed(actions)}`;
    });
  },
};
