import type { LiveKey, LiveKeys } from "../../../lib/listing/live-keys";
import type { Inventory } from "../../../lib/inventory/model";
import type { EvaluateOptions } from "../../../lib/rules/evaluate";
import type { Finding } from "../../../lib/rules/finding";
import type { Rule } from "../../../lib/rules/rule";
import { accountOf, findingsOf } from "../inventory";

/** The account of all fixtures. */
export const ACCOUNT = "1234567890123456";

/** An id that is nobody's. */
export const idOf = (name: string): string => `example-key-${name}`;

export function liveKey(name: string, parts: Partial<LiveKey> = {}): LiveKey {
  return {
    id: idOf(name),
    status: "Active",
    created: "2026-06-01T08:00:00Z",
    lastUsed: null,
    isUnused: false,
    ...parts,
  };
}

export function listing(users: Readonly<Record<string, readonly LiveKey[]>>, parts: Partial<LiveKeys> = {}): LiveKeys {
  return {
    accountId: ACCOUNT,
    time: "2026-06-15T12:00:00Z",
    users: Object.entries(users).map(([name, accessKeys]) => ({ name, accessKeys })),
    rootKeys: null,
    ...parts,
  };
}

/** The findings of one rule over states, on 2026-06-15. */
export function stateFindings(
  rule: Rule,
  parts: Partial<Inventory>,
  options: Partial<EvaluateOptions> = {},
): Finding[] {
  return findingsOf(rule, { accounts: [accountOf(ACCOUNT)], ...parts }, { stage: "state", ...options });
}
