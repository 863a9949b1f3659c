import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "cdktf";
import type { ConfigurationStack } from "../inventory/load";
import type { StackMetadata } from "../inventory/metadata";
import { strictest } from "../rules/profiles/profiles";
import type { GuardState } from "./attach";

/** One stack as cdktf has written it. */
export interface WrittenStack {
  readonly constructPath: string;
  readonly file: string;
  /** The parsed file; empty for HCL output, which nobody can look into. */
  readonly document: Record<string, unknown>;
  /** The same as the inventory reads it. */
  readonly configuration: ConfigurationStack;
}

/** Reads back what was written: only the file shows the overrides of elements and of the stack together. */
export function readWrittenStacks(manifest: Manifest): WrittenStack[] {
  return Object.values(manifest.stacks).map((stack) => {
    const file = join(manifest.outdir, stack.synthesizedStackPath);
    const hcl = !file.endsWith(".json");
    const document =
      hcl || !existsSync(file) ? {} : (JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>);
    return {
      constructPath: stack.constructPath,
      file,
      document,
      configuration: {
        name: stack.name,
        files: hcl ? [] : [{ name: stack.synthesizedStackPath, content: document }],
        hcl,
        notRead: [],
      },
    };
  });
}

/**
 * Notes in the JSON of every stack that the guard has looked at it, the profile that the code asks for, and the
 * acknowledgements that concern it. There `ramparts check`, a plan review and a reader of the pull request find them.
 *
 * @returns the stacks that were changed.
 */
export function recordGuard(
  stacks: readonly WrittenStack[],
  { acknowledgements, profiles }: GuardState,
): WrittenStack[] {
  const written = stacks.filter(({ configuration, file }) => !configuration.hcl && existsSync(file));
  for (const { document, constructPath } of written) {
    const concerned = acknowledgements.filter(
      ({ path }) => isWithin(constructPath, path) || isWithin(path, constructPath),
    );
    const metadata: StackMetadata = {
      guard: true,
      ...(profiles.length > 0 && { profile: strictest(profiles).name }),
      ...(concerned.length > 0 && { acknowledgements: concerned }),
    };
    const comment = (document["//"] ??= {}) as Record<string, unknown>;
    comment["ramparts"] = metadata;
  }
  return written;
}

/** Whether a construct path is that of the scope or of something below it. The app has the empty path. */
function isWithin(path: string, scope: string): boolean {
  return scope === "" || path === scope || path.startsWith(`${scope}/`);
}
