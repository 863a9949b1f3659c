import { CIS_2_0 } from "./cis";
import type { Profile } from "./profile";

/**
 * For teams whose credentials are declared by ramparts alone: what leaves a key harder to judge, to rotate or to revoke
 * is an error, and an error can be acknowledged only where a code owner sees it.
 *
 * Source: our own judgement, on top of the CIS benchmark.
 */
export const STRICT: Profile = {
  ...CIS_2_0,
  name: "strict",
  errorsAcknowledgedIn: "file",
  levels: {
    ...CIS_2_0.levels,
    KEY003: "error",
    KEY005: "error",
    KEY008: "warning",
    KEY010: "warning",
    KEY011: "error",
    KEY012: "error",
    SEC006: "error",
    SEC012: "error",
    USR002: "error",
    USR003: "error",
    USR005: "warning",
    USR006: "error",
    POL002: "error",
    POL004: "error",
    ACC003: "warning",
    ACC004: "error",
    BCK002: "error",
    BCK003: "error",
    PLN009: "error",
    PLN010: "error",
    PLN014: "error",
    STA002: "error",
    STA003: "warning",
    STA004: "error",
    STA005: "error",
  },
  // The shortest idle time that RAM can be set to.
  thresholds: { ...CIS_2_0.thresholds, maxIdleDaysForAccessKeys: 90 },
};
