import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file that ramparts reads, and a command line that reads it. */
export interface Position {
  /** Within the folder of `INPUTS`. */
  readonly file: string;
  /** Paths are given as `@path`, within that folder. */
  readonly argv: readonly string[];
}

const ACCOUNT = "1234567890123456";
const PROVIDER = "registry.terraform.io/aliyun/alicloud";
/** Of a key, as short as one may be; real ones look otherwise. */
const KEY = "example-key-0001";
const POLICY = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: ["oss:Get*", "ram:ListUsers"], Resource: ["acs:oss:*:*:logs/*"] }],
});

const USER = { type: "alicloud_ram_user", name: "etl", values: { id: "1", name: "etl", comments: null } };
const ACCESS_KEY = {
  type: "alicloud_ram_access_key",
  name: "etl_job",
  values: { id: KEY, user_name: "etl", status: "Active", secret: null, pgp_key: "keybase:etl", encrypted_secret: "x" },
};
const RESOURCES: readonly Resource[] = [
  USER,
  ACCESS_KEY,
  { type: "alicloud_ram_policy", name: "read", values: { policy_document: POLICY } },
];
/** A managed resource of a plan or state. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function objectsOf(resources: readonly Resource[]): readonly Readonly<Record<string, unknown>>[] {
  return resources.map(({ type, name, values }) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: PROVIDER,
    schema_version: 0,
    values,
    sensitive_values: {},
  }));
}

/** A plan that creates resources. */
export function planOf(resources: readonly Resource[]): unknown {
  const objects = objectsOf(resources);
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: objects } },
    resource_changes: objects.map(({ values, ...object }) => ({
      ...object,
      change: { actions: ["create"], before: null, after: values, after_unknown: {}, after_sensitive: {} },
    })),
    prior_state: { format_version: "1.0", values: { root_module: { resources: [] } } },
    configuration: { root_module: { resources: objects.map(({ values: _, ...object }) => object) } },
  };
}

const CONFIGURATION = {
  "//": { metadata: { stackName: "users" }, ramparts: { guard: true } },
  provider: { alicloud: [{ region: "cn-hangzhou" }] },
  variable: { owner: { type: "string" } },
  module: { inner: { source: "./inner", name: "${var.owner}" } },
  resource: {
    alicloud_ram_user: { etl: { name: "etl" } },
    alicloud_ram_access_key: {
      etl_job: {
        user_name: "${alicloud_ram_user.etl.name}",
        pgp_key: "keybase:etl",
        lifecycle: { ignore_changes: [] },
      },
    },
    alicloud_ram_policy: { read: { policy_name: "read", policy_document: POLICY } },
  },
};

const HCL = `# what stands beside the synthesised files
locals { names = { for name in ["a", "b"] : name => upper(name) } }
resource "alicloud_ram_user" "more" {
  for_each = local.names
  name     = "more-\${each.key}"
  comments = <<-EOT
    # no comment \${each.value}
  EOT
}
`;

const LISTING = {
  version: 1,
  account: ACCOUNT,
  time: "2026-06-15T04:00:00Z",
  users: [
    { name: "etl", accessKeys: [{ id: KEY, status: "Active", created: "2026-05-02T08:15:00Z", lastUsed: "never" }] },
  ],
  rootKeys: [],
};

const SETTINGS = `profile: baseline
rules: { KEY011: warning }
thresholds:
  accessKeyOverlapDays: 7
acknowledgements:
  - rule: KEY008
    address: alicloud_ram_access_key.etl_job
    reason: it is replaced next week
    until: "2026-12-31"
`;

const MANIFEST = `rampartsManifest: 1
accounts: []
acknowledgements: []
`;

/** A small valid file for everything that is read. */
export const INPUTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "cdktf.json": { language: "typescript", app: "true" },
    "ramparts.yaml": SETTINGS,
    "app/main.tf.json": CONFIGURATION,
    "app/more.tf": HCL,
    "app/terraform.tfvars": 'owner = "etl"\n',
    "app/x.auto.tfvars.json": { owner: "etl" },
    "app/inner/main.tf": 'variable "name" {}\n',
    "out/manifest.json": { version: "0.21.0", stacks: { users: { synthesizedStackPath: "stacks/u/cdk.tf.json" } } },
    "out/stacks/u/cdk.tf.json": { ...CONFIGURATION, module: {}, variable: {} },
    "plan.json": planOf(RESOURCES),
    "state.json": {
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: { root_module: { resources: objectsOf(RESOURCES) } },
    },
    "file.tfstate": {
      version: 4,
      terraform_version: "1.11.4",
      serial: 1,
      lineage: "a",
      outputs: {},
      resources: RESOURCES.map(({ type, name, values }) => ({
        mode: "managed",
        type,
        name,
        provider: `provider["${PROVIDER}"]`,
        instances: [{ schema_version: 0, attributes: values, sensitive_attributes: [] }],
      })),
    },
    "keys.json": LISTING,
    "manifest.yaml": MANIFEST,
    "baseline.json": { baseline: 1, findings: [{ fingerprint: "0".repeat(32), level: "error" }] },
  }).map(([file, content]) => [file, typeof content === "string" ? content : JSON.stringify(content)]),
);

/** Every input of every subcommand. */
export const POSITIONS: readonly Position[] = [
  { file: "ramparts.yaml", argv: ["check", "@app"] },
  { file: "app/main.tf.json", argv: ["check", "@app"] },
  { file: "app/main.tf.json", argv: ["check", "@app/main.tf.json"] },
  { file: "app/more.tf", argv: ["check", "@app"] },
  { file: "app/terraform.tfvars", argv: ["check", "@app"] },
  { file: "app/x.auto.tfvars.json", argv: ["check", "@app"] },
  { file: "app/inner/main.tf", argv: ["check", "@app"] },
  { file: "out/manifest.json", argv: ["check", "@out"] },
  { file: "out/stacks/u/cdk.tf.json", argv: ["check", "@out"] },
  { file: "baseline.json", argv: ["check", "@app", "--baseline", "@baseline.json"] },
  { file: "out/stacks/u/cdk.tf.json", argv: ["check", "@app", "--base", "@out"] },
  { file: "app/more.tf", argv: ["manifest", "@app", "--output", "@manifest.yaml", "--check"] },
  { file: "manifest.yaml", argv: ["manifest", "@app", "--output", "@manifest.yaml", "--check"] },
  { file: "manifest.yaml", argv: ["manifest", "@out", "--output", "@manifest.yaml"] },
  { file: "plan.json", argv: ["review", "@plan.json"] },
  { file: "out/stacks/u/cdk.tf.json", argv: ["review", "@plan.json", "--config", "@out"] },
  { file: "out/manifest.json", argv: ["review", "@out"] },
  { file: "keys.json", argv: ["review", "@plan.json", "--keys", "@keys.json"] },
  { file: "manifest.yaml", argv: ["review", "@plan.json", "--manifest", "@manifest.yaml"] },
  { file: "baseline.json", argv: ["review", "@plan.json", "--baseline", "@baseline.json"] },
  { file: "state.json", argv: ["audit", "@state.json", "--format", "markdown"] },
  { file: "file.tfstate", argv: ["audit", "@file.tfstate", "--format", "sarif"] },
  { file: "keys.json", argv: ["audit", "@state.json", "--keys", "@keys.json", "--format", "json"] },
  { file: "state.json", argv: ["find", KEY, "@state.json"] },
  { file: "keys.json", argv: ["find", KEY, "@file.tfstate", "--keys", "@keys.json"] },
  { file: "manifest.yaml", argv: ["find", KEY, "@state.json", "--manifest", "@manifest.yaml"] },
];

/** Writes all inputs into a folder, but for one, of which it makes what it is told. */
export function writeInputs(folder: string, except?: string, make: (path: string) => void = () => undefined): void {
  for (const [file, content] of INPUTS) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    if (file === except) make(path);
    else writeFileSync(path, content);
  }
}

export function argumentsIn(folder: string, { argv }: Position): string[] {
  return argv.map((argument) => (argument.startsWith("@") ? join(folder, argument.slice(1)) : argument));
}
