import { createRequire } from "node:module";
import { Command } from "commander";
import type { CommandLine } from "./command-line";
import { ExitCode } from "./command-line";
import { Door } from "./door";
import { failure } from "./failure";
import { version } from "./version";
import { addAll } from "../text/lists";

type MakeSubcommand = (commandLine: Door, finish: (code: ExitCode) => void) => Command;

const load = createRequire(__filename);

/** Each is loaded where it is asked for: a check waits for no server, and the sandbox for no rule. */
const SUBCOMMANDS: ReadonlyMap<string, MakeSubcommand> = new Map<string, MakeSubcommand>([
  ["check", (...given) => (load("./check") as typeof import("./check")).checkCommand(...given)],
  ["review", (...given) => (load("./review") as typeof import("./review")).reviewCommand(...given)],
  ["audit", (...given) => (load("./audit") as typeof import("./audit")).auditCommand(...given)],
  ["find", (...given) => (load("./find") as typeof import("./find")).findCommand(...given)],
  ["manifest", (...given) => (load("./manifest") as typeof import("./manifest")).manifestCommand(...given)],
  ["rules", (commandLine) => (load("./rules") as typeof import("./rules")).rulesCommand(commandLine)],
  ["explain", (commandLine) => (load("./explain") as typeof import("./explain")).explainCommand(commandLine)],
  ["sandbox", () => (load("./sandbox") as typeof import("./sandbox")).sandboxCommand()],
]);

/** Runs one command line: what the program does, without ending the process. */
export async function run(argv: readonly string[], outside: CommandLine): Promise<ExitCode> {
  const commandLine = new Door(outside);
  let code = ExitCode.CLEAN;
  const program = new Command("ramparts")
    .description("RAM users and AccessKey pairs of Alibaba Cloud as reviewed, limit-checked code")
    .version(version())
    .enablePositionalOptions();
  for (const make of asked(argv)) program.addCommand(make(commandLine, (result) => (code = result)));
  settle(program, commandLine);

  try {
    await program.parseAsync(withExplicitRun(argv), { from: "user" });
    return code;
  } catch (error) {
    return failure(error, commandLine);
  }
}

/** The subcommand that is named; all of them where help may be shown. */
function asked([name = ""]: readonly string[]): Iterable<MakeSubcommand> {
  const subcommand = SUBCOMMANDS.get(name);
  if (subcommand) return [subcommand];
  return ["--version", "-V"].includes(name) ? [] : SUBCOMMANDS.values();
}

/**
 * Names the subcommand of the sandbox that runs a program: what follows `--` is that program, also where it is called
 * as one of the other subcommands, such as `reset`.
 */
function withExplicitRun(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  return first === "sandbox" && rest.includes("--") ? [first, "run", ...rest] : argv;
}

/** A subcommand that was made elsewhere inherits nothing: none of them may end the process or write past us. */
function settle(program: Command, { out, err }: CommandLine): void {
  const commands = [program];
  for (const command of commands) {
    command.exitOverride().configureOutput({ writeOut: out, writeErr: err });
    addAll(commands, command.commands);
  }
}
