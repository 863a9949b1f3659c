import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A synthesised directory of a change that somebody wants to get past the gate. */
export interface Way {
  /** What is tried. */
  readonly name: string;
  /** Writes the directory, in which an administrator with a clear secret is hidden. */
  readonly write: (directory: string) => void;
  /** The rules of which one has to fire, where the directory is not refused as a whole; none where it has to be. */
  readonly found?: readonly string[];
}

const PROVIDER = { terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } } };
const CLEAN = { ...PROVIDER, provider: { alicloud: [{ region: "cn-hangzhou" }] } };
const EVIL = {
  ...CLEAN,
  resource: {
    alicloud_ram_user: { eve: { name: "eve" } },
    alicloud_ram_access_key: { eve: { user_name: "${alicloud_ram_user.eve.name}" } },
    alicloud_ram_user_policy_attachment: {
      eve: { user_name: "${alicloud_ram_user.eve.name}", policy_name: "AdministratorAccess", policy_type: "System" },
    },
  },
};
const FOUND = ["POL003", "SEC001"];

function put(directory: string, path: string, content: unknown): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

/** A manifest with one stack, and what is said otherwise of it. */
function manifest(parts: object = {}, name = "app"): object {
  const stack = {
    name,
    constructPath: name,
    workingDirectory: "stacks/app",
    synthesizedStackPath: "stacks/app/cdk.tf.json",
    annotations: [],
    dependencies: [],
  };
  return { version: "stub", stacks: { [name]: { ...stack, ...parts } } };
}

/** A manifest that names one place to be checked and another one to run. */
const forged =
  (parts: object, evil = "stacks/evil"): Way["write"] =>
  (directory) => {
    put(directory, "manifest.json", manifest(parts));
    put(directory, "stacks/app/cdk.tf.json", CLEAN);
    put(directory, `${evil}/cdk.tf.json`, EVIL);
  };

/** Beside a clean file, another one that Terraform reads. */
const beside =
  (path: string, content: unknown): Way["write"] =>
  (directory) => {
    put(directory, "manifest.json", manifest());
    put(directory, "stacks/app/cdk.tf.json", CLEAN);
    put(directory, path, content);
  };

/** What is tried; a new way is a line. */
export const ways: readonly Way[] = [
  { name: "workingDirectory is another folder", write: forged({ workingDirectory: "stacks/evil" }) },
  { name: "workingDirectory is not said as it is", write: forged({ workingDirectory: "stacks/app/../evil" }) },
  { name: "workingDirectory leads out", write: forged({ workingDirectory: "../evil" }, "../evil") },
  { name: "workingDirectory is absolute", write: forged({ workingDirectory: "/" }) },
  { name: "workingDirectory is no text", write: forged({ workingDirectory: ["stacks/evil"] }) },
  { name: "workingDirectory is the folder around", write: forged({ workingDirectory: "stacks" }, "stacks") },
  { name: "synthesizedStackPath leads out", write: forged({ synthesizedStackPath: "../evil/cdk.tf.json" }, "../evil") },
  {
    name: "synthesizedStackPath is in an inner folder",
    write: forged({ synthesizedStackPath: "stacks/app/x/cdk.tf.json" }),
  },
  { name: "the stack has another name inside", write: forged({ name: "evil" }) },
  {
    name: "the folder of the stack is a link",
    write: (directory: string): void => {
      put(directory, "manifest.json", manifest());
      put(directory, "elsewhere/cdk.tf.json", CLEAN);
      mkdirSync(join(directory, "stacks"));
      symlinkSync("../elsewhere", join(directory, "stacks", "app"));
    },
  },
  {
    name: "the file of the stack is a link",
    write: (directory: string): void => {
      put(directory, "manifest.json", manifest());
      put(directory, "clean.tf.json", CLEAN);
      mkdirSync(join(directory, "stacks", "app"), { recursive: true });
      symlinkSync("../../clean.tf.json", join(directory, "stacks", "app", "cdk.tf.json"));
    },
  },
  {
    name: "modules.json puts another module in the place of a local one",
    write: (directory: string): void => {
      put(directory, "manifest.json", manifest());
      put(directory, "stacks/app/cdk.tf.json", { ...CLEAN, module: { m: { source: "./m" } } });
      put(directory, "stacks/app/m/main.tf.json", {});
      put(directory, "stacks/app/evil/main.tf.json", EVIL);
      const modules = [
        { Key: "", Source: "", Dir: "." },
        { Key: "m", Source: "./m", Dir: "evil" },
      ];
      put(directory, "stacks/app/.terraform/modules/modules.json", { Modules: modules });
    },
  },
  { name: "another file beside it", write: beside("stacks/app/more.tf.json", EVIL), found: FOUND },
  { name: "an override file", write: beside("stacks/app/override.tf.json", EVIL), found: FOUND },
  {
    name: "HCL beside it",
    write: beside(
      "stacks/app/more.tf",
      'resource "alicloud_ram_access_key" "eve" {\n  user_name = "eve"\n}\n' +
        'resource "alicloud_ram_user_policy_attachment" "eve" {\n  user_name = "eve"\n' +
        '  policy_name = "AdministratorAccess"\n  policy_type = "System"\n}\n',
    ),
    found: FOUND,
  },
  {
    name: "a configuration beside the manifest",
    write: (directory: string): void => {
      forged({})(directory);
      put(directory, "main.tf.json", EVIL);
    },
    found: FOUND,
  },
  {
    name: "a local module outside of the stack",
    write: (directory: string): void => {
      put(directory, "manifest.json", manifest());
      put(directory, "stacks/app/cdk.tf.json", { ...CLEAN, module: { m: { source: "../evil" } } });
      put(directory, "stacks/evil/main.tf.json", EVIL);
    },
    found: FOUND,
  },
];
