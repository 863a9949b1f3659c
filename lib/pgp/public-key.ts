import { join } from "node:path";
import { createSyncFn } from "synckit";
import { LatestTexts } from "../text/latest-texts";

/** A PGP public key to which the Terraform provider can encrypt an AccessKey secret. */
export interface PublicKey {
  /** Of the primary key, upper-case hexadecimal. */
  readonly fingerprint: string;
  readonly userIds: readonly string[];
  /** The moment from which nobody should encrypt to it any more, ISO 8601; null when it does not expire. */
  readonly expires: string | null;
  /** The binary key in base64: what `pgp_key` of `alicloud_ram_access_key` takes. */
  readonly binary: string;
}

/** What was read: a key, or why it is none that can be used. */
export type PublicKeyReading =
  { readonly key: PublicKey; readonly problem?: never } | { readonly problem: string; readonly key?: never };

interface WorkerKey extends PublicKey {
  readonly version: number;
  readonly algorithm: string;
  readonly curve: string | null;
}
type WorkerProblem = "notAKey" | "notBase64" | "severalKeys" | "unreadable" | "private" | "noEncryptionKey";
type WorkerReading =
  | { readonly key: WorkerKey; readonly problem?: never; readonly detail?: never }
  | { readonly problem: WorkerProblem; readonly detail?: string; readonly key?: never };

/** openpgp.js names of RSA and ECDH: what the provider's OpenPGP reader encrypts to, in version 4 keys. */
const READABLE_ALGORITHMS = ["rsaEncryptSign", "rsaEncrypt", "ecdh"];
/** The reader takes 3 ms for a key; without a limit, one that cannot start would be waited for without end. */
const MAXIMUM_SECONDS = 60;
/** No key of this size is real; reading it would only cost time. */
const MAXIMUM_CHARACTERS = 1_000_000;

type Worker = (text: string) => WorkerReading;

let worker: Worker | undefined;
/** A team has a handful of keys and thousands of AccessKeys. */
const readings = new Map<string, PublicKeyReading>();
const latest = new LatestTexts(known);

/**
 * Reads an armoured or base64 PGP public key, as `SecretCustody.pgp`, the rules and the sandbox need it.
 *
 * The result is the same on every day: whether the key has expired is for its reader to compare with `expires`.
 * The first call takes about 0.2 s (it starts the reader), a further key 3 ms, a known one nothing.
 * The text never appears in a problem, since it may be a private key or something else that was pasted by mistake.
 */
export function readPublicKey(text: string): PublicKeyReading {
  return latest.of(text);
}

function known(text: string): PublicKeyReading {
  const reading = readings.get(text) ?? judge(text);
  readings.set(text, reading);
  return reading;
}

/** Starts the reader, which takes 0.1 s of another core: for whoever will need it and has something else to do. */
export function startReader(): Worker {
  worker ??= createSyncFn<(text: string) => Promise<WorkerReading>>(join(__dirname, "worker.js"), {
    timeout: MAXIMUM_SECONDS * 1000,
  });
  return worker;
}

function judge(text: string): PublicKeyReading {
  if (text.length > MAXIMUM_CHARACTERS) {
    return { problem: `is ${text.length} characters long, more than any PGP public key` };
  }
  const reading = startReader()(text);
  if (reading.problem !== undefined) return { problem: explain(reading.problem, reading.detail) };
  const { version, algorithm, curve, ...key } = reading.key;
  if (version !== 4 || !READABLE_ALGORITHMS.includes(algorithm)) {
    return {
      problem:
        `encrypts with ${curve ?? algorithm} (version ${version}); ` +
        "the Terraform provider reads RSA and ECDH keys of version 4 only",
    };
  }
  return { key };
}

function explain(problem: WorkerProblem, detail = ""): string {
  switch (problem) {
    case "notAKey":
      return `is ${detail}, not a public key`;
    case "notBase64":
      return "is neither an armoured PGP public key nor the base64 of a binary one";
    case "severalKeys":
      return `holds ${detail} keys; exactly one recipient can be given`;
    case "unreadable":
      return "cannot be read as a PGP public key: it is truncated or not a key at all";
    case "private":
      return "is a PRIVATE key; treat it as leaked if it was committed, and give the public one";
    case "noEncryptionKey":
      return `has no usable encryption key or subkey (its algorithm is ${detail}); it can only sign`;
  }
}
