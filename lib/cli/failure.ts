import { CommanderError } from "commander";
import { redactCredentials } from "../redaction/redaction";
import { printable } from "../report/printable";
import { ExitCode } from "./command-line";
import type { CommandLine } from "./command-line";

/** Errors whose message is written for the user. By name: the classes may come from a second copy of a module. */
const FOR_THE_USER = ["InputError", "SandboxError", "RampartsError"];

/** Says why a command failed, in as many words as its reader can use, and with which code the program ends. */
export function failure(error: unknown, { err, environment }: CommandLine): ExitCode {
  // Commander has said it already; asking for help or the version ends the same way.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.CLEAN : ExitCode.ERROR;

  const name = error instanceof Error ? error.name : typeof error;
  // The process is about to end by the signal that asked for it.
  if (name === "Interrupted") return ExitCode.ERROR;
  if (error instanceof Error && FOR_THE_USER.includes(name)) {
    // What could not be read was not searched for credentials either, so that whatever looks like one is taken out.
    err(`ramparts: ${redactCredentials(error.message, true).split("\n").map(printable).join("\n")}\n`);
    return ExitCode.ERROR;
  }
  // The message of an unexpected error may quote what was read, so that only who asks for it sees it.
  err(`ramparts: internal error (${printable(name)}). This is a defect of ramparts: please report it.\n`);
  if (environment["RAMPARTS_DEBUG"]) {
    err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  } else {
    err("Set RAMPARTS_DEBUG=1 to see where it happened, and look through that before you share it.\n");
  }
  return ExitCode.ERROR;
}
