import { BASELINE } from "./baseline";
import { CIS_1_0, CIS_2_0 } from "./cis";
import type { Profile } from "./profile";
import { STRICT } from "./strict";

/**
 * The profiles that come with ramparts. Each is at least as strict in everything as the one before it, so that of two
 * that are named the stricter one is the later one.
 */
export const PROFILES: readonly Profile[] = [BASELINE, CIS_1_0, CIS_2_0, STRICT];

export function profileNamed(name: string): Profile | undefined {
  return PROFILES.find((profile) => profile.name === name);
}

/** The strictest of some profiles; the baseline when there is none. */
export function strictest(profiles: readonly Profile[]): Profile {
  return [...PROFILES].reverse().find((profile) => profiles.includes(profile)) ?? BASELINE;
}
