import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { startSandbox } from "../../sandbox";
import { findProgram } from "../../sandbox/terraform/program";
import { lineAt, type Attack } from "../attack";
import { onGround, plant, run, withoutTerraform } from "./ground";

const FOREIGN = "mirror.example.com/aliyun/alicloud";
const FORK = "registry.terraform.io/fork/alicloud";
const OWN = "registry.terraform.io/aliyun/alicloud";

/** What a line has to work with: a mirror with the program of the real provider, which says when it is started. */
interface Place {
  readonly ground: string;
  readonly project: string;
  readonly mirror: string;
  /** The folder of the program. */
  readonly program: string;
  /** A program that runs already and tells who comes. */
  readonly running: string;
}

interface Line {
  readonly name: string;
  /** @default - one of another host */
  readonly source?: string;
  /** What stands around before the sandbox starts: files, and the environment of whoever starts it. */
  readonly before?: (place: Place) => NodeJS.ProcessEnv | void;
  /** What the command does, for a shell. */
  readonly script?: (place: Place) => string;
}

const APPLY = "terraform init -no-color; terraform apply -no-color -auto-approve";

const WAYS: readonly Line[] = [
  { name: "another host, of which nobody knows" },
  { name: "another host, in a mirror of the CLI configuration", before: (place) => ownConfiguration(place, "") },
  { name: "another namespace, in such a mirror", source: FORK, before: (place) => ownConfiguration(place, "") },
  {
    name: "another host, in a directory where Terraform looks unasked",
    before: ({ mirror, ground }) => {
      mkdirSync(join(ground, "data", "terraform"), { recursive: true });
      symlinkSync(mirror, join(ground, "data", "terraform", "plugins"));
      return { XDG_DATA_HOME: join(ground, "data") };
    },
  },
  { name: "development overrides", before: (place) => ownConfiguration(place, overrides(place)) },
  {
    name: "development overrides that the command brings",
    script: (place) =>
      `TF_CLI_CONFIG_FILE=${ownConfiguration(place, overrides(place)).TF_CLI_CONFIG_FILE} sh -c "${APPLY}"`,
  },
  {
    name: "a CLI configuration that the command brings",
    script: (place) => `TF_CLI_CONFIG_FILE=${ownConfiguration(place, "").TF_CLI_CONFIG_FILE} sh -c "${APPLY}"`,
  },
  { name: "-plugin-dir", script: ({ mirror }) => APPLY.replace("init", `init -plugin-dir=${mirror}`) },
  {
    name: "-plugin-dir of a fork",
    source: FORK,
    script: ({ mirror }) => APPLY.replace("init", `init -plugin-dir=${mirror}`),
  },
  { name: "-plugin-dir in TF_CLI_ARGS_init", before: ({ mirror }) => ({ TF_CLI_ARGS_init: `-plugin-dir=${mirror}` }) },
  {
    name: "the directory of plugins that an earlier init has kept",
    before: ({ project, mirror }) =>
      plant(join(project, ".terraform/ramparts-sandbox/plugin_path"), JSON.stringify([mirror])),
  },
  { name: "what is installed already", before: (place) => installed(place, ".terraform/ramparts-sandbox") },
  {
    name: "what is installed already, without an init",
    before: (place) => installed(place, ".terraform/ramparts-sandbox"),
    script: () => "terraform apply -no-color -auto-approve",
  },
  {
    name: "another data directory of the command",
    before: (place) => installed(place, ".terraform"),
    script: () => `TF_DATA_DIR=.terraform sh -c "${APPLY}"`,
  },
  {
    name: "another working directory of Terraform",
    before: (place) => installed(place, ".terraform/ramparts-sandbox"),
    script: ({ ground }) => `cd ${ground}; terraform -chdir=project apply -no-color -auto-approve`,
  },
  {
    name: "a plugin cache and a lock file with its sums",
    before: ({ project, mirror, ground }) => {
      const env = { ...process.env, TF_DATA_DIR: join(ground, "real"), CHECKPOINT_DISABLE: "1" };
      spawnSync("terraform", ["init", `-plugin-dir=${mirror}`], { cwd: project, env });
      return { TF_PLUGIN_CACHE_DIR: mirror };
    },
  },
  {
    name: "a program that runs already",
    before: ({ running }) => ({ TF_REATTACH_PROVIDERS: reattach(FOREIGN, running) }),
  },
  {
    name: "a program that runs already, under another spelling of the sandbox's own name",
    source: OWN,
    before: ({ running }) => ({ TF_REATTACH_PROVIDERS: reattach("aliyun/alicloud", running) }),
  },
  {
    name: "the sandbox's own name, where the command forgets the sandbox",
    source: OWN,
    before: (place) => ownConfiguration(place, ""),
    script: () => `unset TF_REATTACH_PROVIDERS; ${APPLY}`,
  },
  {
    name: "Terraform by its path",
    before: (place) => ownConfiguration(place, ""),
    script: () => APPLY.replaceAll("terraform", findProgram("terraform", process.env["PATH"]) ?? "terraform"),
  },
  {
    name: "Terraform by another name",
    before: (place) => {
      installed(place, ".terraform/ramparts-sandbox");
      const bin = join(place.ground, "bin");
      mkdirSync(bin);
      symlinkSync(findProgram("terraform", process.env["PATH"]) ?? "", join(bin, "tofu"));
      return { PATH: [bin, process.env["PATH"]].join(delimiter) };
    },
    script: () => "tofu apply -no-color -auto-approve",
  },
  {
    name: "a state of a foreign provider",
    source: OWN,
    before: ({ project }) =>
      plant(
        join(project, "terraform.tfstate.d/ramparts-sandbox/terraform.tfstate"),
        JSON.stringify({ version: 4, serial: 1, lineage: "x", outputs: {}, resources: [ofState(FOREIGN)] }),
      ),
    script: ({ mirror }) => APPLY.replace("init", `init -plugin-dir=${mirror}`),
  },
];

/** Ways to have Terraform start the real provider inside of the sandbox: it never is, and somebody is told why. */
export const realProviders: Attack = {
  promised: "sandbox",
  name: "ways to start the real provider",
  rounds: WAYS.length,
  round: (round) => withoutTerraform("ways to start the real provider") ?? onGround((ground) => tried(ground, round)),
};

async function tried(ground: string, round: number): Promise<string[]> {
  const { name, source = FOREIGN, before, script = () => APPLY } = lineAt(WAYS, round);
  const mark = join(ground, "started");
  const place = { ...makeMirror(ground, mark), running: join(ground, "running.sock") };
  const listener = createServer(() => plant(mark, "")).listen(place.running);
  plant(join(place.project, "main.tf.json"), configuration(source));
  const parent = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1", ...before?.(place) };
  const sandbox = await startSandbox({ directory: join(ground, ".ramparts", "sandbox") });
  try {
    const env = sandbox.environment(parent);
    const { output } = await run(["sh", "-c", script(place)], { cwd: place.project, env });
    const holes = [];
    if (existsSync(mark)) holes.push(`${name}: the real provider was started`);
    // Under its own name, the sandbox itself may have been asked.
    const words = output.replace(/\s+/g, " ");
    const served = source === OWN && words.includes("Apply complete");
    if (!served && !words.includes("sandbox")) holes.push(`${name}: nobody is told why: ${words.slice(-500)}`);
    return holes;
  } finally {
    sandbox.close();
    listener.close();
  }
}

function makeMirror(ground: string, mark: string): Omit<Place, "running"> {
  const mirror = join(ground, "mirror");
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  for (const source of [FOREIGN, FORK, OWN]) {
    const program = join(mirror, source, "1.0.0", platform, "terraform-provider-alicloud_v1.0.0");
    plant(program, `#!/bin/sh\necho started >> '${mark}'\nexit 1\n`, 0o755);
  }
  return { ground, mirror, project: join(ground, "project"), program: join(mirror, FOREIGN, "1.0.0", platform) };
}

function configuration(source: string): string {
  return JSON.stringify({
    terraform: { required_providers: { cloud: { source } } },
    provider: { cloud: [{}, { alias: "other" }] },
    resource: { alicloud_ram_user: { u: { name: "somebody", provider: "cloud.other" } } },
  });
}

function ownConfiguration({ ground, mirror }: Place, more: string): { TF_CLI_CONFIG_FILE: string } {
  const file = join(ground, "own.tfrc");
  plant(file, `provider_installation {\n  ${more}\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file };
}

function overrides({ program }: Place): string {
  return `dev_overrides {\n    "${FOREIGN}" = "${program}"\n  }`;
}

function installed(place: Place, data: string): void {
  lock(place);
  mkdirSync(join(place.project, data), { recursive: true });
  symlinkSync(place.mirror, join(place.project, data, "providers"));
}

function lock({ project }: Place): void {
  plant(join(project, ".terraform.lock.hcl"), `provider "${FOREIGN}" {\n  version = "1.0.0"\n}\n`);
}

function reattach(source: string, socket: string): string {
  const Addr = { Network: "unix", String: socket };
  return JSON.stringify({ [source]: { Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true, Addr } });
}

function ofState(source: string): object {
  return {
    mode: "managed",
    type: "alicloud_ram_user",
    name: "old",
    provider: `provider["${source}"]`,
    instances: [{ schema_version: 0, attributes: { id: "old", name: "old" } }],
  };
}
