import type { LiveKeys } from "../../lib/listing/live-keys";
import { withManifestCounts, type ManifestCounts } from "../../lib/inventory/manifest-counts";
import type { Maybe } from "../../lib/maybe/maybe";
import { manifestGaps } from "../../lib/plan/manifest-gaps";
import type { PlanReview } from "../../lib/plan/plan-review";
import { reviewOf } from "../../lib/plan/review";
import { evaluate } from "../../lib/rules/evaluate";
import { planOf, type PlanParts } from "../plan/plans";
import { TODAY } from "../rules/inventory";

const ACCOUNT = "1234567890123456";
const CALLER = { type: "RAMUser" } as const;
const CREATED: PlanParts = {
  users: [{ at: "u", name: "etl", do: "no-op" }],
  keys: [{ at: "a", do: "create" }],
  caller: CALLER,
};
/** Terraform has the key, and not its user. */
const REFERRED: PlanParts = { keys: [{ at: "a", do: "create" }], caller: CALLER };
const RENAMED: PlanParts = {
  users: [{ at: "u", name: "etl", nextName: "loader", do: "update" }],
  keys: [{ at: "a", do: "delete,create", nextUser: "loader", paths: ["user_name"] }],
  caller: CALLER,
};
const DELETED: PlanParts = {
  users: [{ at: "u", name: "etl", do: "delete" }],
  keys: [{ at: "a", do: "delete" }],
  caller: CALLER,
};
const UNKNOWN = { unknown: true, attribute: "existingAccessKeys", because: "nobody has said it" } as const;

const manifest = (count: Maybe<number>, account = `account:${ACCOUNT}`, name = "etl"): ManifestCounts => {
  return { account, users: [{ name, count }] };
};
const listing = (...users: string[]): LiveKeys => {
  const listed = users.map((name) => ({ name, accessKeys: [] }));
  return { accountId: ACCOUNT, time: "2026-06-01T00:00:00Z", users: listed, rootKeys: null };
};

/** The configuration that has made the plan, with what it says of its user. */
function saying(existingAccessKeys?: number) {
  const user = { origin: "adopted", ...(existingAccessKeys !== undefined && { existingAccessKeys }) };
  const etl = { "//": { ramparts: { user } }, name: "etl" };
  return {
    configuration: {
      name: "app",
      files: [{ name: "cdk.tf.json", content: { resource: { alicloud_ram_user: { u: etl } } } }],
    },
  };
}

function reviewed(parts: PlanParts, counts: readonly ManifestCounts[], code?: number, liveKeys?: LiveKeys): PlanReview {
  const plan = planOf(parts, code === undefined ? {} : saying(code));
  return reviewOf(withManifestCounts(plan, counts), { liveKeys: liveKeys ?? null });
}

describe("keys made elsewhere", () => {
  it.each<[string, object, Parameters<typeof reviewed>]>([
    ["a listing", { source: "listing", count: 0, live: 0 }, [CREATED, [manifest(2)], 1, listing("etl")]],
    ["the code, where it says more", { source: "code", count: 2 }, [CREATED, [manifest(1)], 2]],
    ["the code, where both say the same", { source: "code", count: 1, live: null }, [CREATED, [manifest(1)], 1]],
    ["the code, where the manifest does not know", { source: "code", count: 0 }, [CREATED, [manifest(UNKNOWN)], 0]],
    ["the manifest, where it says more", { source: "manifest", count: 2 }, [CREATED, [manifest(2)], 1]],
    ["the manifest, of a user who is assumed to have none", { source: "manifest", count: 1 }, [CREATED, [manifest(1)]]],
    [
      "the manifest, of a user who is not in the listing",
      { source: "manifest", count: 1 },
      [CREATED, [manifest(1)], undefined, listing("bi")],
    ],
    [
      "the manifest, of a user who is only referred to",
      { source: "manifest", count: 0, live: 0 },
      [REFERRED, [manifest(0)]],
    ],
    ["the manifest, of a user whose code is gone", { source: "manifest", count: 1 }, [DELETED, [manifest(1)]]],
    ["the manifest, by the name that a user still has", { source: "manifest", count: 1 }, [RENAMED, [manifest(1)]]],
    ["the manifest, in whatever letters", { source: "manifest", count: 1 }, [CREATED, [manifest(1, undefined, "ETL")]]],
    ["nobody, where the manifest does not know", { source: "nobody", live: null }, [CREATED, [manifest(UNKNOWN)]]],
    [
      "nobody, where none speaks of the user",
      { source: "nobody", live: null },
      [REFERRED, [manifest(1, undefined, "bi")]],
    ],
    ["an assumption, where none speaks of the user", { source: "assumed", count: 0, live: 0 }, [CREATED, []]],
  ])("are those of %s", (_, expected, given) => {
    expect(reviewed(...given).holders[0]?.unmanaged).toMatchObject(expected);
  });

  it.each<[string, object, string | null, ManifestCounts[]]>([
    ["of the same account", { count: 1 }, ACCOUNT, [manifest(1)]],
    ["of another account", { count: 0, source: "assumed" }, ACCOUNT, [manifest(1, "account:9999999999999999")]],
    ["that does not say its only account", { count: 1 }, ACCOUNT, [manifest(1, "stack:app/default")]],
    ["of one account, and the plan says none", { count: 1 }, null, [manifest(1)]],
    ["of two accounts, one of which it is", { count: 1 }, ACCOUNT, [manifest(1), manifest(0, "account:2")]],
    ["of two accounts, and it may be either", { source: "nobody" }, null, [manifest(1), manifest(0, "account:2")]],
  ])("are taken from a manifest %s: %j", (_, expected, accountId, counts) => {
    const { users = [], keys = [] } = CREATED;
    const caller = accountId === null ? {} : { caller: { ...CALLER, accountId } };
    expect(reviewed({ users, keys, ...caller }, counts).holders[0]?.unmanaged).toMatchObject(expected);
  });

  it("of the manifest count towards the quota in the review and in its findings alike", () => {
    const parts: PlanParts = {
      ...CREATED,
      keys: [
        { at: "a", do: "create" },
        { at: "b", do: "create" },
      ],
    };
    const review = reviewed(parts, [manifest(1)]);
    expect(review.holders[0]?.apply).toMatchObject({ verdict: "will fail", needed: 3 });
    const messages = evaluate(review.plan.after, { stage: "plan", today: TODAY, review }).map(({ message }) => message);
    expect(messages).toContain(
      'RAM user "etl" would hold 3 AccessKeys (1 of them not managed by Terraform); RAM allows 2',
    );
    const renamed = reviewed(
      { ...RENAMED, keys: [...(RENAMED.keys ?? []), { at: "b", user: "loader", do: "create" }] },
      [manifest(1)],
    );
    const found = evaluate(renamed.plan.after, { stage: "plan", today: TODAY, review: renamed });
    expect(found.some(({ rule }) => rule === "KEY002")).toBe(true);
  });

  it("leave a plan as it is where the manifest has no user", () => {
    const plan = planOf(CREATED);
    expect(withManifestCounts(plan, [{ account: `account:${ACCOUNT}`, users: [] }])).toBe(plan);
  });
});

describe("what the review cannot know of a manifest", () => {
  const gaps = (...given: Parameters<typeof reviewed>) => manifestGaps(reviewed(...given));

  it("is whether its number is that of today", () => {
    expect(gaps(CREATED, [manifest(1)])).toEqual([
      'How many AccessKeys made elsewhere there are now of RAM user "etl": counted as the manifest has it, and ' +
        "somebody may have made or deleted one since. Give a listing with --keys to know it.",
    ]);
  });

  it("is who is right where the code says another number", () => {
    expect(gaps(CREATED, [manifest(2)], 0)).toEqual([
      'How many AccessKeys made elsewhere there are of RAM user "etl": the code says 0, and the manifest 2. ' +
        "The larger number is counted; give a listing with --keys to know it.",
    ]);
    expect(gaps(CREATED, [manifest(0)], 1)[0]).toContain("the code says 1, and the manifest 0");
  });

  it("is nothing where both say the same, and where a listing tells it", () => {
    expect(gaps(CREATED, [manifest(1)], 1)).toEqual([]);
    expect(gaps(CREATED, [manifest(2)], 0, listing("etl"))).toEqual([]);
    expect(gaps(CREATED, [])).toEqual([]);
  });

  it("is not that nobody has said it, which the manifest has", () => {
    const { notKnown } = reviewed(CREATED, [manifest(1)]);
    expect(notKnown.join()).not.toContain("Nobody has said how many");
    expect(reviewed(CREATED, [manifest(UNKNOWN)]).notKnown.join()).toContain("Say it in existingAccessKeys");
  });
});
