import type { Log, ReportingDescriptor, Result } from "sarif";
import { jsonPieces } from "./json-pieces";
import { printable } from "./printable";

/** The log, the list of its runs, the run, and the list of its results. */
const LEVELS = 4;

interface Run {
  /** Version of ramparts. */
  readonly version: string;
  readonly rules: readonly ReportingDescriptor[];
  /** They may be made while they are written. */
  readonly results: Iterable<Result>;
  /** What is to be said about the whole run. */
  readonly notifications?: readonly SarifNotification[];
  /** False when a part of what was given could not be judged. */
  readonly isComplete?: boolean;
  /** Plain data about the whole run. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A log whose results are not there yet. */
interface LogInWriting extends Omit<Log, "runs"> {
  readonly runs: readonly (Omit<Log["runs"][number], "results"> & Pick<Run, "results">)[];
}

export interface SarifNotification {
  readonly level: "error" | "warning" | "note";
  readonly text: string;
}

/** One run as SARIF 2.1.0, in pieces. */
export function sarifLog(run: Run): Iterable<string> {
  const { version, rules, results, notifications = [], isComplete = true, properties } = run;
  const told = notifications.map(({ level, text }) => ({ level, message: { text: sentence(text) } }));
  const log: LogInWriting = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ramparts", version, rules: [...rules] } },
        invocations: [
          {
            executionSuccessful: isComplete,
            ...(told.length > 0 && { toolExecutionNotifications: told }),
          },
        ],
        columnKind: "utf16CodeUnits",
        results,
        ...(properties && { properties }),
      },
    ],
  };
  return jsonPieces(log, LEVELS);
}

/** A message in which a viewer finds no link, no mention and no reference: what looks like one gets a space. */
export function sentence(text: string): string {
  return printable(text).replace(/\](?=\()|(?<![\p{L}\p{N}])[@#](?=[\p{L}\p{N}])/gu, "$& ");
}
