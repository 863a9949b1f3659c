import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Attack } from "../attack";
import { argumentsIn, POSITIONS, writeInputs, type Position } from "./inputs";
import { defectIn, type Outcome } from "../outcome";

/** All runs of a round together take a few seconds; one that hangs is found after so many milliseconds. */
const MOST_TIME = 90_000;

/** What may stand where a file is expected. */
const KINDS: Readonly<Record<string, (path: string, servers: Server[]) => void>> = {
  "a pipe": (path) => execFileSync("mkfifo", [path]),
  "a link to a pipe": (path) => {
    execFileSync("mkfifo", [`${path}.pipe`]);
    symlinkSync(`${path}.pipe`, path);
  },
  "a link to /dev/zero": (path) => symlinkSync("/dev/zero", path),
  "a link to /dev/tty": (path) => symlinkSync("/dev/tty", path),
  "a link to /dev/full": (path) => symlinkSync("/dev/full", path),
  "a directory": (path) => mkdirSync(path),
  "a socket": (path, servers) => servers.push(createServer().listen(path)),
};

interface Run extends Position {
  readonly kind: string;
  readonly directory: string;
}

/** What is no file, in the place of each that is read: refused at once, in a sentence. */
export const devices: Attack = {
  promised: "time",
  name: "what is no file where one is read",
  rounds: 1,
  async round() {
    const root = mkdtempSync(join(tmpdir(), "ra-"));
    const servers: Server[] = [];
    try {
      const runs = prepare(root, servers);
      writeFileSync(join(root, "runs.json"), JSON.stringify(runs));
      const outcomes = await outcomesOf(join(root, "runs.json"));
      return runs.flatMap((run, index) => {
        const hole = holeIn(outcomes[index], index > outcomes.length);
        return hole === null ? [] : [`${run.kind} as ${run.file}, ramparts ${run.argv.join(" ")}: ${hole}`];
      });
    } finally {
      for (const server of servers) server.close();
      rmSync(root, { recursive: true, force: true });
    }
  },
};

function prepare(root: string, servers: Server[]): Run[] {
  return Object.entries(KINDS).flatMap(([kind, make], at) =>
    POSITIONS.map((position, index) => {
      const directory = join(root, `${at}.${index}`);
      writeInputs(directory, position.file, (path) => make(path, servers));
      return { ...position, kind, directory, argv: argumentsIn(directory, position) };
    }),
  );
}

function holeIn(outcome: Outcome | undefined, isBehind: boolean): string | null {
  if (outcome === undefined) return isBehind ? null : "did not end";
  return defectIn(outcome) ?? (outcome.code === 2 ? null : `ended with ${outcome.code}`);
}

/** Those of the runs that ended, up to the first that did not. */
function outcomesOf(list: string): Promise<Outcome[]> {
  const program = ["-r", "ts-node/register", join(__dirname, "run-all.ts"), list];
  const child = spawn(process.execPath, program, {
    cwd: join(__dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
    timeout: MOST_TIME,
    killSignal: "SIGKILL",
  });
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (part: string) => (text += part));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      const lines = text.split("\n").slice(0, -1);
      resolve(lines.map((line) => JSON.parse(line) as Outcome));
    });
  });
}
