import { Token } from "cdktf";
import type { CustodyMetadata } from "../configuration/metadata";
import { readPublicKey } from "../pgp/public-key";
import { validAcknowledgement, type Acknowledgement } from "../guard/acknowledgement";
import { kindOf } from "../checks/values";
import { RampartsError } from "../checks/ramparts-error";

/** A registered symbol, so that a custody made by another copy of the library is one too. */
const CUSTODY = Symbol.for("ramparts/SecretCustody");

/** Where the secret of a new AccessKey goes. It is given out once; there is no default that leaves it in clear. */
export class SecretCustody {
  /**
   * The secret is encrypted for the holder of a PGP key while it is created; the state holds nothing else.
   *
   * @param publicKey an armoured public key block, or the base64 of a binary one.
   * @throws RampartsError when it is not exactly one public key with an RSA or ECDH encryption key, which is what the
   * Terraform provider reads: it would find out only after the AccessKey has been made, and lose the secret.
   */
  public static pgp(publicKey: string): SecretCustody {
    if (Token.isUnresolved(publicKey)) return new SecretCustody({ kind: "pgp" }, publicKey);
    const problem = typeof publicKey === "string" ? undefined : `is ${kindOf(publicKey)}`;
    const reading = problem === undefined ? readPublicKey(publicKey) : { problem };
    if (reading.problem !== undefined) {
      throw new RampartsError({
        problem: `the PGP key for the secret of an AccessKey ${reading.problem}`,
        allowed: "one armoured PGP public key, or the base64 of a binary one, with an RSA or ECDH encryption key",
        fix: "give what `gpg --armor --export <user>` prints",
      });
    }
    return new SecretCustody({ kind: "pgp" }, reading.key.binary);
  }

  /**
   * The secret lies in clear in the Terraform state, in every plan, and in front of everybody who can read either.
   *
   * @throws RampartsError when the acknowledgement has no reason or no end date.
   */
  public static state(acknowledgement: Acknowledgement): SecretCustody {
    const accepted = validAcknowledgement("acknowledgement of a clear secret in the state", acknowledgement);
    return new SecretCustody({ kind: "state", acknowledgement: accepted }, undefined);
  }

  /** True for a custody of any copy of the library. */
  public static isSecretCustody(value: unknown): value is SecretCustody {
    return typeof value === "object" && value !== null && CUSTODY in value;
  }

  private constructor(
    /** What the synthesised JSON says of it. */
    public readonly metadata: CustodyMetadata,
    /** The binary public key in base64, as `pgp_key` takes it; undefined when the secret is not encrypted. */
    public readonly pgpKey: string | undefined,
  ) {
    Object.defineProperty(this, CUSTODY, { value: true });
  }
}
