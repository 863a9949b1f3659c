import type { Attack } from "./attack";
import { DEVICES } from "./time/devices";
import { GROWTH } from "./time/growth";
import { MUTATED } from "./time/mutations";

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [DEVICES, MUTATED, GROWTH];
