// `npm run diff | deploy | destroy`: the CDKTF CLI with the embedded account as its provider.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const color = process.stdout.isTTY ? [] : ["--no-color"];

/** What keeps the CLI from asking: there is neither somebody to confirm nor a provider registry to lock against. */
const ARGUMENTS = {
  diff: ["--skip-provider-lock"],
  deploy: ["--auto-approve", "--skip-provider-lock"],
  destroy: ["--auto-approve", "--skip-provider-lock"],
};

/** Runs one verb of the CDKTF CLI in the sandbox and returns its exit code. */
export function sandboxed(verb, ...more) {
  const { status } = spawnSync(
    process.execPath,
    ["dist/lib/cli/main.js", "sandbox", "--", "npx", "cdktf", verb, ...ARGUMENTS[verb], ...color, ...more],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, CI: "true" } },
  );
  return status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = sandboxed(process.argv[2], ...process.argv.slice(3));
}
