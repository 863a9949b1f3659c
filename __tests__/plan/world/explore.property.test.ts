import fc from "fast-check";
import { ApplyOutcomes, type ApplyStart } from "../../../lib/plan/apply-review";
import type { Before } from "../../../lib/plan/simulation/key-operation";
import type { KeyWork } from "../../../lib/plan/work";
import { explore } from "../../../lib/plan/world/explore";
import { outcomeOf } from "../../../lib/plan/world/outcome";
import type { Request, WorldKey } from "../../../lib/plan/world/world";
import type { Working } from "../../../lib/plan/working";

/*
 * Two ways lead to what an apply does to keys: by cuts and matchings, which take any number of keys, and by trying
 * every order, which users need. Of the keys of one user alone both must say the same.
 */

const QUOTA = 2;
const working = fc.constantFrom<Working>("yes", "no", "perhaps");
const key = fc.record({
  does: fc.constantFrom("stay", "create", "delete", "update", "delete first", "create first"),
  before: working,
  after: working,
});
const keys = fc.array(key, { minLength: 1, maxLength: 4 });
const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 4 });

type Key = typeof key extends fc.Arbitrary<infer Value> ? Value : never;

interface Built {
  readonly works: readonly KeyWork[];
  readonly requests: readonly Request[];
  readonly worldKeys: readonly WorldKey[];
  readonly before: Before[];
  readonly start: ApplyStart;
}

function built(given: readonly Key[], more: readonly (readonly [number, number])[]): Built {
  const works: KeyWork[] = [];
  const requests: Request[] = [];
  const worldKeys: WorldKey[] = [];
  const before: Before[] = [];
  const add = (
    kind: KeyWork["kind"],
    place: number,
    world: number,
    from: Working | null,
    to: Working | null,
  ): number => {
    const address = `alicloud_ram_access_key.k${place}`;
    works.push({
      of: "key",
      stack: "app",
      address,
      kind,
      deposed: null,
      replacement: null,
      place,
      before: from,
      after: to,
    });
    const working = to ?? "no";
    requests.push(
      kind === "delete"
        ? { kind: "delete key", key: world, owner: 0 }
        : { kind: kind === "create" ? "create key" : "update key", key: world, owner: 0, working },
    );
    return works.length - 1;
  };
  given.forEach(({ does, before: was, after: will }, place) => {
    const old = does === "create" ? -1 : worldKeys.push({ user: 0, working: was, soughtAs: 0 }) - 1;
    const creates = does === "create" || does.endsWith("first");
    const next = creates ? worldKeys.push({ user: null, working: will, soughtAs: 0 }) - 1 : -1;
    if (does === "update") add("update", place, old, was, will);
    const deletion = does === "delete" || does.endsWith("first") ? add("delete", place, old, was, null) : null;
    const creation = creates ? add("create", place, next, null, will) : null;
    if (deletion === null || creation === null) return;
    before.push(does === "delete first" ? [deletion, creation] : [creation, deletion]);
  });
  // A pair that goes up in a fixed order makes no circle with itself; with a replacement it might.
  for (const [one, other] of more) {
    const [first, second] = [Math.min(one, other), Math.max(one, other)];
    const isHalf = before.some(([a, b]) => a > b);
    if (first !== second && second < works.length && !isHalf) before.push([first, second]);
  }
  const existing = given.filter(({ does }) => does !== "create");
  const start: ApplyStart = {
    managed: {
      keys: existing.length,
      live: existing.filter(({ before: was }) => was === "yes").length,
      mostLive: existing.filter(({ before: was }) => was !== "no").length,
    },
    unmanaged: { source: "listing", count: 0, live: 0, keys: [], differing: null },
    quota: QUOTA,
    certainQuota: QUOTA,
    possible: 0,
    isNamesake: false,
    isReferred: false,
    isNamesakeCreating: false,
  };
  return { works, requests, worldKeys, before, start };
}

describe("trying every order", () => {
  it("says of keys alone what the cuts say", () => {
    fc.assert(
      fc.property(keys, edges, (given, more) => {
        const { works, requests, worldKeys, before, start } = built(given, more);
        fc.pre(start.managed.keys <= QUOTA);
        const cuts = new ApplyOutcomes().of(start, works, before);
        const exploration = explore({ users: [{ name: 0, quota: QUOTA }], keys: worldKeys }, requests, before);
        if (exploration === null) throw new Error("so few keys have few orders");
        const tried = outcomeOf(exploration, { users: new Set([0]), requests: new Set(requests.keys()) });
        expect(tried.refusals.find(({ kind }) => kind === "quota")?.verdict ?? "cannot fail").toBe(cuts.verdict);
        expect(tried.keys.now).toEqual(cuts.keys.now);
        expect(tried.keys.after).toEqual(cuts.keys.after);
        expect(tried.live.after).toEqual(cuts.live.after);
        // What is refused keeps back what waits for it, which the cuts leave out of account.
        expect(tried.keys.lowest.atLeast).toBeGreaterThanOrEqual(cuts.keys.lowest.atLeast);
        expect(tried.live.lowest.atLeast).toBeGreaterThanOrEqual(cuts.live.lowest.atLeast);
        expect(tried.keys.highest.atMost).toBeLessThanOrEqual(cuts.keys.highest.atMost ?? Infinity);
        if (cuts.verdict === "cannot fail") {
          expect(tried.keys.lowest).toEqual(cuts.keys.lowest);
          expect(tried.keys.highest).toEqual(cuts.keys.highest);
          expect(tried.live.lowest).toEqual(cuts.live.lowest);
          expect(tried.gap).toBe(cuts.gap);
        }
      }),
      { numRuns: 500 },
    );
  });
});
