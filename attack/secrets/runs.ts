import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ramparts } from "../../__tests__/cli/program";
import { StandIn } from "../../__tests__/terraform/stand-in";
import { FORMATS } from "../../lib/report/formats";

/** Everything that gets out of a run, by what it is: a format, a file, standard error. */
export type Outputs = ReadonlyMap<string, string>;

const REPORTS = Object.keys(FORMATS);
/** As who reads it asks for it: each report into a file. */
const KEY_PART = "id-o…body";

/** Runs commands in a directory of its own, and collects what gets out. */
class Runner {
  readonly outputs = new Map<string, string>();
  private readonly directory = mkdtempSync(join(tmpdir(), "ramparts-attack-"));

  write(name: string, content: unknown): string {
    const file = join(this.directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  /** Runs a command that writes a report of every format. */
  async report(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const formats = argv[0] === "audit" ? [...REPORTS, "table"] : REPORTS;
    const targets = formats.flatMap((format) => ["--format", format, "--output", this.path(`${argv[0]}.${format}`)]);
    await this.run([...argv, ...targets], environment);
    for (const name of readdirSync(this.directory)) {
      if (name.startsWith(`${argv[0]}.`)) this.outputs.set(name, readFileSync(this.path(name), "utf8"));
    }
  }

  async run(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const { out, err } = await ramparts(argv, { directory: this.directory, environment });
    const name = argv
      .slice(0, 2)
      .filter((word) => !word.startsWith("/"))
      .join(" ");
    this.add(`standard output of ${name}`, out);
    this.add(`standard error of ${name}`, err);
  }

  add(name: string, text: string): void {
    this.outputs.set(name, (this.outputs.get(name) ?? "") + text);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function running(run: (runner: Runner) => Promise<void>): Promise<Outputs> {
  const runner = new Runner();
  try {
    await run(runner);
    return runner.outputs;
  } finally {
    runner.remove();
  }
}

/** What `check` says of configurations, each the contents of a file of one, and what `manifest` writes and says. */
export function configuration(contents: readonly unknown[]): Promise<Outputs> {
  return running(async (runner) => {
    contents.forEach((content, index) => runner.write(`app/${index}.tf.json`, content));
    const app = runner.path("app");
    await runner.report(["check", app]);
    const manifest = runner.path("credentials.yaml");
    await runner.run(["manifest", app, "--output", manifest]);
    runner.add("credentials.yaml", readFileSync(manifest, "utf8"));
  });
}

/** The same with providers whose secrets they are. */
export function configurationWithProvider(contents: readonly unknown[], secrets: readonly string[]): Promise<Outputs> {
  const provider = secrets.map((secret) => ({ alicloud: { region: "cn-beijing", secret_key: secret } }));
  return configuration([...contents, { provider }]);
}

export function plans(contents: readonly unknown[]): Promise<Outputs> {
  return running((runner) =>
    runner.report(["review", ...contents.map((content, index) => runner.write(`plan-${index}.json`, content))]),
  );
}

export function states(contents: readonly unknown[]): Promise<Outputs> {
  return running(async (runner) => {
    const files = contents.map((content, index) => runner.write(`state-${index}.json`, content));
    await runner.report(["audit", ...files]);
    await runner.run(["find", KEY_PART, ...files]);
    await runner.run(["find", KEY_PART, ...files, "--format", "json"]);
  });
}

/** A file that cannot be read as anything. */
export function broken([content]: readonly unknown[]): Promise<Outputs> {
  return running(async (runner) => {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    await runner.run(["review", runner.write("plan.json", text)]);
    await runner.run(["audit", runner.write("state.json", text)]);
    await runner.run(["check", runner.write("main.tf.json", text)]);
    await runner.run(["audit", runner.path("none.json"), "--keys", runner.write("keys.json", text)]);
  });
}

const KEYS = { resource: { alicloud_ram_access_key: { k: { user_name: "etl" } } } };

export function settings([content = ""]: readonly string[]): Promise<Outputs> {
  return running(async (runner) => {
    runner.write("ramparts.yaml", content);
    await runner.report(["check", runner.write("app/main.tf.json", KEYS)]);
  });
}

/** With a baseline, which is recorded. */
export function environment([variables = {}]: readonly Readonly<Record<string, string>>[]): Promise<Outputs> {
  return running(async (runner) => {
    const baseline = runner.path("check.baseline");
    await runner.report(["check", runner.write("main.tf.json", KEYS), "--baseline", baseline], variables);
  });
}

export function manifests([pair = ["", ""]]: readonly (readonly [string, string])[]): Promise<Outputs> {
  return running(async (runner) => {
    const [base, head] = [runner.write("base.yaml", pair[0]), runner.write("head.yaml", pair[1])];
    for (const format of REPORTS) await runner.run(["manifest", "--diff", base, head, "--format", format]);
  });
}

export function brokenManifest([content = ""]: readonly string[]): Promise<Outputs> {
  return running(async (runner) => {
    const file = runner.write("credentials.yaml", content);
    await runner.run(["manifest", "--diff", file, file]);
    await runner.run(["review", runner.path("none.json"), "--manifest", file]);
  });
}

/** How many lines of an error are relayed. */
const LINES = 8;

/** What Terraform says of configurations that give it the secrets. */
export async function terraform(words: readonly string[], secrets: readonly string[]): Promise<Outputs> {
  const errors = Array.from({ length: Math.ceil(words.length / LINES) }, (_, index) =>
    words.slice(index * LINES, (index + 1) * LINES),
  );
  const app = new StandIn({ broken: {} });
  try {
    return await running(async (runner) => {
      secrets.forEach((secret, index) => {
        app.write(0, `${index}.tf.json`, JSON.stringify({ provider: { gitlab: { token: secret } } }));
      });
      app.write(0, "fail-init", errors.map((lines) => `Error: it failed\n\n${lines.join("\n")}\n`).join("\n"));
      await runner.report(["review", app.app], app.environment);
    });
  } finally {
    app.remove();
  }
}
