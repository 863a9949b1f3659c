import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Stands in for Terraform: notes how it is called, and does as files in the stack's directory tell it: `fail-plan` has
 * what a plan says when it fails, `hang-plan` how it takes signals, `show.json` is what it shows.
 */
const PROGRAM = `#!/bin/sh
echo "$(basename "$PWD"): $*" >> "$CALLS"
if [ -f "hang-$1" ]; then
  . "./hang-$1"
  echo "$$" > "$READY"
  while :; do sleep 0.1; done
fi
if [ -f "fail-$1" ]; then cat "fail-$1" >&2; exit 1; fi
for last; do :; done
case $1 in
  plan) printf 'PK\\003\\004%s' "$(basename "$PWD")" > "\${last#-out=}" ;;
  show) if [ -f "$last" ]; then ls -ld "$last" "$(dirname "$last")" | cut -c 1-10 >> "$CALLS"; fi
        if [ -f show.json ]; then cat show.json; else printf '{}'; fi ;;
  graph) printf 'digraph {}' ;;
esac
`;

/** A synthesised directory, and a program that Terraform's place is taken by. */
export class StandIn {
  public readonly root = mkdtempSync(join(tmpdir(), "ramparts-stand-in-"));
  public readonly app = join(this.root, "cdktf.out");
  /** Where a plan that hangs says that it does. */
  private readonly ready = join(this.root, "ready");

  public constructor(stacks: Readonly<Record<string, { readonly dependencies?: readonly string[] }>>) {
    writeFileSync(join(this.root, "terraform"), PROGRAM, { mode: 0o755 });
    execFileSync("mkfifo", [this.ready]);
    mkdirSync(join(this.root, "tmp"));
    const entries = Object.entries(stacks).map(([name, { dependencies = [] }], index) => {
      const synthesizedStackPath = `stacks/${index}/cdk.tf.json`;
      mkdirSync(join(this.app, "stacks", String(index)), { recursive: true });
      writeFileSync(join(this.app, synthesizedStackPath), "{}");
      return [name, { name, synthesizedStackPath, dependencies }];
    });
    writeFileSync(join(this.app, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(entries) as unknown }));
  }

  /** @param stack its place in the manifest */
  public write(stack: number, name: string, text: string): void {
    writeFileSync(join(this.app, "stacks", String(stack), name), text);
  }

  public get environment(): Record<string, string> {
    return {
      PATH: process.env["PATH"] ?? "",
      TMPDIR: this.temporary,
      TERRAFORM_BINARY_NAME: join(this.root, "terraform"),
      CALLS: join(this.root, "calls"),
      READY: this.ready,
    };
  }

  /** The directory for temporary files of a process that runs in `environment`. */
  public get temporary(): string {
    return join(this.root, "tmp");
  }

  public get calls(): string[] {
    const file = join(this.root, "calls");
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  /** The process id of a step that hangs, as soon as it does. */
  public async hanging(): Promise<number> {
    return Number(await readFile(this.ready, "utf8"));
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
