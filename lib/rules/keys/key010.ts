import type { Rule } from "../rule";
import { violation } from "../rule";
import { subjectOf } from "../wording";
import { declaredKeys } from "./declared-keys";

/**
 * What to use instead of an AccessKey, by the scenario of the key's metadata.
 *
 * Source: https://help.aliyun.com/document_detail/2927567.html (credentials of workloads), except for Function Compute,
 * of which the page says nothing. A third-party service, an on-premises application and others have no alternative.
 */
const ALTERNATIVES: ReadonlyMap<string, string> = new Map([
  ["local-development", "single sign-on (SSO or CloudSSO), which gives short-lived credentials"],
  ["command-line", "single sign-on (SSO or CloudSSO), which gives short-lived credentials"],
  ["ecs-workload", "the RAM role of the ECS instance"],
  ["ack-workload", "RRSA: a RAM role for the service account of the pod"],
  ["function-compute-workload", "the service role of the function"],
  ["ci-cd", "an OIDC identity provider and a RAM role"],
]);

/** A long-lived key where the platform hands out short-lived credentials by itself. */
export const KEY010: Rule = {
  id: "KEY010",
  level: "info",
  stages: ["configuration"],
  title: "Scenario with a better credential than an AccessKey",
  why: "Short-lived credentials need no rotation, and a leaked one is worthless after an hour.",
  fix: "use the better credential and remove the AccessKey",
  example: {
    before: 'etl.addAccessKey("load", { ...options, scenario: AccessKeyScenario.ECS_WORKLOAD });',
    after:
      "// The instance has a RAM role: its programs get short-lived credentials from there, and etl needs no AccessKey.",
  },
  *evaluate({ inventory }) {
    for (const key of declaredKeys(inventory)) {
      const better = ALTERNATIVES.get(key.metadata?.scenario ?? "");
      if (better === undefined) continue;
      yield violation(key.site, `The scenario of the AccessKey has a better credential: ${better}`, {
        subject: subjectOf(key),
        fix: `use ${better}, and remove the AccessKey`,
      });
    }
  },
};
