import type { CommandLine } from "../../lib/cli/command-line";
import { run } from "../../lib/cli/run";

/** Runs a command line and gives back everything that its caller would see. */
export async function ramparts(
  argv: readonly string[],
  parts: Partial<CommandLine> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const written = { out: "", err: "" };
  const code = await run(argv, {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    environment: {},
    colors: false,
    now: "2026-06-15T12:00:00Z",
    ...parts,
  });
  return { code: Number(code), ...written };
}
