import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { InputError } from "../files/input-error";
import { errorCode } from "./error-code";

/** Gives work a directory that only this user may enter, and removes it however the work or the process ends. */
export async function withPrivateDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = makeDirectory();
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.on("exit", remove);
  try {
    return await work(directory);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

function makeDirectory(): string {
  // Terraform runs elsewhere, so that a relative TMPDIR would be another one there.
  const place = resolve(tmpdir());
  try {
    return mkdtempSync(join(place, "ramparts-"));
  } catch (error) {
    const code = errorCode(error) ?? "unknown reason";
    throw new InputError(
      `${place}: no temporary directory can be made there (${code}). Set TMPDIR to a directory that you may write to.`,
    );
  }
}
