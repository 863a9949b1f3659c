import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const FROM_ROOT = `require("node:module").createRequire(${JSON.stringify(join(ROOT, "package.json"))})`;

/** Arguments with which node runs `ramparts sandbox …` from the sources, in a process of its own. */
export function sandboxProcess(...args: string[]): string[] {
  const program = `
    const fromRoot = ${FROM_ROOT};
    fromRoot("ts-node").register({ transpileOnly: true, swc: true, cwd: ${JSON.stringify(ROOT)} });
    const { Command } = fromRoot("commander");
    const { sandboxCommand } = fromRoot("./lib/cli/sandbox.ts");
    const ramparts = new Command("ramparts").addCommand(sandboxCommand());
    ramparts.parseAsync(["sandbox", ...process.argv.slice(1)], { from: "user" }).catch((error) => {
      process.stderr.write(error.name === "SandboxError" ? error.message : String(error.stack));
      process.exitCode = 2;
    });`;
  return ["-e", program, "--", ...args];
}
