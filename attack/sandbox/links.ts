import { mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { startSandbox } from "../../sandbox";
import { newAccount } from "../../sandbox/account/state";
import { SandboxError } from "../../sandbox/sandbox-error";
import { writeAccountFile } from "../../sandbox/store/account-file";
import { lineAt, type Attack } from "../attack";
import { onGround, plant } from "./ground";

interface Line {
  /** Where the link is, from the project's folder. */
  readonly at: string;
  /** To what it leads. */
  readonly to: "account" | "folder" | "nothing" | "text";
}

const NAME = ".ramparts/sandbox/account";
const LINKS: readonly Line[] = [
  { at: ".ramparts", to: "folder" },
  { at: ".ramparts/sandbox", to: "folder" },
  { at: ".ramparts/sandbox", to: "nothing" },
  { at: `${NAME}.json`, to: "account" },
  { at: `${NAME}.json`, to: "text" },
  { at: `${NAME}.json`, to: "nothing" },
  { at: `${NAME}.json.tmp`, to: "text" },
  { at: `${NAME}.json.0123456789abcdef.tmp`, to: "text" },
  { at: `${NAME}.lock`, to: "text" },
  { at: `${NAME}.lock`, to: "nothing" },
  { at: `${NAME}.lock.${process.pid}`, to: "text" },
];

/** Links in the place of the sandbox's files, as a repository can hold them: nothing is written where they lead. */
export const links: Attack = {
  promised: "sandbox",
  name: "planted links",
  rounds: LINKS.length,
  round: (round) => onGround((ground) => withLink(ground, lineAt(LINKS, round))),
};

async function withLink(ground: string, { at, to }: Line): Promise<string[]> {
  const elsewhere = join(ground, "elsewhere");
  plant(join(elsewhere, "text"), "a text");
  writeAccountFile(join(elsewhere, "account"), newAccount("1234567890123456", "2026-03-01T08:00:00Z"));
  mkdirSync(join(elsewhere, "folder"));
  const link = join(ground, "project", at);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(elsewhere, to), link);
  const before = contents(elsewhere);
  try {
    const sandbox = await startSandbox({ directory: join(ground, "project", ".ramparts", "sandbox") });
    sandbox.account.call(sandbox.caller, "CreateUser", { UserName: "somebody" });
    sandbox.close();
  } catch (error) {
    if (!(error instanceof SandboxError)) return [`a link at ${at} to ${to}: ${String(error)}`];
  }
  return contents(elsewhere) === before ? [] : [`through a link at ${at}, ${to} was written to`];
}

function contents(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => [entry.name, entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), "utf8") : ""].join())
    .sort()
    .join("\n");
}
