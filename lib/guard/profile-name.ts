import { RampartsError } from "../checks/ramparts-error";
import { shown } from "../checks/values";
import type { Profile } from "../rules/profiles/profile";
import { profileNamed, PROFILES } from "../rules/profiles/profiles";

/** A profile that comes with ramparts. */
export type ProfileName = "baseline" | "cis-1.0" | "cis-2.0" | "strict";

/** The profile of a name that code has given. */
export function profileToUse(name: unknown, path: string): Profile {
  const profile = typeof name === "string" ? profileNamed(name) : undefined;
  if (profile) return profile;
  throw new RampartsError({
    problem: `profile is ${shown(name)}`,
    allowed: PROFILES.map((each) => each.name).join(", "),
    fix: "choose one of these, and settle levels of single rules in ramparts.yaml",
    path,
  });
}
