import { createHash } from "node:crypto";

/** Tells plain data apart, in little room: a report compares very many findings and holders with each other. */
export function signatureOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("base64");
}
