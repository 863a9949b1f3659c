import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/** Arguments with which node runs a program in a process of its own; `fromRoot` requires one of the sources in it. */
export function sourceProgram(program: string, ...args: string[]): string[] {
  const register = `
    const fromRoot = require("node:module").createRequire(${JSON.stringify(join(ROOT, "package.json"))});
    fromRoot("ts-node").register({ transpileOnly: true, swc: true, cwd: ${JSON.stringify(ROOT)} });`;
  return ["-e", register + program, "--", ...args];
}
