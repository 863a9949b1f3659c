import type { Attack } from "./attack";
import { SECRETS } from "./secrets/secrets";

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [SECRETS];
