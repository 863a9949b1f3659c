import type { AccessKey } from "../../../lib/inventory/model";
import { NO_SETTINGS } from "../../../lib/rules/settings";
import { SEC011 } from "../../../lib/rules/secrets/sec011";
import { accessKey, findingsOf, gist, unknown } from "../inventory";

const FINGERPRINT = "0123456789ABCDEF0123456789ABCDEF01234567";
const recipient = { key: { fingerprint: FINGERPRINT, userIds: [], expires: null, binary: "AAAA" } };

function findings(key: Partial<AccessKey>, allowedRecipients?: readonly string[]): string[] {
  const accessKeys = [accessKey("app/k", { recipient, ...key })];
  return gist(
    findingsOf(SEC011, { accessKeys }, allowedRecipients && { settings: { ...NO_SETTINGS, allowedRecipients } }),
  );
}

describe("SEC011", () => {
  it.each<[string, readonly string[], string[]]>([
    ["has the fingerprint", [FINGERPRINT], []],
    ["has it as gpg prints it", ["0123 4567 89ab cdef 0123  4567 89ab cdef 0123 4567"], []],
    ["has it with a prefix", [`0x${FINGERPRINT.toLowerCase()}`], []],
    ["has its last letters only", [FINGERPRINT.slice(-16)], ["error violation app/k"]],
    ["has others", ["F".repeat(40)], ["error violation app/k"]],
    ["is empty", [], ["error violation app/k"]],
  ])("compares with a list that %s", (_, list, expected) => {
    expect(findings({}, list)).toEqual(expected);
  });

  it("says nothing where the team has no list", () => {
    expect(findings({})).toEqual([]);
  });

  it.each<[string, Partial<AccessKey>, string[]]>([
    ["a keybase name", { pgpKey: "keybase:somebody", recipient: null }, ["error violation app/k"]],
    ["a value that is not known", { pgpKey: unknown("k.pgp_key"), recipient: null }, ["warning indeterminate app/k"]],
    ["a clear secret: SEC001", { pgpKey: null, recipient: null }, []],
    ["a key that is none: SEC003", { recipient: { problem: "is no key" } }, []],
    ["no instances", { instances: 0 }, []],
  ])("judges %s", (_, key, expected) => {
    expect(findings(key, [])).toEqual(expected);
  });
});
