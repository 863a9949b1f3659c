/** The code of an error of the system: `ENOENT`; null where it is another error. */
export function errorCode(error: unknown): string | null {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : null;
}
