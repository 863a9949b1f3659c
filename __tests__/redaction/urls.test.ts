import fc from "fast-check";
import { urlSecretsIn, withoutUrlSecrets } from "../../lib/redaction/urls";

const shown = (text: string): string => withoutUrlSecrets(text, "[redacted]");

describe("secrets in URLs", () => {
  it.each([
    ["https://user:pa55@example.com/m.git", "https://[redacted]@example.com/m.git"],
    ["git::https://t0ken@example.com/m?ref=v1", "git::https://[redacted]@example.com/m?ref=v1"],
    ["git::user:pa55@example.com/m", "git::[redacted]@example.com/m"],
    ["https://user:a/b@c@example.com/m@v1", "https://[redacted]@example.com/m@v1"],
    ["https://user:%zz@example.com", "https://[redacted]@example.com"],
    ["https://user:it's@example.com/m", "https://[redacted]@example.com/m"],
    ["https://user:cut-of", "https://user:[redacted]"],
    [
      "s3::https://example.com/m.zip?aws_access_key_secret=abc&ref=1",
      "s3::https://example.com/m.zip?aws_access_key_secret=[redacted]&ref=1",
    ],
    ["oss::https://example.com/m.zip?Signature=abc%3D", "oss::https://example.com/m.zip?Signature=[redacted]"],
    ["https://example.com/run#access_token=abc&page=2", "https://example.com/run#access_token=[redacted]&page=2"],
    ["postgres://u:p@db.example.com/s, or ask", "postgres://[redacted]@db.example.com/s, or ask"],
  ])("are taken out of %s", (text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(shown(expected)).toBe(expected);
  });

  it.each([
    "https://example.com:8443/run?page=hologres-keys&id=123456789",
    "git::ssh://git@example.com/m.git?ref=main&depth=1",
    "https://[2001:db8::1]:443/x",
    "https://example.com/@team/run",
    "::error title=ramparts::write to team@example.com: now",
    "acs:ram::1234567890123456:user/etl",
  ])("leave %s as it is", (text) => {
    expect(shown(text)).toBe(text);
    expect(urlSecretsIn(text)).toEqual([]);
  });

  it("are known as they are written and as they are meant", () => {
    expect(urlSecretsIn("https://user:p%40ss@example.com")).toEqual(expect.arrayContaining(["p%40ss", "p@ss"]));
  });

  it("never stand in what is left, whatever they are", () => {
    const secret = fc.string({ unit: fc.constantFrom(..."aZ9:/?#@%&=+!$'()*,;[]~"), minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(secret, (text) => {
        // A number might as well be the port of a host, and what follows an @ the host itself.
        fc.pre(!/^\d+(?:[/?#']|$)|@.*[/?#']/.test(text));
        expect(shown(`see https://user:${text}@example.com/m now`)).not.toContain(text);
      }),
    );
  });
});
