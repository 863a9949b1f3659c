#!/usr/bin/env node
import { ExitCode } from "./command-line";
import { run } from "./run";

/** Whoever reads the output, or the progress, may stop reading: `ramparts check | head`. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const { env, stdout, stderr } = process;
void run(process.argv.slice(2), {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  environment: env,
  colors: stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb",
  columns: stdout.isTTY ? stdout.columns : undefined,
  now: new Date().toISOString(),
}).then((code) => {
  // Not process.exit(): what was written must arrive. A subcommand may have set the code of its child.
  if (code !== ExitCode.CLEAN) process.exitCode = code;
});
