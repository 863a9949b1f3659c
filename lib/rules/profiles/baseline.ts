import { BASELINE_THRESHOLDS } from "../thresholds";
import type { Profile } from "./profile";

/** What holds where nobody has chosen: every rule at its own level. */
export const BASELINE: Profile = {
  name: "baseline",
  levels: {},
  thresholds: BASELINE_THRESHOLDS,
  errorsAcknowledgedIn: "code",
};
