import { RamError } from "../account/ram-error";

/** The answer, or null when the service says that what was asked for is not there. */
export function unlessMissing<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RamError && error.status === 404) return null;
    throw error;
  }
}
