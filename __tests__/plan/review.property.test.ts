import fc from "fast-check";
import { readPlans } from "../../lib/inventory/read-plans";
import type { PlanReview } from "../../lib/plan/plan-review";
import { existingKey } from "../../lib/plan/key-pairs";
import { reviewOf } from "../../lib/plan/review";
import { evaluate } from "../../lib/rules/evaluate";
import { TODAY } from "../rules/inventory";
import { planDocument, type PlannedKey, type PlannedUser, type PlanParts } from "./plans";

const ACTIONS = [
  "no-op",
  "create",
  "update",
  "delete",
  "delete,create",
  "create,delete",
  "forget",
  "create,forget",
  "forget,create",
  "read",
  "levitate",
];
const NAMES = ["etl", "ETL", "bi", "loader"];
const status = fc.constantFrom<("Active" | "Inactive")[]>("Active", "Inactive");

const key: fc.Arbitrary<PlannedKey> = fc.record(
  {
    at: fc.constantFrom("a", "b", "c", "etl_a", "bi_a", 'k["x.y"]', "k[0]", "module.m[0].alicloud_ram_access_key.a"),
    do: fc.constantFrom(...ACTIONS),
    user: fc.option(fc.constantFrom(...NAMES)),
    nextUser: fc.constantFrom(...NAMES),
    before: status,
    after: status,
    recorded: fc.oneof(status, fc.constant("gone" as const)),
    deposed: fc.constantFrom("0badcafe", "deadbeef"),
    reason: fc.constantFrom("replace_because_tainted", "replace_by_triggers", "who knows"),
    paths: fc.subarray(["pgp_key", "user_name", "secret_file"]),
    pins: fc.boolean(),
    unknownUser: fc.boolean(),
    unknownStatus: fc.boolean(),
  },
  { requiredKeys: ["at", "do"] },
);
const user: fc.Arbitrary<PlannedUser> = fc.record(
  {
    at: fc.constantFrom("etl", "bi", "u"),
    name: fc.constantFrom(...NAMES),
    nextName: fc.constantFrom(...NAMES),
    do: fc.constantFrom(...ACTIONS),
    force: fc.boolean(),
  },
  { requiredKeys: ["at", "name", "do"] },
);
const parts: fc.Arbitrary<PlanParts> = fc.record(
  {
    users: fc.array(user, { maxLength: 3 }),
    keys: fc.uniqueArray(key, { maxLength: 7, selector: ({ at, deposed }) => `${at} ${deposed}` }),
    caller: fc.record({ type: fc.constantFrom<("Account" | "RAMUser")[]>("Account", "RAMUser") }),
  },
  { requiredKeys: [] },
);

function reviewed(document: Record<string, unknown>): PlanReview {
  const review = reviewOf(readPlans([{ name: "app", document }]), {
    configurations: new Map([["app", document["configuration"]]]),
  });
  evaluate(review.plan.after, { stage: "plan", today: TODAY, review });
  return review;
}

describe("the review of any plan", () => {
  it("counts the keys after the apply as those before it, more by what is created and less by what is deleted", () => {
    fc.assert(
      fc.property(parts, (plan) => {
        for (const { keys, apply, unmanaged, change: ofUser } of reviewed(planDocument(plan)).holders) {
          const existing = typeof unmanaged.count === "number" ? unmanaged.count : 0;
          const present = keys.filter((key) => existingKey(key) !== null && key.part !== "after").length;
          let after = existing + present;
          for (const { change, part } of keys) {
            const actions = change?.action === "unknown" ? [] : (change?.actions ?? []);
            if (actions.includes("create") && part !== "before") after++;
            if (actions.includes("delete") && part !== "after") after--;
          }
          expect(apply.keys.now.atLeast).toBe(existing + present);
          for (const course of [apply.keys, apply.live]) {
            const { now, lowest, highest } = course;
            const ends = [now, course.after ?? now];
            for (const end of ends) {
              expect(lowest.atLeast).toBeLessThanOrEqual(end.atLeast);
              if (highest.atMost !== null) expect(highest.atMost).toBeGreaterThanOrEqual(end.atMost ?? Infinity);
            }
          }
          // A user that goes takes keys along, by the order also new ones; what is not found is not deleted.
          const isWhole = ofUser === null && (plan.users ?? []).every((user) => user.do === "no-op");
          if (isWhole && keys.every(({ fate }) => fate.untracked === null)) {
            expect(apply.keys.after?.atLeast ?? after).toBe(after);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("has each key once for each that it belongs to", () => {
    fc.assert(
      fc.property(parts, (plan) => {
        const { holders } = reviewed(planDocument(plan));
        const seen = holders.flatMap(({ keys }) => keys.map(({ site, part }) => `${site.address} ${part}`));
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 200 },
    );
  });

  it("never throws, whatever stands in the plan", () => {
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })), { maxLength: 4 }),
        (plan, changes) => {
          const document = planDocument(plan);
          for (const [place, value] of changes) replaceNode(document, place, value);
          reviewed(document);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Puts another value in the place of one of all members and elements of a document. */
function replaceNode(document: object, place: number, value: unknown): void {
  const nodes: [Record<string, unknown>, string][] = [];
  const pending: unknown[] = [document];
  for (const node of pending) {
    if (typeof node !== "object" || node === null) continue;
    for (const name of Object.keys(node)) {
      nodes.push([node as Record<string, unknown>, name]);
      pending.push((node as Record<string, unknown>)[name]);
    }
  }
  const found = nodes[place % Math.max(1, nodes.length)];
  if (found) found[0][found[1]] = value;
}
