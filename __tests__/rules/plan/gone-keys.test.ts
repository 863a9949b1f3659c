import type { LiveKeys } from "../../../lib/listing/live-keys";
import { KEY005 } from "../../../lib/rules/keys/key005";
import { PLN002 } from "../../../lib/rules/plan/pln002";
import { PLN007 } from "../../../lib/rules/plan/pln007";
import { PLN010 } from "../../../lib/rules/plan/pln010";
import { SEC012 } from "../../../lib/rules/secrets/sec012";
import type { PlannedKey, PlanParts } from "../../plan/plans";
import { MADE, planGist } from "./findings";

const OLD = { created: "2026-05-01T00:00:00Z" };
const key = { status: "Active", created: null, lastUsed: null, isUnused: false } as const;

/** A listing that is younger than all keys, with those of the user `etl`. */
function listing(...ids: string[]): LiveKeys {
  const users = [{ name: "etl", accessKeys: ids.map((id) => ({ ...key, id })) }];
  return { accountId: "1234567890123456", time: "2026-06-01T00:00:00Z", users, rootKeys: [] };
}

const planned = (...keys: PlannedKey[]): PlanParts => ({
  users: MADE,
  caller: { type: "RAMUser" },
  keys: keys.map((each) => ({ ...OLD, ...each })),
});

describe("a key that only a listing shows to be gone", () => {
  const replaced = planned({ at: "a", do: "delete,create" });

  it("is created again by its replacement, and nobody loses it by that", () => {
    expect(planGist(PLN007, replaced, { liveKeys: listing() })).toEqual(["warning violation a"]);
    expect(planGist(PLN002, replaced, { liveKeys: listing() })).toEqual([]);
    expect(planGist(PLN007, replaced, { liveKeys: listing("id-of-a") })).toEqual([]);
  });

  it("had a recipient, who may be another one for the next key", () => {
    const handedOver = planned({ at: "a", do: "delete,create", pgpKeys: ["keybase:old", "keybase:new"] });
    expect(planGist(SEC012, handedOver, { liveKeys: listing() })).toEqual(["warning violation a"]);
  });

  it("leaves the rotation that the code declares", () => {
    const slots = planned(
      { at: "a", do: "no-op", pins: true },
      { at: "b", do: "no-op", pins: true, before: "Inactive", after: "Inactive" },
    );
    expect(planGist(KEY005, slots, { liveKeys: listing("id-of-a") })).toEqual([]);
  });

  it("is not among those of whoever runs Terraform, whose keys the listing does not tell", () => {
    const ownerless = planned({ at: "k", user: null, do: "no-op" });
    expect(planGist(PLN007, ownerless, { liveKeys: listing() })).toEqual([]);
    expect(planGist(PLN010, ownerless, { liveKeys: listing() })).toEqual([]);
  });
});
