import type { Inventory } from "../../../lib/inventory/model";
import type { Plan } from "../../../lib/inventory/read-plans";
import type { Action, PlannedStack, ResourceChange } from "../../../lib/plans/plan-model";
import type { EvaluateOptions } from "../../../lib/rules/evaluate";
import type { Finding } from "../../../lib/rules/finding";
import { reviewOf } from "../../../lib/plan/review";
import type { Rule } from "../../../lib/rules/rule";
import { findingsOf, inventoryOf, siteAt } from "../inventory";

/** What a test says of a plan; the rest is a plan in which nothing happens. */
export interface PlanParts {
  readonly before?: Partial<Inventory>;
  readonly after?: Partial<Inventory>;
  readonly changes?: readonly ResourceChange[];
  readonly stack?: Partial<PlannedStack>;
}

export function planOf({ before = {}, after = {}, changes = [], stack = {} }: PlanParts): Plan {
  return {
    stacks: [
      {
        name: "app",
        terraformVersion: "1.11.4",
        time: null,
        isRefreshed: null,
        hasErrored: false,
        isComplete: true,
        deferred: [],
        holdsClearSecrets: false,
        notUnderstood: [],
        ...stack,
      },
    ],
    before: inventoryOf(before),
    after: inventoryOf(after),
    recorded: inventoryOf({}),
    changes,
    drift: [],
    // As where keys refer to their users: what the state says is made from what.
    dependenciesOf: ({ address }) => (address.includes("alicloud_ram_access_key") ? userAddresses(before) : []),
  };
}

function userAddresses({ identities = [] }: Partial<Inventory>): string[] {
  return identities.filter(({ kind }) => kind === "user").map(({ site }) => site.address);
}

export function change(address: string, action: Action, parts: Partial<ResourceChange> = {}): ResourceChange {
  return {
    site: siteAt("app", { address, path: null }),
    type: address.split(".")[0] ?? "",
    mode: "managed",
    action,
    order: action === "replace" ? "delete-first" : null,
    actions: [action],
    previousAddress: null,
    deposed: null,
    reason: null,
    isAsked: true,
    replacePaths: [],
    isRename: false,
    isImport: false,
    ...parts,
  };
}

/** The findings of one rule over a plan. */
export function planFindings(rule: Rule, parts: PlanParts, options: Partial<EvaluateOptions> = {}): Finding[] {
  return findingsOf(rule, parts.after ?? {}, { stage: "plan", review: reviewOf(planOf(parts)), ...options });
}
