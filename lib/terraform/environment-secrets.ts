import { marksOf, redactCredentials, type SecretMark } from "../redaction/redaction";

const REDACTED = "[redacted]";
/** Names of credentials: of Alibaba Cloud, of backends, of registries, of the user's own variables. */
const TELLING = /secret|token|passw|credential|access_?key|api_?key|private_?key|conn_?str/i;
/** `ALICLOUD_SHARED_CREDENTIALS_FILE` tells where, and a message about that place has to name it. */
const PLACE = /_(?:file|path|dir|directory)$/i;
/** `-var=db_password=…`, `-backend-config=secret_key=…` */
const ARGUMENT = /(?<![^\s"'=])([^\s"'=]+)=([^\s"'=]+)(?=["']?(?:\s|$))/g;
/** Shorter texts are words, without which no message could be read. */
const SHORTEST = 6;
/** A word of a longer text, such as a line of a private key, is a secret by itself from this length. */
const SHORTEST_WORD = 16;

/**
 * Makes a function that takes credentials out of what a program wrote: whatever has the form of one, and the values
 * of the environment's variables that hold one, also as URLs and JSON spell them.
 */
export function environmentRedactor(
  environment: Readonly<Record<string, string | undefined>>,
): (text: string) => string {
  const spellings = secretsIn(environment).flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  // The longest first: a secret may begin as a shorter one does.
  const longestFirst = [...new Set(spellings)].sort((one, other) => other.length - one.length);
  return (text) => {
    const known = longestFirst.reduce((rest, secret) => rest.split(secret).join(REDACTED), text);
    return redactCredentials(known, true);
  };
}

/** The marks of the credentials that the environment holds. */
export function environmentMarks(environment: Readonly<Record<string, string | undefined>>): SecretMark[] {
  return secretsIn(environment).flatMap(marksOf);
}

function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  const secrets = new Set<string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue;
    if (TELLING.test(name) && !PLACE.test(name)) for (const secret of partsOf(value)) secrets.add(secret);
    if (!name.startsWith("TF_CLI_ARGS")) continue;
    for (const [, key = "", secret = ""] of value.matchAll(ARGUMENT)) {
      if (TELLING.test(key) && secret.length >= SHORTEST) secrets.add(secret);
    }
  }
  return [...secrets];
}

function partsOf(value: string): string[] {
  const words = value.split(/\s+/);
  const parts = words.filter((word) => word.length >= (words.length === 1 ? SHORTEST : SHORTEST_WORD));
  return value.length >= SHORTEST ? [value, ...parts] : [];
}
