import { withoutPrivateKeys } from "../../lib/redaction/private-keys";

const KIND = ["PRIVATE", "KEY"].join(" ");
const shown = (text: string): string => withoutPrivateKeys(text, "[redacted]");

describe("private keys", () => {
  it("are taken out from their first line to their last, each by itself", () => {
    const [one, other] = ["RSA ", ""].map(
      (type) => `-----BEGIN ${type}${KIND}-----\nq7Zk\n-----END ${type}${KIND}-----`,
    );
    expect(shown(`a ${one} b ${other} c`)).toBe("a [redacted] b [redacted] c");
  });

  it("are taken out to the end of the text where their end is missing", () => {
    expect(shown(`a -----BEGIN ${KIND}-----\nq7Zk`)).toBe("a [redacted]");
  });

  it("are no public keys", () => {
    const text = "-----BEGIN PUBLIC KEY-----\nq7Zk\n-----END PUBLIC KEY-----";
    expect(shown(text)).toBe(text);
  });
});
