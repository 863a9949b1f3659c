// `npm start`: deploys main.ts into the embedded account with the real CLIs, and says what is there now.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sandboxed } from "./sandboxed.mjs";

const STACK = "analytics-credentials";
const STATE = `.ramparts/sandbox/terraform/${STACK}/ramparts-sandbox/terraform.tfstate`;
const ACCOUNT = ".ramparts/sandbox/account.json";
const OUTPUTS = ".ramparts/sandbox/outputs.json";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
process.env.CHECKPOINT_DISABLE ??= "1"; // a look-up of new versions only delays whoever has no network
process.exitCode = main();

function main() {
  if (spawnSync("terraform", ["version"], { stdio: "ignore" }).error) return synthesiseOnly();

  const before = readAccount();
  const failed = sandboxed("deploy", STACK, "--outputs-file", OUTPUTS);
  if (failed) return failed;
  summarise(JSON.parse(readFileSync(STATE, "utf8")), readAccount() === before);
  return 0;
}

function synthesiseOnly() {
  // The bindings are part of this project, so the CLI need not look for those that `cdktf get` makes.
  const synth = spawnSync("npx", ["cdktf", "synth", "--check-code-maker-output=false"], { stdio: "inherit" });
  if (synth.status !== 0) return synth.status ?? 1;
  spawnSync(process.execPath, ["dist/lib/cli/main.js", "check"], { stdio: "inherit" });
  console.log(
    "\nSynthesised and checked, but not deployed: there is no `terraform` on the PATH. " +
      "Install Terraform 1.5 or newer and run `npm start` again.",
  );
  return 2;
}

/** The account is written when it changes and only then; Terraform writes its state more often. */
function readAccount() {
  return existsSync(ACCOUNT) ? readFileSync(ACCOUNT, "utf8") : undefined;
}

function summarise(state, unchanged) {
  const instances = (type) =>
    state.resources
      .filter((resource) => resource.mode === "managed" && resource.type === type)
      .flatMap((resource) => resource.instances.map(({ attributes }) => ({ name: resource.name, ...attributes })));
  const rows = [
    ["RAM users", instances("alicloud_ram_user").map((user) => user.name)],
    ["policies", instances("alicloud_ram_policy").map((policy) => policy.policy_name)],
    ["AccessKey pairs", instances("alicloud_ram_access_key").map((key) => `${key.id}  of ${key.user_name}`)],
    ["guard", [findings()]],
  ];
  console.log(`
${"-".repeat(80)}
${
  unchanged
    ? "Nothing changed: the embedded account already holds what main.ts declares."
    : "Deployed main.ts into the embedded account; no Alibaba Cloud account was touched."
}

${rows.flatMap(([title, lines]) => lines.map((line, index) => `  ${(index ? "" : title).padEnd(17)}${line}`)).join("\n")}

The key ids and the encrypted secrets are in ${OUTPUTS}. Only the holder of the private half of
keys/analytics-team.asc can decrypt one (of this example key nobody is; put your own there to try it):

  node -p 'require("./${OUTPUTS}")${pathOfASecret()}' | base64 -d | gpg --decrypt

Next:
  npm run diff                 what another deploy would change
  npx ramparts sandbox show    what is in the account
  npm run destroy              remove everything again`);
}

/** Where the outputs hold the first encrypted secret, as JavaScript writes it. */
function pathOfASecret() {
  const path = [];
  let value = JSON.parse(readFileSync(OUTPUTS, "utf8"));
  while (typeof value === "object") {
    const name = "encrypted_secret" in value ? "encrypted_secret" : Object.keys(value)[0];
    path.push(name);
    value = value[name];
  }
  return path.map((name) => `["${name}"]`).join("");
}

function findings() {
  const check = spawnSync(process.execPath, ["dist/lib/cli/main.js", "check", "--format", "json"], {
    encoding: "utf8",
  });
  const { error, warning, info } = JSON.parse(check.stdout).summary;
  return `${error} errors, ${warning} warnings, ${info} notes  (npm run check)`;
}
