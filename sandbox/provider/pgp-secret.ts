import { readPublicKey, type PublicKey } from "../../lib/pgp/public-key";
import { ProviderError } from "./diagnostics";

export interface Recipient {
  /** Lower-case hexadecimal, as the provider writes it. */
  readonly fingerprint: string;
  readonly key: PublicKey;
}

/** Reads `pgp_key` as the provider does: base64 of the binary key, and nothing else. */
export function readRecipient(pgpKey: string): Recipient {
  if (pgpKey.includes("-----BEGIN")) {
    throw unusable("is armoured; the provider takes the base64 of the binary key (gpg --export KEY | base64)");
  }
  const { key, problem } = readPublicKey(pgpKey);
  if (problem !== undefined) throw unusable(problem);
  return { fingerprint: key.fingerprint.toLowerCase(), key };
}

/** The base64 of a binary PGP message to the recipient. */
export async function encryptSecret(recipient: Recipient, secret: string): Promise<string> {
  const { createMessage, encrypt, readKey } = await import("openpgp");
  const binaryKey = Buffer.from(recipient.key.binary, "base64");
  try {
    const message: unknown = await encrypt({
      message: await createMessage({ binary: new TextEncoder().encode(secret) }),
      encryptionKeys: await readKey({ binaryKey }),
      format: "binary",
    });
    return Buffer.from(message as Uint8Array).toString("base64");
  } catch {
    throw unusable("cannot be encrypted to: it has expired, or has no valid encryption key");
  }
}

function unusable(problem: string): ProviderError {
  return new ProviderError(
    "[ERROR] alicloud_ram_access_key: pgp_key cannot be used",
    `The given PGP key ${problem}. The AccessKey has been created all the same: it is live, its secret is lost, and ` +
      "Terraform holds it as tainted, so that the next apply replaces it.",
    "pgp_key",
  );
}
