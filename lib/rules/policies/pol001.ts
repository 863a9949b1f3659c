import type { Rule } from "../rule";
import { allowsEverything } from "./grants";
import { judgeGrants } from "./judge-grants";

/** A policy that makes an administrator of everybody who gets it. */
export const POL001: Rule = {
  id: "POL001",
  level: "error",
  stages: ["configuration", "plan"],
  title: "Policy that allows everything",
  why:
    "Whoever has the policy, or the AccessKey of somebody who has it, has the account: all data, all costs, and the " +
    "power to make further credentials. An Allow of all but some actions is no less while it leaves those of RAM.",
  fix: "name the actions and the resources that are needed",
  twins: { "CIS Alibaba Cloud": "1.15" },
  example: {
    before: `new Policy(stack, "load", {
  policyName: "load",
  document: {
    Version: "1",
    Statement: [{
      Effect: "Allow",
      Action: "*",
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
      Action: "oss:GetObject",
      Resource: "acs:oss:*:*:landing/*",
    }],
  },
});`,
  },
  *evaluate({ inventory }) {
    yield* judgeGrants(inventory, "everything", (statements) =>
      allowsEverything(statements) ? "The policy allows every action on every resource" : undefined,
    );
  },
};
