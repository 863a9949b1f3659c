import type { LiveKey } from "../../../lib/listing/live-keys";
import type { AccessKey } from "../../../lib/inventory/model";
import { KEY003 } from "../../../lib/rules/keys/key003";
import { STA001 } from "../../../lib/rules/live/sta001";
import { STA002 } from "../../../lib/rules/live/sta002";
import { STA003 } from "../../../lib/rules/live/sta003";
import { STA004 } from "../../../lib/rules/live/sta004";
import { STA005 } from "../../../lib/rules/live/sta005";
import { NO_SETTINGS } from "../../../lib/rules/settings";
import { profileNamed } from "../../../lib/rules/profiles/profiles";
import { accessKey, accountOf, gist, identity, ownerOf, siteAt } from "../inventory";
import { idOf, listing, liveKey, stateFindings } from "./listings";

/** A key of a state. */
function held(name: string, created: string | null, parts: Partial<AccessKey> = {}): AccessKey {
  return accessKey(`app/${name}`, {
    status: "Active",
    record: { id: idOf(name), created, hasClearSecret: false, hasSecret: true },
    ...parts,
  });
}

describe("STA001", () => {
  it.each<[string, string | null, string[]]>([
    ["91 days", "2026-03-16T23:59:59Z", ["warning violation app/a"]],
    ["90 days, to the end of the day", "2026-03-17T00:00:00Z", []],
    ["a day in another zone", "2026-03-16T20:00:00-08:00", []],
    ["a day of tomorrow", "2026-06-16T00:00:00Z", []],
    ["a time that nobody knows", null, ["info indeterminate app/a"]],
    ["a time that is none", "yesterday", ["info indeterminate app/a"]],
  ])("judges a key of %s", (_, created, expected) => {
    expect(gist(stateFindings(STA001, { accessKeys: [held("a", created)] }))).toEqual(expected);
  });

  it("says which key, since when, and never the whole id", () => {
    const [finding] = stateFindings(STA001, { accessKeys: [held("a", "2026-01-02T00:00:00Z")] });
    expect(finding?.message).toBe(
      'The AccessKey exam…ey-a of RAM user "etl" has been there since 2026-01-02; allowed are 90 days',
    );
    expect(finding?.subject).toBe("user:etl");
  });

  it("says nothing of an Inactive key, whichever of the two says so", () => {
    const old = "2026-01-01T00:00:00Z";
    expect(stateFindings(STA001, { accessKeys: [held("a", old, { status: "Inactive" })] })).toEqual([]);
    const liveKeys = listing({ etl: [liveKey("a", { status: "Inactive" })] });
    expect(stateFindings(STA001, { accessKeys: [held("a", old)] }, { liveKeys })).toEqual([]);
  });

  it("judges a key that only the listing knows, at its user where that is declared", () => {
    const liveKeys = listing({ etl: [liveKey("x", { created: "2026-01-01T00:00:00Z" })] });
    expect(gist(stateFindings(STA001, {}, { liveKeys }))).toEqual(["warning violation etl/exam…ey-x"]);
    const declaration = identity("user", "etl", { site: siteAt("app/etl") });
    const owners = [ownerOf("etl", { declaration })];
    expect(gist(stateFindings(STA001, { owners }, { liveKeys }))).toEqual(["warning violation app/etl"]);
  });

  it("asks for no second key where there should be none, nor for one that may be new", () => {
    const old = liveKey("x", { created: "2025-05-20T10:00:00Z" });
    const fixOf = (...parts: Parameters<typeof listing>): string =>
      stateFindings(STA001, {}, { liveKeys: listing(...parts) })[0]?.fix ?? "";
    expect(fixOf({ etl: [old] })).toContain("make a second key");
    expect(fixOf({}, { rootKeys: [old] })).toContain("a key of a RAM user");
    expect(fixOf({ etl: [liveKey("x", { created: null })] })).toContain("when each key was created");
  });

  it("leaves out a key that the listing has no more, but not one that is younger than the listing", () => {
    const liveKeys = listing({ etl: [] }, { time: "2026-06-15T12:00:00Z" });
    expect(stateFindings(STA001, { accessKeys: [held("a", "2026-01-01T00:00:00Z")] }, { liveKeys })).toEqual([]);
    const early = listing({ etl: [] }, { time: "2025-12-31T00:00:00Z" });
    expect(
      stateFindings(STA001, { accessKeys: [held("a", "2026-01-01T00:00:00Z")] }, { liveKeys: early }),
    ).toHaveLength(1);
  });

  it.each<[string, string | null, string[]]>([
    ["that may be younger than the listing", null, ["info indeterminate app/a"]],
    ["of a user that the listing does not have", "2026-01-01T00:00:00Z", ["warning violation app/a"]],
  ])("leaves in a key %s", (_, created, expected) => {
    const liveKeys = created === null ? listing({ etl: [] }) : listing({ bi: [] });
    expect(gist(stateFindings(STA001, { accessKeys: [held("a", created)] }, { liveKeys }))).toEqual(expected);
  });

  it("is an error where the benchmark asks for it", () => {
    const settings = { ...NO_SETTINGS, profile: profileNamed("cis-2.0") ?? null };
    const accessKeys = [held("a", "2026-01-01T00:00:00Z")];
    expect(gist(stateFindings(STA001, { accessKeys }, { settings }))).toEqual(["error violation app/a"]);
  });

  it("takes a number of the team's own", () => {
    const settings = { ...NO_SETTINGS, thresholds: { accessKeyMaxAgeDays: 1 } };
    expect(stateFindings(STA001, { accessKeys: [held("a", "2026-06-13T00:00:00Z")] }, { settings })).toHaveLength(1);
  });
});

describe("two Active keys of one user", () => {
  const owner = ownerOf("etl");
  const pair = [held("a", "2026-01-01T00:00:00Z", { owner }), held("b", "2026-02-01T00:00:00Z", { owner })];
  const both = (parts: Partial<LiveKey> = {}) =>
    listing({ etl: [liveKey("a"), liveKey("x", { created: "2026-06-07T00:00:00Z", ...parts })] });

  it("are KEY003's where both are declared, as in the configuration, and nobody else's", () => {
    const [finding, ...others] = stateFindings(KEY003, { accessKeys: pair });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "warning", path: "app/b", subject: "user:etl" });
    expect(finding?.message).toBe('RAM user "etl" has 2 Active AccessKeys since 2026-02-01');
    expect(finding?.related).toHaveLength(2);
    expect(stateFindings(STA002, { accessKeys: pair })).toEqual([]);
  });

  it("are KEY003's where one of them was made elsewhere, which has a place of its own", () => {
    const accessKeys = pair.slice(0, 1);
    const owners = [ownerOf("etl", { declaration: identity("user", "etl", { site: siteAt("app/etl") }) })];
    const [finding, ...others] = stateFindings(KEY003, { accessKeys, owners }, { liveKeys: both() });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      path: "app/a",
      message: 'RAM user "etl" has 2 Active AccessKeys since 2026-06-07',
    });
    expect(finding?.related.map(({ path, address }) => path ?? address)).toEqual(["app/a", "etl/exam…ey-x"]);
    expect(stateFindings(STA002, { accessKeys }, { liveKeys: both() })).toEqual([]);
  });

  it("are STA002's where none is declared, once the overlap is over", () => {
    const [finding, ...others] = stateFindings(STA002, {}, { liveKeys: both() });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "warning", verdict: "violation", subject: "user:etl" });
    expect(finding?.message).toContain("have been Active since 2026-06-07");
    expect(finding?.message).toContain("the overlap is 7 days");
    expect(finding?.related.map(({ address }) => address)).toEqual(["etl/exam…ey-a", "etl/exam…ey-x"]);
    expect(stateFindings(KEY003, {}, { liveKeys: both() })).toEqual([]);
  });

  it.each<[string, Partial<LiveKey>]>([
    ["within the overlap", { created: "2026-06-08T00:00:00Z" }],
    ["of which one is Inactive", { status: "Inactive" }],
    ["since nobody knows when", { created: null }],
  ])("are nobody's %s", (_, parts) => {
    for (const rule of [STA002, KEY003]) expect(stateFindings(rule, {}, { liveKeys: both(parts) })).toEqual([]);
  });

  it("are not two where the listing has one of them no more", () => {
    const liveKeys = listing({ etl: [liveKey("a")] });
    expect(stateFindings(KEY003, { accessKeys: pair }, { liveKeys })).toEqual([]);
    expect(stateFindings(STA002, { accessKeys: pair }, { liveKeys })).toEqual([]);
  });

  it("are not two keys of two users, nor of the account itself", () => {
    const created = "2026-01-01T00:00:00Z";
    const liveKeys = listing(
      { a: [liveKey("a", { created })], b: [liveKey("b", { created })] },
      {
        rootKeys: [liveKey("r", { created }), liveKey("s", { created })],
      },
    );
    expect(stateFindings(STA002, {}, { liveKeys })).toEqual([]);
  });
});

describe("STA003", () => {
  const inactive = { status: "Inactive" } as const;

  it.each<[string, Partial<LiveKey> | null, string[]]>([
    ["by the state alone", null, ["info violation app/a"]],
    ["and used long ago", { ...inactive, lastUsed: "2026-06-07T23:00:00Z" }, ["info violation app/a"]],
    ["and used the other day", { ...inactive, lastUsed: "2026-06-08T00:00:00Z" }, []],
    ["but not in the account", { status: "Active" }, []],
  ])("judges a key that is Inactive %s", (_, parts, expected) => {
    const options = parts === null ? {} : { liveKeys: listing({ etl: [liveKey("a", parts)] }) };
    const accessKeys = [held("a", "2026-01-01T00:00:00Z", { status: "Inactive" })];
    expect(gist(stateFindings(STA003, { accessKeys }, options))).toEqual(expected);
  });

  it.each<[string, string, Partial<LiveKey> | null, string[]]>([
    ["made today", "2026-06-15T11:58:00Z", null, []],
    ["made today, and never used", "2026-06-15T11:58:00Z", { isUnused: true }, []],
    ["made within the overlap", "2026-06-08T00:00:00Z", null, []],
    ["made before it", "2026-06-07T23:59:00Z", null, ["info violation app/a"]],
    ["made before it, and never used", "2026-06-07T23:59:00Z", { isUnused: true }, ["info violation app/a"]],
  ])("takes none for an idle slot that waits for its turn in a rotation: %s", (_, created, parts, expected) => {
    const options =
      parts === null ? {} : { liveKeys: listing({ etl: [liveKey("a", { ...inactive, created, ...parts })] }) };
    const accessKeys = [held("a", created, { status: "Inactive" })];
    expect(gist(stateFindings(STA003, { accessKeys }, options))).toEqual(expected);
  });

  it("says nothing of a key that works", () => {
    expect(stateFindings(STA003, { accessKeys: [held("a", null)] })).toEqual([]);
  });
});

describe("STA004", () => {
  const liveKeys = listing({ etl: [liveKey("a"), liveKey("x"), liveKey("y", { status: "Inactive" })], bi: [] });

  it("reports an Active key that no state knows, and that a state may be missing", () => {
    const [finding, ...others] = stateFindings(STA004, { accessKeys: [held("a", null)] }, { liveKeys });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "warning", verdict: "violation", stack: "live keys", subject: "user:etl" });
    expect(finding?.message).toContain('AccessKey exam…ey-x of RAM user "etl" is Active, and none of the given states');
    expect(finding?.message).toContain("one may be missing");
    expect(JSON.stringify(finding)).not.toContain(idOf("x"));
  });

  it("says nothing without a listing, and nothing of keys of another account's states", () => {
    expect(stateFindings(STA004, { accessKeys: [held("a", null)] })).toEqual([]);
  });

  it("takes a listing for that of the only account when nothing says which one it is", () => {
    const account = accountOf(null);
    const accessKeys = [held("a", null, { account, owner: ownerOf("etl", { account }) })];
    expect(stateFindings(STA004, { accounts: [account], accessKeys }, { liveKeys })).toHaveLength(1);
  });

  it("compares names without regard to case, as RAM does", () => {
    const owners = [ownerOf("ETL", { declaration: identity("user", "ETL", { site: siteAt("app/etl") }) })];
    expect(stateFindings(STA004, { owners }, { liveKeys: listing({ etl: [liveKey("x")] }) })[0]?.path).toBe("app/etl");
  });
});

describe("STA005", () => {
  const old = "2025-01-01T00:00:00Z";

  it.each<[string, Partial<LiveKey>, string[]]>([
    ["never used", { created: old, isUnused: true }, ["warning violation etl/exam…ey-x"]],
    ["idle for 181 days", { created: old, lastUsed: "2025-12-16T23:00:00Z" }, ["warning violation etl/exam…ey-x"]],
    ["idle for 180 days", { created: old, lastUsed: "2025-12-17T00:00:00Z" }, []],
    ["never used, and young", { created: "2025-12-17T00:00:00Z", isUnused: true }, []],
    ["never used, and Inactive", { created: old, isUnused: true, status: "Inactive" }, []],
    ["never used, since nobody knows when", { created: null, isUnused: true }, ["info indeterminate etl/exam…ey-x"]],
    ["idle, since nobody knows when", { created: null, lastUsed: old }, ["warning violation etl/exam…ey-x"]],
    ["of which nobody has looked", { created: old }, ["info indeterminate lastUsed"]],
  ])("judges a key %s", (_, parts, expected) => {
    const liveKeys = listing({ etl: [liveKey("x", parts)] });
    expect(gist(stateFindings(STA005, {}, { liveKeys }))).toEqual(expected);
  });

  it("takes no key for idle that was made minutes ago, whatever is allowed", () => {
    const settings = { ...NO_SETTINGS, thresholds: { maxIdleDaysForAccessKeys: 0 } };
    const madeAt = (created: string): string[] =>
      gist(
        stateFindings(
          STA005,
          {},
          { liveKeys: listing({ etl: [liveKey("x", { created, isUnused: true })] }), settings },
        ),
      );
    expect(madeAt("2026-06-15T11:58:00Z")).toEqual([]);
    // Before midnight, UTC.
    expect(madeAt("2026-06-14T23:58:00Z")).toEqual([]);
    expect(madeAt("2026-06-13T23:58:00Z")).toEqual(["warning violation etl/exam…ey-x"]);
  });

  it("says once for all keys that the listing leaves out their last use", () => {
    const liveKeys = listing({ a: [liveKey("a", { created: old }), liveKey("b", { created: old })] });
    const [finding, ...others] = stateFindings(STA005, {}, { liveKeys });
    expect(others).toEqual([]);
    expect(finding?.message).toContain("Whether 2 Active AccessKeys are in use cannot be told");
  });

  it("says nothing without a listing", () => {
    expect(stateFindings(STA005, { accessKeys: [held("a", old)] })).toEqual([]);
  });

  it("is stricter in the strict profile", () => {
    const settings = { ...NO_SETTINGS, profile: profileNamed("strict") ?? null };
    const liveKeys = listing({ etl: [liveKey("x", { created: old, lastUsed: "2026-03-01T00:00:00Z" })] });
    expect(stateFindings(STA005, {}, { liveKeys })).toEqual([]);
    expect(gist(stateFindings(STA005, {}, { liveKeys, settings }))).toEqual(["error violation etl/exam…ey-x"]);
  });
});
