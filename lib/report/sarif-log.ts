import type { Log, ReportingDescriptor, Result } from "sarif";
import { printable, printableJson } from "./printable";

interface Run {
  /** Version of ramparts. */
  readonly version: string;
  readonly rules: readonly ReportingDescriptor[];
  readonly results: readonly Result[];
  /** Something about the whole run that a reader has to know. */
  readonly warning?: string;
}

/** One run as SARIF 2.1.0, with a line end. */
export function sarifLog({ version, rules, results, warning }: Run): string {
  const notifications =
    warning === undefined ? [] : [{ level: "warning" as const, message: { text: sentence(warning) } }];
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ramparts", version, rules: [...rules] } },
        invocations: [
          {
            executionSuccessful: true,
            ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: [...results],
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, undefined, 2))}\n`;
}

/** A message in which a viewer finds no link, no mention and no reference: what looks like one gets a space. */
export function sentence(text: string): string {
  return printable(text).replace(/\](?=\()|(?<![\p{L}\p{N}])[@#](?=[\p{L}\p{N}])/gu, "$& ");
}
