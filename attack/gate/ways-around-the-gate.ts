import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineAt, type Attack } from "../attack";
import { outcomeOf } from "../outcome";
import { ways } from "./ways";

/** A synthesised directory that hides what it does from `ramparts check`, and from a review before Terraform runs. */
export const waysAroundTheGate: Attack = {
  promised: "gate",
  name: "ways around the gate",
  rounds: ways.length,
  async round(round) {
    const way = lineAt(ways, round);
    const place = mkdtempSync(join(tmpdir(), "ramparts-attack-"));
    const directory = join(place, "project", "cdktf.out");
    mkdirSync(directory, { recursive: true });
    try {
      way.write(directory);
      const checked = await outcomeOf(["check", directory, "--format", "json"], directory);
      const isRefused = checked.code === 2 && checked.err !== "";
      if (way.found === undefined && !isRefused) return [`${way.name}: check ends with ${checked.code}`];
      if (way.found?.some((rule) => checked.out.includes(rule)) === false) return [`${way.name}: check finds nothing`];
      if (way.found !== undefined) return [];
      const reviewed = await outcomeOf(["review", directory, "--format", "json"], directory);
      return reviewed.code === 2 && reviewed.err === checked.err ? [] : [`${way.name}: review would plan it`];
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};
