import type { PolicyStatement } from "../../../policy/policy-document";
import { isAdministrator } from "../grants";
import { mintingActions } from "../minting";
import type { Weight } from "./authority";

const WEIGHTS: readonly Weight[] = ["administrator", "credential-minting", "other"];

/** How dangerous it is to have what the statements allow together. */
export function weightOf(statements: readonly PolicyStatement[]): Weight {
  if (isAdministrator(statements)) return "administrator";
  return mintingActions(statements).length > 0 ? "credential-minting" : "other";
}

export function heaviest(weights: readonly Weight[]): Weight {
  return WEIGHTS.find((weight) => weights.includes(weight)) ?? "other";
}

export function compareWeight(one: Weight, other: Weight): number {
  return WEIGHTS.indexOf(one) - WEIGHTS.indexOf(other);
}

export function statementOf(
  effect: PolicyStatement["effect"],
  actions: readonly string[],
  resources: readonly string[],
): PolicyStatement {
  return {
    effect,
    actions,
    isNotAction: false,
    resources,
    isNotResource: false,
    principals: [],
    conditions: [],
    isConditional: false,
  };
}

export const EVERYTHING = statementOf("Allow", ["*"], ["*"]);
