import { readPlans } from "../../lib/inventory/read-plans";
import type { QuotaVerdict } from "../../lib/plan/simulation/simulate";
import { reviewOf, type ReviewOptions } from "../../lib/plan/review";
import { planDocument, type PlanParts } from "./plans";

const ACCOUNT = "1234567890123456";
const caller = (accountId: string): NonNullable<PlanParts["caller"]> => ({ type: "RAMUser", accountId });
const users = [{ at: "u", name: "etl", do: "create" }] as const;
const create: PlanParts = { users, keys: [{ at: "a", do: "create" }] };

interface Case {
  readonly one: PlanParts;
  readonly other?: PlanParts;
  readonly more?: object;
  readonly options?: ReviewOptions;
}

function reviewed({ one, other, more = {}, options = {} }: Case) {
  const documents = [{ ...planDocument(one), ...more }, ...(other ? [planDocument(other)] : [])];
  const sources = documents.map((document, index) => ({ name: ["one", "other"][index] ?? "", document }));
  const configurations = new Map(sources.map(({ name, document }) => [name, document["configuration"]]));
  return reviewOf(readPlans(sources), { configurations, ...options });
}

describe("the verdict about the quota", () => {
  it.each<[string, Case, QuotaVerdict | "not known"]>([
    ["a first key", { one: create }, "cannot fail"],
    ["a stack that is not reviewed", { one: create, options: { notReviewed: ["other"] } }, "not known"],
    ["a plan for some resources only", { one: create, more: { complete: false } }, "cannot fail"],
    ["a plan that ended in an error", { one: create, more: { errored: true } }, "not known"],
    [
      "a key disabled beside a stack that is not reviewed",
      { one: { keys: [{ at: "a", do: "update", after: "Inactive" }] }, options: { notReviewed: ["other"] } },
      "cannot fail",
    ],
    [
      "a key that is replaced beside a stack that is not reviewed",
      {
        one: { users: [{ at: "u", name: "etl", do: "no-op" }], keys: [{ at: "a", do: "delete,create" }] },
        options: { notReviewed: ["other"] },
      },
      "not known",
    ],
    [
      "keys of a user of the same name, of accounts that nobody declares",
      {
        one: create,
        other: {
          keys: [
            { at: "b", do: "no-op" },
            { at: "c", do: "no-op" },
          ],
        },
      },
      "not known",
    ],
    [
      "few keys of a user of the same name, of accounts that nobody declares",
      { one: create, other: { keys: [{ at: "b", do: "no-op" }] } },
      "not known",
    ],
    [
      "keys of a user of the same name in another account",
      {
        one: { ...create, caller: caller(ACCOUNT) },
        other: {
          caller: caller("1111222233334444"),
          keys: [
            { at: "b", do: "no-op" },
            { at: "c", do: "no-op" },
          ],
        },
      },
      "cannot fail",
    ],
    [
      "keys of a user of the same name where one of the accounts is declared",
      {
        one: { ...create, caller: caller(ACCOUNT) },
        other: {
          keys: [
            { at: "b", do: "no-op" },
            { at: "c", do: "no-op" },
          ],
        },
      },
      "not known",
    ],
    [
      "keys whose user is known after the apply only",
      {
        one: {
          users,
          keys: [
            { at: "a", do: "create" },
            { at: "b", do: "create" },
            { at: "c", do: "create", unknownUser: true },
          ],
        },
      },
      "not known",
    ],
  ])("with %s", (_, given, verdict) => {
    const review = reviewed(given);
    expect(review.holders.find(({ name }) => name === "etl")?.apply).toMatchObject({ verdict });
    const isSaid = review.notKnown.some((sentence) =>
      sentence.startsWith("Whether there is room for the new AccessKeys"),
    );
    expect(isSaid).toBe(verdict === "not known");
  });

  it("names the stacks that are not reviewed as a whole", () => {
    const { notKnown } = reviewed({ one: create, more: { errored: true }, options: { notReviewed: ["keys"] } });
    expect(notKnown).toContain(
      'Whether there is room for the new AccessKeys of RAM user "etl" is not known: ' +
        "keys, one are not reviewed as a whole, and may have keys of the same user.",
    );
  });
});
