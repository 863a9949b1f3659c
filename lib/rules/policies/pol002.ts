import type { Rule } from "../rule";
import { allowsEverything, wholeServices } from "./grants";
import { judgeGrants } from "./judge-grants";
import { listed } from "./listed";

/** A policy that does not say which part of a service is meant. */
export const POL002: Rule = {
  id: "POL002",
  level: "warning",
  stages: ["configuration", "plan"],
  title: "Policy that allows a whole service",
  why:
    "Every action on every resource of a service is what an administrator of that service needs. Programs need a few " +
    "actions on their own resources, and actions that the service gets later are allowed with the rest.",
  fix: "name the actions that are needed, or the resources on which they are",
  twins: { CloudRec: "RAM Role_202507101903_755145" },
  example: {
    before: `new Policy(stack, "load", {
  policyName: "load",
  document: {
    Version: "1",
    Statement: [{
      Effect: "Allow",
      Action: "oss:*",
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
    yield* judgeGrants(inventory, "whole services", (statements) => {
      // What allows everything is reported as that.
      const services = allowsEverything(statements) ? [] : wholeServices(statements);
      return services.length === 0 ? undefined : `The policy allows ${listed(services)} on every resource`;
    });
  },
};
