import { Argument, Command, Option } from "commander";
import { readConfiguration } from "../inventory/configuration";
import { loadConfiguration } from "../inventory/load";
import { notReadOf } from "../inventory/not-read";
import { renderHuman } from "../report/human";
import { renderJson } from "../report/json";
import { notReadLines } from "../report/not-read";
import { BREAK_GLASS, breakGlass } from "../rules/break-glass";
import { evaluate } from "../rules/evaluate";
import type { Level } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { redactedNotRead } from "../rules/redacted";
import { reaches } from "../rules/summary";
import type { CommandLine } from "./command-line";
import { ExitCode } from "./command-line";
import { version } from "./version";

interface CheckOptions {
  readonly format: "human" | "json";
  readonly failOn: Level;
}

/** `ramparts check`: the findings of a synthesised app, or of any Terraform JSON, whoever made it. */
export function checkCommand(commandLine: CommandLine, finish: (code: ExitCode) => void): Command {
  return new Command("check")
    .description("check a synthesised directory or Terraform JSON files")
    .addArgument(new Argument("[path...]", "directories and files to read").default(["cdktf.out"], "cdktf.out"))
    .addOption(new Option("--format <format>", "how to show the findings").choices(["human", "json"]).default("human"))
    .addOption(new Option("--fail-on <level>", "least level that fails the run").choices(LEVELS).default("error"))
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

function check(paths: readonly string[], { format, failOn }: CheckOptions, commandLine: CommandLine): ExitCode {
  const stacks = loadConfiguration(paths);
  const inventory = readConfiguration(stacks);
  const notRead = redactedNotRead(notReadOf(stacks), inventory);
  for (const line of notReadLines(notRead)) commandLine.err(`ramparts: ${line}\n`);

  const reason = commandLine.environment[BREAK_GLASS];
  const found = evaluate(inventory, { stage: "configuration", today: commandLine.today });
  const findings = reason === undefined ? found : breakGlass(found, reason);
  commandLine.out(
    format === "json"
      ? renderJson(findings, { version: version(), breakGlass: reason, notRead })
      : renderHuman(findings, { colors: commandLine.colors, breakGlass: reason, notRead }),
  );
  return reaches(findings, failOn) ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
