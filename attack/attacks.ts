import type { Attack } from "./attack";
import { GATE_ATTACK } from "./gate/gate-attack";

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [GATE_ATTACK];
