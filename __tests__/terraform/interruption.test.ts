import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { StandIn } from "./stand-in";
import { sourceProgram } from "./source-program";

/** Plans the stacks of a directory, and says what came of it; ends at once where it is told to. */
const PROGRAM = `
  const { planStacks } = fromRoot("./lib/terraform/plan-stacks.ts");
  const { stacksOf } = fromRoot("./lib/terraform/stacks.ts");
  const [app, end] = process.argv.slice(1);
  // What compiles this program needs a directory that is there.
  process.env.TMPDIR = process.env.TEMPORARY ?? process.env.TMPDIR;
  const err = (text) => { process.stderr.write(text); if (text.includes("terraform " + end)) process.exit(3); };
  planStacks(stacksOf(app), { environment: process.env, err }).then(
    (outcomes) => console.log(outcomes.map(({ kind }) => kind).join(" ")),
    (error) => console.log(error.name + ": " + error.message),
  );`;

describe("planning that is cut short", () => {
  const hanging: number[] = [];
  let standIn: StandIn;
  beforeEach(() => {
    standIn = new StandIn({ users: {}, keys: {}, later: {} });
  });
  afterEach(() => {
    // Of a test that failed there may be something left.
    for (const pid of hanging.splice(0).filter(isRunning)) process.kill(-pid, "SIGKILL");
    standIn.remove();
  });

  function start(end = "nothing", environment: Record<string, string> = {}): ChildProcess {
    const program = sourceProgram(PROGRAM, standIn.app, end);
    return spawn("node", program, {
      env: { ...standIn.environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null; out: string }> {
    let out = "";
    child.stdout?.on("data", (data: Buffer) => (out += String(data)));
    return new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal, out })));
  }

  /** The process id of the step that hangs. */
  async function untilItHangs(): Promise<number> {
    const pid = await standIn.hanging();
    hanging.push(pid);
    return pid;
  }

  /** What is left of private directories; the compiler of the program keeps its own things there too. */
  function left(): string[] {
    return readdirSync(standIn.temporary).filter((name) => name.startsWith("ramparts-"));
  }

  function isRunning(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }

  it.each([
    ["SIGINT", "INT"],
    ["SIGTERM", "TERM"],
    // Terraform would not tidy up at SIGHUP.
    ["SIGHUP", "TERM"],
  ] as const)(
    "at %s tells Terraform once, waits for it, tidies up, and ends by that signal",
    async (signal, passed) => {
      standIn.write(1, "hang-plan", `trap 'echo "got ${passed}" >> "$CALLS"; exit 1' ${passed}\n`);
      const child = start();
      const end = ended(child);
      const terraform = await untilItHangs();
      expect(left()).toHaveLength(1);
      child.kill(signal);
      expect(await end).toEqual({ code: null, signal, out: "" });
      expect(isRunning(terraform)).toBe(false);
      expect(standIn.calls.filter((call) => call.startsWith("got"))).toEqual([`got ${passed}`]);
      expect(standIn.calls.filter((call) => call.startsWith("2:"))).toEqual([]);
      expect(left()).toEqual([]);
    },
  );

  it("ends what does not end by itself at a second signal", async () => {
    standIn.write(0, "hang-plan", "trap '' INT TERM\n");
    const child = start();
    const end = ended(child);
    const terraform = await untilItHangs();
    child.kill("SIGINT");
    child.kill("SIGTERM");
    expect(await end).toMatchObject({ code: null, out: "" });
    expect(isRunning(terraform)).toBe(false);
    expect(left()).toEqual([]);
  });

  it("leaves nothing behind when the process ends in the middle", async () => {
    expect(await ended(start("show"))).toMatchObject({ code: 3 });
    expect(left()).toEqual([]);
  });

  it("leaves nothing behind when it is not cut short either", async () => {
    expect(await ended(start())).toMatchObject({ code: 0, out: "planned planned planned\n" });
    expect(left()).toEqual([]);
  });

  it("needs a directory for temporary files", async () => {
    const nowhere = join(standIn.root, "nowhere");
    const { out } = await ended(start("nothing", { TEMPORARY: nowhere }));
    expect(out).toContain(`InputError: ${nowhere}: no temporary directory can be made there (ENOENT). Set TMPDIR`);
    expect(existsSync(join(standIn.root, "calls"))).toBe(false);
  });
});
