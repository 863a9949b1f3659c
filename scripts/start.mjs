// `npm start`: deploys main.ts into the embedded account with the real CLIs, and says what is there now.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sandboxed } from "./sandboxed.mjs";

const ACCOUNT = ".ramparts/sandbox/account.json";
const OUTPUTS = ".ramparts/sandbox/outputs.json";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
process.env.CHECKPOINT_DISABLE ??= "1"; // a look-up of new versions only delays whoever has no network
process.exitCode = main();

function main() {
  if (spawnSync("terraform", ["version"], { stdio: "ignore" }).error) return synthesiseOnly();

  const before = readAccount();
  const failed = sandboxed("deploy", "*", "--outputs-file", OUTPUTS);
  if (failed) return failed;
  summarise(readAccount() === before);
  return 0;
}

function synthesiseOnly() {
  const synth = spawnSync("npx", ["cdktf", "synth"], { stdio: "inherit" });
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

/** The Terraform states of all stacks of main.ts. */
function readStates() {
  const { stacks } = JSON.parse(readFileSync("cdktf.out/manifest.json", "utf8"));
  return Object.keys(stacks)
    .map((stack) => `.ramparts/sandbox/terraform/${stack}/ramparts-sandbox/terraform.tfstate`)
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, "utf8")));
}

function summarise(unchanged) {
  const resources = readStates().flatMap((state) => state.resources);
  const instances = (type) =>
    resources
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

${decryption()}
Next:
  npm run diff                 what another deploy would change
  npx ramparts sandbox show    what is in the account
  npm run destroy              remove everything again`);
}

/** How the holder of the PGP key decrypts a secret; nothing when main.ts outputs none. */
function decryption() {
  const path = existsSync(OUTPUTS) && pathOfASecret(JSON.parse(readFileSync(OUTPUTS, "utf8")));
  if (!path) return "main.ts outputs no encrypted secret; outputEncryptedSecret() of a key does.\n";
  return `The key ids and the encrypted secrets are in ${OUTPUTS}. Only the holder of the private half of the
PGP key can decrypt one. Of the example's key, keys/analytics-team.asc, nobody is; to try it, put your own public key
there and start over with "npx ramparts sandbox reset && npm start". Then this prints a secret:

  node -p 'require("./${OUTPUTS}")${path}' | base64 -d | gpg --decrypt
`;
}

/** Where an object holds its first encrypted secret, as JavaScript writes it. */
function pathOfASecret(outputs) {
  if (typeof outputs !== "object" || outputs === null) return undefined;
  if ("encrypted_secret" in outputs) return ".encrypted_secret";
  for (const [name, value] of Object.entries(outputs)) {
    const rest = pathOfASecret(value);
    if (rest) return `["${name}"]${rest}`;
  }
  return undefined;
}

function findings() {
  const check = spawnSync(process.execPath, ["dist/lib/cli/main.js", "check", "--format", "json"], {
    encoding: "utf8",
  });
  const { error, warning, info } = JSON.parse(check.stdout).summary;
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `${count(error, "error")}, ${count(warning, "warning")}, ${count(info, "note")}  (npm run check)`;
}
