import type { Log, ReportingDescriptor, Result } from "sarif";
import { printable, printableJson } from "./printable";

interface Run {
  /** Version of ramparts. */
  readonly version: string;
  readonly rules: readonly ReportingDescriptor[];
  readonly results: readonly Result[];
  /** What is to be said about the whole run. */
  readonly notifications?: readonly SarifNotification[];
  /** False when a part of what was given could not be judged. */
  readonly isComplete?: boolean;
  /** Plain data about the whole run. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface SarifNotification {
  readonly level: "error" | "warning" | "note";
  readonly text: string;
}

/** One run as SARIF 2.1.0, with a line end. */
export function sarifLog({ version, rules, results, notifications = [], isComplete = true, properties }: Run): string {
  const told = notifications.map(({ level, text }) => ({ level, message: { text: sentence(text) } }));
  const log: Log = {
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
        results: [...results],
        ...(properties && { properties }),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, undefined, 2))}\n`;
}

/** A message in which a viewer finds no link, no mention and no reference: what looks like one gets a space. */
export function sentence(text: string): string {
  return printable(text).replace(/\](?=\()|(?<![\p{L}\p{N}])[@#](?=[\p{L}\p{N}])/gu, "$& ");
}
