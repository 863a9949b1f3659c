import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const FROM_ROOT = `require("node:module").createRequire(${JSON.stringify(join(ROOT, "package.json"))})`;

/** Arguments with which node runs `ramparts sandbox …` from the sources, in a process of its own. */
export function sandboxProcess(...args: string[]): string[] {
  const program = `
    const fromRoot = ${FROM_ROOT};
    fromRoot("ts-node").register({ transpileOnly: true, swc: true, cwd: ${JSON.stringify(ROOT)} });
    process.argv.splice(1, 0, "ramparts", "sandbox");
    fromRoot("./lib/cli/main.ts");`;
  return ["-e", program, "--", ...args];
}
