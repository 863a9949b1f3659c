import { run } from "../lib/cli/run";

/** What the caller of a run sees. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param directory where settings are looked for */
export async function outcomeOf(argv: readonly string[], directory: string): Promise<Outcome> {
  const written = { out: "", err: "" };
  const code = await run(argv, {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    // Nothing may be started: not even a Terraform that is there.
    environment: { TERRAFORM_BINARY_NAME: "/nowhere/terraform" },
    colors: false,
    now: "2026-06-15T12:00:00Z",
    directory,
  });
  return { code: Number(code), ...written };
}

/** What is wrong with an outcome, whatever the input was; null where nothing is. */
export function defectIn({ code, out, err }: Outcome): string | null {
  if (/internal error/.test(err)) return `ended with an internal error: ${err.trim()}`;
  if (/^ {4}at .*:\d+:\d+\)?$/m.test(out + err)) return "showed a stack trace";
  if (![0, 1, 2].includes(code)) return `ended with ${code}`;
  return code === 2 && (out + err).trim() === "" ? "ended with 2, and said nothing" : null;
}
