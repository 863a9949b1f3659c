import type { Attack } from "./attack";

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [];
