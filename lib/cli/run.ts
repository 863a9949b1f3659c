import { createRequire } from "node:module";
import { Command } from "commander";
import { auditCommand } from "./audit";
import { checkCommand } from "./check";
import type { CommandLine } from "./command-line";
import { ExitCode } from "./command-line";
import { Door } from "./door";
import { explainCommand } from "./explain";
import { failure } from "./failure";
import { findCommand } from "./find";
import { manifestCommand } from "./manifest";
import { reviewCommand } from "./review";
import { rulesCommand } from "./rules";
import { version } from "./version";
import { addAll } from "../text/lists";

const WITHOUT_SANDBOX = ["check", "review", "audit", "find", "manifest", "rules", "explain", "--version", "-V"];

/** Runs one command line: what the program does, without ending the process. */
export async function run(argv: readonly string[], outside: CommandLine): Promise<ExitCode> {
  const commandLine = new Door(outside);
  let code = ExitCode.CLEAN;
  const program = new Command("ramparts")
    .description("RAM users and AccessKey pairs of Alibaba Cloud as reviewed, limit-checked code")
    .version(version())
    .enablePositionalOptions();
  program.addCommand(checkCommand(commandLine, (result) => (code = result)));
  program.addCommand(reviewCommand(commandLine, (result) => (code = result)));
  program.addCommand(auditCommand(commandLine, (result) => (code = result)));
  program.addCommand(findCommand(commandLine, (result) => (code = result)));
  program.addCommand(manifestCommand(commandLine, (result) => (code = result)));
  program.addCommand(rulesCommand(commandLine));
  program.addCommand(explainCommand(commandLine));
  // The sandbox brings a server and an encryption library; no other command waits for them.
  const sandbox = WITHOUT_SANDBOX.includes(argv[0] ?? "") ? undefined : loadSandbox();
  if (sandbox) program.addCommand(sandbox.sandboxCommand());
  settle(program, commandLine);

  try {
    await program.parseAsync(sandbox?.withExplicitRun(argv) ?? argv, { from: "user" });
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
    addAll(commands, command.commands);
  }
}
