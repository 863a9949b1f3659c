import { Argument, Command } from "commander";
import { readConfiguration } from "../inventory/configuration";
import { notReadOf } from "../configuration/not-read";
import { BREAK_GLASS, breakGlass } from "../rules/break-glass";
import { evaluate } from "../rules/evaluate";
import { marksIn } from "../rules/redacted";
import { loadSettings } from "../settings/load-settings";
import { loadBase } from "./base";
import { sinceBaseline } from "./baseline-file";
import { todayOf, type ExitCode } from "./command-line";
import type { Door } from "./door";
import { ReportOptions } from "./report-options";
import { addVariableFiles, loadStacks, type VariableFileOptions } from "./variable-files";

interface CheckOptions extends VariableFileOptions {
  readonly base?: string;
  readonly baseline?: string;
}

/** `ramparts check`: the findings of a synthesised app, or of any configuration, whoever wrote it. */
export function checkCommand(commandLine: Door, finish: (code: ExitCode) => void): Command {
  const reports = new ReportOptions();
  const command = new Command("check")
    .description("check a synthesised directory, or a configuration in Terraform JSON or HCL")
    .addArgument(new Argument("[path...]", "directories and files to read").default(["cdktf.out"], "cdktf.out"))
    .option(
      "--base <revision|directory>",
      "say first what weakens the guard since a git revision or synthesised directory",
    )
    .option("--baseline <file>", "report only what is new since the file was recorded; record it when there is none");
  addVariableFiles(command)
    .addHelpText(
      "after",
      `
Ends with 0 when no finding reaches the level, with 1 when one does, and with 2 when nothing could be checked.
${BREAK_GLASS}="reason" turns the errors of this run that can be accepted into warnings.

For example, with a report for people and one for code scanning:
  ramparts check --format human --format sarif --output results.sarif`,
    )
    .action(async (paths: string[], options: CheckOptions) => {
      finish(await check(paths, options, reports, commandLine));
    });
  return reports.addTo(command);
}

async function check(
  paths: readonly string[],
  options: CheckOptions,
  reports: ReportOptions,
  commandLine: Door,
): Promise<ExitCode> {
  const loaded = loadSettings(commandLine.directory);
  const { settings } = loaded;
  const stacks = loadStacks(paths, options, commandLine);
  const inventory = readConfiguration(stacks, settings.quotas);
  commandLine.learn(marksIn([inventory]));

  const reason = commandLine.environment[BREAK_GLASS];
  const base = options.base === undefined ? undefined : loadBase(options.base, loaded, inventory, options, commandLine);
  const today = todayOf(commandLine);
  const found = evaluate(inventory, {
    stage: "configuration",
    today,
    settings,
    secretMarks: commandLine.secretMarks,
    ...(base && { base }),
  });
  const judged = reason === undefined ? found : breakGlass(found, reason);
  const since = options.baseline === undefined ? null : sinceBaseline(judged, options.baseline, commandLine);
  const outcome = {
    findings: judged,
    ...since,
    stacks: inventory.stacks,
    breakGlass: reason,
    notRead: notReadOf([...stacks, ...inventory.stacks]),
  };
  return reports.report({ command: "check", ...outcome }, commandLine);
}
