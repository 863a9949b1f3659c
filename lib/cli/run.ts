import { createRequire } from "node:module";
import { Command } from "commander";
import { checkCommand } from "./check";
import type { CommandLine } from "./command-line";
import { ExitCode } from "./command-line";
import { failure } from "./failure";
import { manifestCommand } from "./manifest";
import { version } from "./version";

/** Runs one command line: what the program does, without ending the process. */
export async function run(argv: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  let code = ExitCode.CLEAN;
  const program = new Command("ramparts")
    .description("RAM users and AccessKey pairs of Alibaba Cloud as reviewed, limit-checked code")
    .version(version())
    .enablePositionalOptions();
  program.addCommand(checkCommand(commandLine, (result) => (code = result)));
  program.addCommand(manifestCommand(commandLine, (result) => (code = result)));
  // The sandbox brings a server and an encryption library; a check does not wait for them.
  if (argv[0] !== "check" && argv[0] !== "manifest") program.addCommand(loadSandbox().sandboxCommand());
  settle(program, commandLine);

  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    return failure(error, commandLine);
  }
}

function loadSandbox(): typeof import("./sandbox") {
  return createRequire(__filename)("./sandbox") as typeof import("./sandbox");
}

/** A subcommand that was made elsewhere inherits nothing: none of them may end the process or write past us. */
function settle(program: Command, { out, err }: CommandLine): void {
  const commands = [program];
  for (const command of commands) {
    command.exitOverride().configureOutput({ writeOut: out, writeErr: err });
    commands.push(...command.commands);
  }
}
