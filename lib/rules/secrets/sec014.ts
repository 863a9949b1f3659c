import { planSite } from "../plan/plan-site";
import type { Rule } from "../rule";
import { violation } from "../rule";

/** A plan file is as secret as the state whose secrets it repeats. */
export const SEC014: Rule = {
  id: "SEC014",
  level: "info",
  stages: ["plan"],
  title: "Plan that holds clear secrets",
  why:
    "A plan repeats every clear secret of the state, many times over, and marking it sensitive only hides it on the " +
    "screen: whoever can download the plan from a build has the AccessKeys.",
  fix: "do not keep the plan or its JSON as an artefact of a build; encrypt secrets with SecretCustody.pgp",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.k",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "secret": "<secret>" },
        "after": { "secret": "<secret>" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.k",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "encrypted_secret": "<text>" },
        "after": { "encrypted_secret": "<text>" } } }
  ]
}`,
  },
  *evaluate({ review }) {
    for (const { name, holdsClearSecrets } of review?.plan.stacks ?? []) {
      if (holdsClearSecrets) yield violation(planSite(name), "The plan holds AccessKey secrets in clear");
    }
  },
};
