import type { Rule } from "../rule";
import { violation } from "../rule";

/** HCL output: what Terraform gets is not what the guard has seen. */
export const GRD005: Rule = {
  id: "GRD005",
  level: "error",
  stages: ["configuration"],
  title: "Synthesised as HCL",
  why:
    "cdktf drops stack overrides and comments from HCL and breaks postconditions, " +
    "so nobody can vouch for what Terraform gets.",
  fix: "synthesise without --hcl",
  example: {
    before: "cdktf synth --hcl",
    after: "cdktf synth",
  },
  *evaluate({ inventory }) {
    for (const { name, files, hcl } of inventory.stacks) {
      if (!hcl) continue;
      const site = { stack: name, address: files[0] ?? "cdk.tf", path: null, source: null };
      yield violation(site, "The stack was synthesised as HCL, which ramparts cannot check");
    }
  },
};
