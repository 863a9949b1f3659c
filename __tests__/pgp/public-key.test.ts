import * as fc from "fast-check";
import { generateKey, readKey, type EllipticCurveName } from "openpgp";
import { readPublicKey } from "../../lib/pgp/public-key";

interface Recipe {
  readonly type?: "rsa" | "ecc" | "curve25519";
  readonly curve?: EllipticCurveName;
  readonly signingOnly?: boolean;
  readonly expiresInSeconds?: number;
}

async function keyPair(recipe: Recipe = {}): Promise<{ publicKey: string; privateKey: string }> {
  return generateKey({
    ...(recipe.type === "rsa"
      ? { type: "rsa" as const, rsaBits: 2048 }
      : recipe.type === "curve25519"
        ? { type: "curve25519" as const }
        : { type: "ecc" as const, curve: recipe.curve ?? "nistP256" }),
    userIDs: [{ name: "Team", email: "team@example.com" }],
    ...(recipe.signingOnly ? { subkeys: [{ sign: true }] } : {}),
    ...(recipe.expiresInSeconds ? { keyExpirationTime: recipe.expiresInSeconds } : {}),
    format: "armored",
  });
}

describe("reading a PGP public key", () => {
  it.each<[string, Recipe]>([
    ["RSA", { type: "rsa" }],
    ["ECDH over P-256", { curve: "nistP256" }],
    ["ECDH over Curve25519", { curve: "curve25519Legacy" }],
  ])("takes %s, armoured or in base64, to the same binary key", async (_name, recipe) => {
    const { publicKey } = await keyPair(recipe);
    const binary = Buffer.from((await readKey({ armoredKey: publicKey })).toPublic().write()).toString("base64");
    const reading = readPublicKey(publicKey);
    expect(reading.problem).toBeUndefined();
    expect(reading.key).toMatchObject({ userIds: ["Team <team@example.com>"], expires: null, binary });
    expect(reading.key?.fingerprint).toMatch(/^[0-9A-F]{40}$/);
    expect(readPublicKey(binary)).toEqual(reading);
  });

  it("tells when the key expires, also of one that has expired", async () => {
    const { publicKey } = await keyPair({ expiresInSeconds: 86_400 });
    const created = (await readKey({ armoredKey: publicKey })).getCreationTime();
    expect(readPublicKey(publicKey).key?.expires).toBe(new Date(created.getTime() + 86_400_000).toISOString());
  });

  it("refuses a private key without repeating it", async () => {
    const { privateKey } = await keyPair();
    const { problem } = readPublicKey(privateKey);
    expect(problem).toContain("is a PRIVATE key");
    for (const line of privateKey.split(/\r?\n/).filter((text) => text.length > 20)) {
      expect(problem).not.toContain(line);
    }
  });

  it("refuses two keys, since the secret has one recipient", async () => {
    const [one, two] = [await keyPair(), await keyPair()];
    expect(readPublicKey(one.publicKey + two.publicKey).problem).toContain("holds 2 keys");
  });

  it("refuses a key that can only sign", async () => {
    const { publicKey } = await keyPair({ signingOnly: true });
    expect(readPublicKey(publicKey).problem).toContain("can only sign");
  });

  it("refuses an algorithm that the provider does not read", async () => {
    const { publicKey } = await keyPair({ type: "curve25519" });
    expect(readPublicKey(publicKey).problem).toContain("RSA and ECDH keys of version 4 only");
  });

  it("refuses a truncated key", async () => {
    const { publicKey } = await keyPair();
    expect(readPublicKey(publicKey.slice(0, publicKey.length / 2)).problem).toContain("cannot be read");
  });

  it.each([
    ["nothing", "", "neither an armoured"],
    ["a file name", "keys/team.asc", "neither an armoured"],
    ["a message", "-----BEGIN PGP MESSAGE-----\n\nxyz\n-----END PGP MESSAGE-----", "is a PGP message"],
    ["base64 of something else", Buffer.from("hello world").toString("base64"), "cannot be read"],
    ["a megabyte", "A".repeat(1_000_001), "is 1000001 characters long"],
  ])("refuses %s", (_name, text, problem) => {
    expect(readPublicKey(text).problem).toContain(problem);
  });

  it("never throws and never repeats the text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 200 }), (text) => {
        const reading = readPublicKey(text);
        expect(reading.problem ?? "").not.toContain(text);
      }),
      { numRuns: 50 },
    );
  });
});
