/** More than this says no more to a reader. */
const MOST_ERRORS = 5;
const MOST_LINES = 12;
const LONGEST_LINE = 400;
/** How many lines are shown of output in which nothing is marked as an error. */
const LAST_LINES = 5;

/** The frame that Terraform draws around a message. */
const FRAME = /^[╷│╵] ?/;
/** A line of the configuration, or the value of an expression in it: what is quoted there may be a secret. */
const QUOTED = /^\s*(?:\d+: |├─|│ )/;

/** An error as Terraform tells it. */
export interface Diagnostic {
  readonly summary: string;
  /** All its lines, with what they quote. */
  readonly lines: readonly string[];
}

/** The errors in what Terraform wrote without colours. */
export function diagnosticsIn(output: string): Diagnostic[] {
  const found: { summary: string; lines: string[] }[] = [];
  let current: { summary: string; lines: string[] } | null = null;
  for (const line of output.split(/\r?\n/).map((each) => each.replace(FRAME, ""))) {
    const [, kind, summary = ""] = /^(Error|Warning): (.*)$/.exec(line) ?? [];
    if (kind === "Error") found.push((current = { summary, lines: [line] }));
    else if (kind === "Warning") current = null;
    else current?.lines.push(line);
  }
  return found;
}

/**
 * What a reader needs of the output of a command that failed: its errors, without the lines of configuration and the
 * values that they quote. Where nothing is marked as an error, its last lines.
 */
export function essentialLines(output: string): string[] {
  const errors = diagnosticsIn(output);
  if (errors.length === 0) return shortened(output.split(/\r?\n/)).slice(-LAST_LINES);
  const lines = errors.slice(0, MOST_ERRORS).flatMap(({ lines: each }) => {
    const essential = shortened(each);
    return essential.length > MOST_LINES ? [...essential.slice(0, MOST_LINES), "…"] : essential;
  });
  return errors.length > MOST_ERRORS ? [...lines, `… and ${errors.length - MOST_ERRORS} more errors`] : lines;
}

function shortened(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.trim() !== "" && !QUOTED.test(line))
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line).trimEnd());
}
