import { Argument, Command, Option } from "commander";
import { readConfiguration } from "../inventory/configuration";
import { loadConfiguration } from "../inventory/load";
import { renderHuman } from "../report/human";
import { renderJson } from "../report/json";
import { printable } from "../report/printable";
import { BREAK_GLASS, breakGlass } from "../rules/break-glass";
import { evaluate } from "../rules/evaluate";
import type { Level } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { reaches } from "../rules/summary";
import { loadSettings } from "../settings/load-settings";
import { loadBase } from "./base";
import { sinceBaseline } from "./baseline-file";
import type { CommandLine } from "./command-line";
import { ExitCode } from "./command-line";
import { version } from "./version";

interface CheckOptions {
  readonly format: "human" | "json";
  readonly failOn: Level;
  readonly base?: string;
  readonly baseline?: string;
}

/** `ramparts check`: the findings of a synthesised app, or of any Terraform JSON, whoever made it. */
export function checkCommand(commandLine: CommandLine, finish: (code: ExitCode) => void): Command {
  return new Command("check")
    .description("check a synthesised directory or Terraform JSON files")
    .addArgument(new Argument("[path...]", "directories and files to read").default(["cdktf.out"], "cdktf.out"))
    .addOption(new Option("--format <format>", "how to show the findings").choices(["human", "json"]).default("human"))
    .addOption(new Option("--fail-on <level>", "least level that fails the run").choices(LEVELS).default("error"))
    .option(
      "--base <revision|directory>",
      "say first what weakens the guard since a git revision or synthesised directory",
    )
    .option("--baseline <file>", "report only what is new since the file was recorded; record it when there is none")
    .addHelpText(
      "after",
      `
Ends with 0 when no finding reaches the level, with 1 when one does, and with 2 when nothing could be checked.
${BREAK_GLASS}="reason" turns the errors of this run that can be accepted into warnings.`,
    )
    .action((paths: string[], options: CheckOptions) => {
      finish(check(paths, options, commandLine));
    });
}

function check(paths: readonly string[], options: CheckOptions, commandLine: CommandLine): ExitCode {
  const { format, failOn } = options;
  const loaded = loadSettings(commandLine.directory);
  const { settings } = loaded;
  const stacks = loadConfiguration(paths);
  for (const { name, notRead = [] } of stacks) {
    if (notRead.length === 0) continue;
    const files = printable(notRead.join(", "));
    commandLine.err(`ramparts: not read in ${printable(name)}: ${files}; only Terraform JSON is checked\n`);
  }

  const reason = commandLine.environment[BREAK_GLASS];
  const inventory = readConfiguration(stacks, settings.quotas);
  const base = options.base === undefined ? undefined : loadBase(options.base, loaded, inventory, commandLine);
  const { today } = commandLine;
  const found = evaluate(inventory, { stage: "configuration", today, settings, ...(base && { base }) });
  const judged = reason === undefined ? found : breakGlass(found, reason);
  const findings = options.baseline === undefined ? judged : sinceBaseline(judged, options.baseline, commandLine);
  commandLine.out(
    format === "json"
      ? renderJson(findings, { version: version(), breakGlass: reason })
      : renderHuman(findings, { colors: commandLine.colors, breakGlass: reason }),
  );
  return reaches(findings, failOn) ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
