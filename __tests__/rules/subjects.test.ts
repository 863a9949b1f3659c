import type { AccessKey, Inventory, NamedIdentity } from "../../lib/inventory/model";
import { CATALOGUE } from "../../lib/rules/catalogue";
import { evaluate } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import { NO_SETTINGS } from "../../lib/rules/settings";
import { allow, attachment, documentOf, setting } from "./grants";
import { accessKey, identity, inventoryOf, METADATA, ownerOf, siteAt, TODAY, unknown } from "./inventory";

/* A report is grouped by identity: every finding that is about one must name it. */

const EXPIRED = { fingerprint: "BEEF", userIds: [], expires: "2026-01-01T00:00:00.000Z", binary: "AAAA" };
const CONSUMER = { service: "adb", name: "x", owner: "o@example.com" };

/** What one rule finds, also where it is off by default, when the team has a list of recipients. */
function judged(id: string, parts: Partial<Inventory>): Finding[] {
  return evaluate(inventoryOf(parts), {
    stage: "configuration",
    today: TODAY,
    rules: CATALOGUE.filter((rule) => rule.id === id),
    settings: { ...NO_SETTINGS, levels: new Map([[id, "error"]]), allowedRecipients: ["F00D"] },
  });
}

describe("a finding about an AccessKey names its user", () => {
  it.each<[string, string, Partial<AccessKey>]>([
    ["KEY005", "a pinned status", { status: "Active" }],
    ["KEY006", "a count", { repeatedBy: "count", instances: 2 }],
    ["KEY006", "a count that is not known", { repeatedBy: "count", instances: unknown("k.count") }],
    ["KEY006", "names that change", { repeatedBy: "for_each", unstableNames: "range() numbers them" }],
    ["KEY006", "names that may change", { repeatedBy: "for_each", unstableNames: unknown("k.for_each") }],
    ["KEY008", "no restriction", { metadata: null }],
    ["KEY010", "a better credential", { metadata: { ...METADATA, scenario: "ci-cd" } }],
    ["KEY011", "nothing that says why", { metadata: null }],
    ["KEY012", "two consumers", { metadata: { ...METADATA, consumers: [CONSUMER, { ...CONSUMER, name: "y" }] } }],
    ["SEC001", "no pgp_key", { pgpKey: null, recipient: null }],
    ["SEC001", "a pgp_key that is not known", { pgpKey: unknown("k.pgp_key"), recipient: null }],
    ["SEC002", "a secret_file", { secretFile: "k.json" }],
    ["SEC002", "a secret_file that is not known", { secretFile: unknown("k.secret_file") }],
    ["SEC003", "a pgp_key that is none", { recipient: { problem: "is none" } }],
    ["SEC003", "a pgp_key that is not known", { pgpKey: unknown("k.pgp_key"), recipient: null }],
    ["SEC004", "a keybase name", { pgpKey: "keybase:somebody", recipient: null }],
    ["SEC010", "a recipient whose key has expired", { recipient: { key: EXPIRED } }],
    ["SEC011", "a recipient who is not in the list", { recipient: { key: EXPIRED } }],
    ["SEC011", "a keybase name", { pgpKey: "keybase:somebody", recipient: null }],
    ["SEC011", "a pgp_key that is not known", { pgpKey: unknown("k.pgp_key"), recipient: null }],
  ])("%s: %s", (id, _, parts) => {
    expect(judged(id, { accessKeys: [accessKey("app/k", parts)] })).toMatchObject([
      { path: "app/k", subject: "user:etl" },
    ]);
  });

  it.each(["SEC001", "SEC003", "SEC011"])("%s says what to do about a pgp_key that is not known", (id) => {
    const accessKeys = [accessKey("app/k", { pgpKey: unknown("k.pgp_key"), recipient: null })];
    expect(judged(id, { accessKeys })[0]?.fix).toBe(
      "write the public key itself in the configuration: it is no secret, and reviewers see whose it is",
    );
  });
});

describe("a finding about a setting names its account", () => {
  const PASSWORDS = "alicloud_ram_password_policy";
  const PREFERENCE = "alicloud_ram_security_preference";

  it.each<[string, string, "passwordPolicy" | "securityPreference", Record<string, unknown>]>([
    ["ACC001", PASSWORDS, "passwordPolicy", { minimum_password_length: 8 }],
    ["ACC002", PREFERENCE, "securityPreference", { enforce_mfa_for_login: false }],
    ["ACC002", PREFERENCE, "securityPreference", { enforce_mfa_for_login: unknown("s.enforce_mfa_for_login") }],
    ["ACC003", PREFERENCE, "securityPreference", { max_idle_days_for_access_keys: 730 }],
    ["ACC003", PREFERENCE, "securityPreference", { max_idle_days_for_access_keys: unknown("s.max_idle_days") }],
    ["ACC004", PREFERENCE, "securityPreference", { allow_user_to_manage_access_keys: true }],
    ["ACC004", PREFERENCE, "securityPreference", { allow_user_to_manage_access_keys: unknown("s.allow") }],
    ["ACC006", PREFERENCE, "securityPreference", {}],
  ])("%s: %s of a %s with %j", (id, type, kind, values) => {
    const parts = { accountSettings: [setting(kind, type, values)], accessKeys: [accessKey("app/k")] };
    expect(judged(id, parts)).toMatchObject([{ subject: "account:1234567890123456" }]);
  });

  it("also where a password policy may be too weak", () => {
    const values = {
      minimum_password_length: unknown("p.minimum_password_length"),
      max_login_attemps: 5,
      ...Object.fromEntries(
        ["lowercase_characters", "uppercase_characters", "numbers", "symbols"].map((each) => [`require_${each}`, true]),
      ),
    };
    expect(judged("ACC001", { accountSettings: [setting("passwordPolicy", PASSWORDS, values)] })).toMatchObject([
      { verdict: "indeterminate", subject: "account:1234567890123456" },
    ]);
  });
});

describe("a finding about an identity names it", () => {
  const user = (name: NamedIdentity["name"], parts: Partial<NamedIdentity> = {}): Partial<Inventory> => ({
    identities: [identity("user", name, parts)],
  });

  it.each<[string, string, Partial<Inventory>, string]>([
    ["USR001", "by the name that RAM refuses", user("a b"), "user:a b"],
    ["USR001", "by its address where it has no name", user(""), "user:alicloud_ram_user.it"],
    ["USR001", "by its address where nobody knows the name", user(unknown("u.name")), "user:alicloud_ram_user.it"],
    ["USR001", "by its name for a text", user("u", { comments: "x".repeat(300) }), "user:u"],
    ["USR001", "by its name for a text that is not known", user("u", { comments: unknown("u.comments") }), "user:u"],
    ["USR002", "that is deleted by force", user("u", { force: "true" }), "user:u"],
    ["USR004", "that has a policy of its own", { policyAttachments: [attachment("app/a")] }, "user:etl"],
    ["USR005", "that is in no group", user("u"), "user:u"],
    ["POL001", "whose document allows all", { policyDocuments: [documentOf([allow("*")])] }, "policy:p"],
    ["POL002", "whose document allows a service", { policyDocuments: [documentOf([allow("oss:*")])] }, "policy:p"],
    ["POL005", "whose document is refused", { policyDocuments: [documentOf("{")] }, "policy:p"],
    ["POL005", "whose document is not known", { policyDocuments: [documentOf(unknown("p.document"))] }, "policy:p"],
  ])("%s: %s", (id, _, parts, subject) => {
    expect(judged(id, parts)).toMatchObject([{ subject }]);
  });

  it("USR001 says what to do about a name, and what about another text", () => {
    expect(judged("USR001", user("a b"))[0]?.fix).toBe("choose a name that RAM takes; existing identities keep theirs");
    expect(judged("USR001", user("u", { comments: "x".repeat(300) }))[0]?.fix).toBe("shorten the text");
  });

  it("USR006 names what generates the name", () => {
    const generator = siteAt("app/p", { address: "random_pet.p" });
    const declaration = identity("user", unknown("u.name"));
    const accessKeys = [accessKey("app/k", { owner: ownerOf(null, { declaration }) })];
    const generatedNames = [{ identity: declaration, generator }];
    expect(judged("USR006", { accessKeys, generatedNames })).toMatchObject([
      { subject: "user:alicloud_ram_user.it", related: [{ address: "random_pet.p" }] },
    ]);
  });

  it("POL005 says what to do about a document that is too long", () => {
    const policyDocuments = [documentOf([allow("oss:GetObject", "acs:oss:*:*:" + "x".repeat(7_000))])];
    expect(judged("POL005", { policyDocuments })).toMatchObject([
      { subject: "policy:p", fix: "split it into several policies, or put resources under a common prefix" },
    ]);
  });
});
