// Completes dist/ with what tsc does not emit: the generated bindings, the provider's schema and the workers.
import { cpSync } from "node:fs";

const assets = [
  "provider-alicloud/lib",
  "provider-alicloud/schema",
  "lib/pgp/worker.js",
  "lib/configuration/hcl-worker.js",
];
for (const asset of assets) {
  cpSync(new URL(`../${asset}`, import.meta.url), new URL(`../dist/${asset}`, import.meta.url), { recursive: true });
}
