import fc from "fast-check";
import { mentionsCredential } from "../../lib/redaction/credential-patterns";
import { markedRedactor, markOf, redactCredentials, redactor } from "../../lib/redaction/redaction";
import { ID, SECRET } from "../inventory/fixtures";

const SHORT = `${ID.slice(0, 4)}…${ID.slice(-4)}`;
const SESSION = ["STS", "NExample0Example0Example0"].join(".");

describe("redaction", () => {
  it.each([
    ["an id", `key ${ID}`, `key ${SHORT}`],
    ["an id in a longer word", `u${ID}`, `u${SHORT}`],
    ["the id of a session", SESSION, "STS.…ple0"],
    ["a secret beside an id", `${ID}/${SECRET}`, `${SHORT}/[redacted]`],
    ["a secret under a telling name", `AccessKeySecret: ${SECRET}`, "AccessKeySecret: [redacted]"],
    ["a secret beside its name", `SECRET_KEY is ${SECRET}`, "SECRET_KEY is [redacted]"],
    ["an id and a secret without anything between", `${ID}${SECRET}`, `${ID.slice(0, 4)}…${SECRET.slice(-4)}`],
  ])("takes out %s", (_, text, expected) => {
    expect(redactCredentials(text)).toBe(expected);
  });

  it.each([
    ["a word of that length", SECRET],
    ["a word beside a telling name", "the secret belongs to whoever answers for it"],
    ["an address beside a telling name", "its secret: alicloud_ram_access_key.key1"],
    ["where a secret is found", "ALICLOUD_SECRET_KEY=$ACCESS_KEY_SECRET"],
    ["a URL without a secret", "git::ssh://git@example.com/m?ref=v1.2.0 and https://wiki.example.com/run?page=keys"],
    ["a short word with the prefix", `${ID.slice(0, 12)}`],
  ])("leaves %s", (_, text) => {
    expect(redactCredentials(text)).toBe(text);
  });

  it("takes out what looks like a secret in a suspect place", () => {
    expect(mentionsCredential(ID)).toBe(true);
    expect(mentionsCredential(SECRET)).toBe(false);
    expect(redactCredentials(`at ${SECRET}`, true)).toBe("at [redacted]");
  });

  it("takes out a marked secret wherever it stands, and nothing else", () => {
    const secret = "a.marked+secret/of=no-form";
    const mark = markOf(secret);
    const redact = redactor(mark ? [mark] : []);
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(redact(`${before}${secret}${after}`)).not.toContain(secret);
      }),
    );
    expect(redact(`x${secret}${secret}y ${secret.slice(1)}`)).toBe(`x[redacted][redacted]y ${secret.slice(1)}`);
  });

  it("takes out marked secrets of one and of several lengths, the longest first", () => {
    const secrets = ["a".repeat(16), "b".repeat(16), `${"a".repeat(16)}-more`, "c".repeat(4096)];
    const redact = redactor(secrets.flatMap((secret) => markOf(secret) ?? []));
    for (const secret of secrets) expect(redact(`is ${secret}.`)).toBe("is [redacted].");
    expect(redact("b".repeat(15))).toBe("b".repeat(15));
  });

  it("looks for neither short words nor what no credential is as long as", () => {
    expect(markOf("a".repeat(7))).toBeNull();
    expect(markOf("a".repeat(8))).not.toBeNull();
    expect(markOf("a".repeat(4096))).not.toBeNull();
    expect(markOf("a".repeat(4097))).toBeNull();
  });

  it("looks for texts of any number of lengths", () => {
    const secrets = Array.from({ length: 40 }, (_, index) => `${"x".repeat(16 + index)}!`);
    const redact = redactor(secrets.flatMap((secret) => markOf(secret) ?? []));
    expect(secrets.map(redact)).toEqual(secrets.map(() => "[redacted]"));
  });

  it("finds secrets wherever they stand, among characters of all kinds", () => {
    const letter = fc.constantFrom(...'ab0\u00e9\u{1f511}"\\');
    const text = fc.string({ unit: letter, maxLength: 40 });
    const secret = fc.string({ unit: letter, minLength: 16, maxLength: 24 }).filter((each) => markOf(each) !== null);
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 5 }), text, text, (secrets, before, after) => {
        const redact = markedRedactor(secrets.flatMap((each) => markOf(each) ?? []));
        for (const each of secrets) expect(redact(before + each + after)).not.toBe(before + each + after);
        const shown = redact(before + secrets.join("|") + after);
        for (const each of secrets) expect(shown).not.toContain(each);
        const other = "z".repeat(60);
        expect(redact(other)).toBe(other);
      }),
    );
  });

  it.each(["Inactive", "cn-hangzhou", "2026-11-22", "alicloud_ram_user", "AliyunOSSReadOnlyAccess"])(
    "looks not for %s, which reports say by themselves",
    (word) => expect(markOf(word)).toBeNull(),
  );

  it("leaves names in addresses, so that everybody knows whom to call, and takes out what is none", () => {
    const [name, secret] = ["hologres-bi-production", "q7ZkW2pX9vLrT4nBc8Yd"];
    const redact = redactor([name, secret].flatMap((each) => markOf(each) ?? []));
    const address = `alicloud_ram_access_key.${name}_dashboards`;
    expect(redact(`${address} is of RAM user "${name}"`)).toBe(`${address} is of RAM user "[redacted]"`);
    expect(redact.address(`${name}/key`)).toBe(`${name}/key`);
    expect(redact.address(`alicloud_ram_user.u["${secret}"]`)).toBe('alicloud_ram_user.u["[redacted]"]');
  });

  it("leaves a word that is but a part of another one", () => {
    const redact = redactor([markOf("analysis")].flatMap((mark) => mark ?? []));
    expect(redact("psychoanalysis; analysis.")).toBe("psychoanalysis; [redacted].");
  });

  it("takes out what is left of a marked secret in a text that was shortened", () => {
    const redact = redactor([markOf("q7ZkW2pX9vLrT4nBc8Yd")].flatMap((mark) => mark ?? []));
    expect(redact('RAM user "a q7ZkW2pX9vLrT…" has')).toBe('RAM user "a [redacted]…" has');
  });

  it("keeps nothing by which a secret could be read", () => {
    expect(JSON.stringify(markOf(SECRET))).not.toContain(SECRET.slice(0, 8));
    expect(markOf("short")).toBeNull();
  });
});
