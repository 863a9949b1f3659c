import type { AccessKey } from "../../../lib/inventory/model";
import { SEC012 } from "../../../lib/rules/secrets/sec012";
import { accessKey, gist, unknown } from "../inventory";
import { change, planFindings } from "./plans";

const pgp = (fingerprint: string, ...userIds: string[]): Partial<AccessKey> => ({
  pgpKey: `key of ${fingerprint}`,
  recipient: { key: { fingerprint, userIds, expires: null, binary: "AAAA" } },
});
const OLD = pgp("A".repeat(40), "BI team <bi@example.com>");
const NEW = pgp("B".repeat(40), "Mallory <m@example.com>");
const CLEAR: Partial<AccessKey> = { pgpKey: null, recipient: null };
const record = { id: "example-key-0001", created: null, hasClearSecret: false, hasSecret: true };

/** The key of a plan that replaces it, or updates it where it keeps its record. */
function replaced(before: Partial<AccessKey>, after: Partial<AccessKey>, next: AccessKey["record"] = null) {
  const old = accessKey("app/k", { ...before, record });
  return planFindings(SEC012, {
    before: { accessKeys: [old] },
    after: { accessKeys: [accessKey("app/k", { ...after, record: next })] },
    changes: [change(old.site.address, next === null ? "replace" : "update")],
  });
}

describe("SEC012", () => {
  it("says who had the secret and who gets it", () => {
    const [finding] = replaced(OLD, NEW);
    expect(finding).toMatchObject({ level: "warning", verdict: "violation", path: "app/k", subject: "user:etl" });
    expect(finding?.message).toBe(
      `The recipient of the secret was the PGP key ${"A".repeat(40)} ("BI team <bi@example.com>") ` +
        `and is the PGP key ${"B".repeat(40)} ("Mallory <m@example.com>")`,
    );
  });

  it.each<[string, Partial<AccessKey>, Partial<AccessKey>, string[]]>([
    ["the same PGP key, written otherwise", OLD, { ...OLD, pgpKey: "the same, longer" }, []],
    ["from the state to a PGP key", CLEAR, NEW, ["warning violation app/k"]],
    ["from a PGP key to the state", OLD, CLEAR, ["warning violation app/k"]],
    ["from the state to the state", CLEAR, { ...CLEAR, pgpKey: "" }, []],
    ["to a keybase user", OLD, { pgpKey: "keybase:m", recipient: null }, ["warning violation app/k"]],
    ["to what cannot be read", OLD, { pgpKey: "x", recipient: { problem: "is no key" } }, ["warning violation app/k"]],
    ["to what is not known", OLD, { pgpKey: unknown("k.pgp_key"), recipient: null }, ["info indeterminate app/k"]],
    ["from what is not known", { pgpKey: unknown("k.pgp_key"), recipient: null }, NEW, []],
  ])("judges a replacement %s", (_, before, after, expected) => {
    expect(gist(replaced(before, after))).toEqual(expected);
  });

  it("says nothing of a key that stays: its secret is where it is", () => {
    expect(replaced(OLD, NEW, record)).toEqual([]);
  });

  it("says nothing of a new key, nor of one that goes", () => {
    expect(planFindings(SEC012, { after: { accessKeys: [accessKey("app/k", NEW)] } })).toEqual([]);
    expect(planFindings(SEC012, { before: { accessKeys: [accessKey("app/k", OLD)] } })).toEqual([]);
  });
});
