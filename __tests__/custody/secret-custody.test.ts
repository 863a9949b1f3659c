import { Token } from "cdktf";
import { SecretCustody } from "../../lib/custody/secret-custody";
import { pgpKeys, refusal, untyped } from "../ram/fixtures";

describe("SecretCustody", () => {
  it("reads a PGP key to what the provider takes", async () => {
    const { publicKey } = await pgpKeys();
    const custody = SecretCustody.pgp(publicKey);
    expect(custody.metadata).toEqual({ kind: "pgp" });
    expect(custody.pgpKey).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(SecretCustody.pgp(custody.pgpKey ?? "").pgpKey).toBe(custody.pgpKey);
  });

  it("refuses a private key without repeating any of it", async () => {
    const { privateKey } = await pgpKeys();
    const error = refusal(() => SecretCustody.pgp(privateKey));
    expect(error.message).toContain("the PGP key for the secret of an AccessKey is a PRIVATE key");
    for (const line of privateKey.split(/\r?\n/).filter((text) => text.length > 20)) {
      expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain(line);
    }
  });

  it.each<[string, unknown, string]>([
    ["garbage", "not a key, at all", "is neither an armoured PGP public key nor"],
    ["an empty text", "", "is neither an armoured PGP public key nor"],
    ["nothing", undefined, "is undefined"],
    ["a buffer", Buffer.from("key"), "is an object"],
    ["a keybase name", "keybase:team", "is neither an armoured PGP public key nor"],
  ])("refuses %s, with the line that gave it", (_case, key, problem) => {
    const error = refusal(() => SecretCustody.pgp(untyped(key)));
    expect(error.message).toContain(`the PGP key for the secret of an AccessKey ${problem}`);
    expect(error.source).toMatch(/^__tests__\/custody\/secret-custody\.test\.ts:\d+$/);
  });

  it("does not judge a key that only Terraform knows", () => {
    const token = Token.asString({ some: "reference" });
    expect(SecretCustody.pgp(token).pgpKey).toBe(token);
  });

  it("leaves a secret in the state only with a reason and an end date", () => {
    const acknowledgement = { reason: "the migration needs it", until: "2027-01-31" };
    expect(SecretCustody.state(acknowledgement)).toMatchObject({ metadata: { kind: "state", acknowledgement } });
    expect(SecretCustody.state(acknowledgement).pgpKey).toBeUndefined();
    const error = refusal(() => SecretCustody.state({ ...acknowledgement, reason: "" }));
    expect(error.message).toContain("reason of the acknowledgement of a clear secret in the state is empty");
  });

  it("knows a custody from something that looks like one", () => {
    const custody = SecretCustody.state({ reason: "r", until: "2027-01-31" });
    expect(SecretCustody.isSecretCustody(custody)).toBe(true);
    expect([{ ...custody }, null, "pgp", undefined].some((value) => SecretCustody.isSecretCustody(value))).toBe(false);
  });
});
