import { member, objectsIn, stringMember, type JsonObject } from "../json/json";
import type { Scope } from "../configuration/scope";
import type { PlannedStack } from "./plan-model";
import type { PlanReading } from "./read-plan";
import { notUnderstood } from "./resource-changes";
import { siteFinder } from "./sites";

/**
 * What a plan says about itself.
 *
 * @param isRefreshed whether it is known that the plan was made with a refresh
 */
export function plannedStack(
  name: string,
  document: JsonObject,
  { changes, drift, holdsClearSecrets }: PlanReading,
  synthesised: readonly Scope[],
  isRefreshed: true | null,
): PlannedStack {
  const siteOf = siteFinder(name, synthesised);
  return {
    name,
    terraformVersion: versionOf(document),
    time: timeOf(document),
    // Only a refresh finds what has happened outside.
    isRefreshed: drift.length > 0 ? true : isRefreshed,
    hasErrored: truth(member(document, "errored")),
    isComplete: truth(member(document, "complete")),
    deferred: objectsIn(member(document, "deferred_changes")).flatMap((deferred) => {
      const change = member(deferred, "resource_change");
      const address = stringMember(change, "address");
      if (address === null) return [];
      const given = stringMember(deferred, "reason") ?? "";
      const reason = /^[a-z_]{1,80}$/.test(given) ? given : "unknown";
      return [{ site: siteOf(address), type: stringMember(change, "type") ?? "", reason }];
    }),
    holdsClearSecrets,
    notUnderstood: notUnderstood([...changes, ...drift]),
  };
}

/** What has not the form of a version may be anything. */
function versionOf(document: JsonObject): string | null {
  const given = stringMember(document, "terraform_version");
  return given !== null && /^\d{1,4}\.\d{1,4}[\w.+-]{0,20}$/.test(given) ? given : null;
}

function timeOf(document: JsonObject): string | null {
  const given = stringMember(document, "timestamp");
  return given !== null && given.length <= 40 && !Number.isNaN(Date.parse(given)) ? given : null;
}

function truth(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
