import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../lib/cli/run";
import type { Attack } from "../attack";
import { ways } from "./ways";

/** A synthesised directory that hides what it does from `ramparts check`, and from a review before Terraform runs. */
export const waysAroundTheGate: Attack = {
  promised: "gate",
  name: "ways around the gate",
  rounds: ways.length,
  async round(round) {
    const way = ways[round % ways.length];
    if (way === undefined) return [];
    const place = mkdtempSync(join(tmpdir(), "ramparts-attack-"));
    const directory = join(place, "project", "cdktf.out");
    mkdirSync(directory, { recursive: true });
    try {
      way.write(directory);
      const checked = await command("check", directory);
      const isRefused = checked.code === 2 && checked.err !== "";
      if (way.found === undefined && !isRefused) return [`${way.name}: check ends with ${checked.code}`];
      if (way.found?.some((rule) => checked.out.includes(rule)) === false) return [`${way.name}: check finds nothing`];
      if (way.found !== undefined) return [];
      const reviewed = await command("review", directory);
      return reviewed.code === 2 && reviewed.err === checked.err ? [] : [`${way.name}: review would plan it`];
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};

async function command(name: string, directory: string): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const code = await run([name, directory, "--format", "json"], {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    // No Terraform is found: a review that gets so far has not refused.
    environment: { TERRAFORM_BINARY_NAME: "no-such-program" },
    colors: false,
    now: "2026-12-01T00:00:00Z",
    directory,
  });
  return { code, ...written };
}
