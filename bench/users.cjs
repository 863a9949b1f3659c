// One synthesis of many users with two AccessKeys each: `node bench/users.cjs raw|ramparts USERS OUTDIR`.
// Prints its wall time in seconds (loading excluded) and its peak memory in MiB as JSON.
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { App, TerraformStack } = require("cdktf");

const [kind, users, outdir] = process.argv.slice(2);
const armoured = readFileSync(join(__dirname, "..", "keys", "analytics-team.asc"), "utf8");

const BUILDERS = {
  /** The same resources and attributes from the generated bindings alone. */
  raw(stack, count) {
    const { ramAccessKey, ramUser } = require("../dist/lib/l1");
    const { readPublicKey } = require("../dist/lib/pgp/public-key");
    const pgpKey = readPublicKey(armoured).key.binary;
    for (let index = 0; index < count; index++) {
      const user = new ramUser.RamUser(stack, `user-${index}`, { name: `user-${index}`, comments: "bench" });
      for (const name of ["blue", "green"]) {
        new ramAccessKey.RamAccessKey(stack, `user-${index}-${name}`, {
          userName: user.name,
          pgpKey,
          // Two keys that are Active at a time are a finding.
          ...(name === "green" && { status: "Inactive" }),
          lifecycle: { ignoreChanges: ["pgp_key"] },
        });
      }
    }
  },
  ramparts(stack, count) {
    const { AccessKeyScenario, Consumer, SecretCustody, User } = require("../dist/lib");
    const custody = SecretCustody.pgp(armoured);
    for (let index = 0; index < count; index++) {
      const user = new User(stack, `user-${index}`, { userName: `user-${index}`, comments: "bench" });
      for (const name of ["blue", "green"]) {
        user.addAccessKey(name, {
          scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
          necessity: "the loader runs in our own data centre",
          custody,
          ...(name === "green" && { status: "Inactive" }),
          consumers: [Consumer.of("hologres", `loader-${index}-${name}`, { owner: "team@example.com" })],
        });
      }
    }
  },
};

const { AlicloudProvider } = require("../dist/lib");
const started = process.hrtime.bigint();
const app = new App({ outdir });
const stack = new TerraformStack(app, "bench");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
BUILDERS[kind](stack, Number(users));
app.synth();
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
console.log(JSON.stringify({ seconds, mebibytes: process.resourceUsage().maxRSS / 1024 }));
