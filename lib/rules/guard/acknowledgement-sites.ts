import type { ScopedAcknowledgement } from "../../inventory/metadata";
import type { Inventory, Site } from "../../inventory/model";
import { compareText } from "../place-order";

export interface PlacedAcknowledgement {
  readonly acknowledgement: ScopedAcknowledgement;
  readonly site: Site;
}

/** Where a stack keeps them. */
const ADDRESS = '"//".ramparts.acknowledgements';

/** The acknowledgements of all stacks, each with its place; one of the whole app stands in every stack, but is one. */
export function acknowledgementsOf(inventory: Inventory): PlacedAcknowledgement[] {
  const placed = new Map<string, PlacedAcknowledgement>();
  for (const stack of [...inventory.stacks].sort((one, other) => compareText(one.name, other.name))) {
    for (const acknowledgement of stack.acknowledgements) {
      const { rule, path, until, reason } = acknowledgement;
      const identity = JSON.stringify(path === "" ? [rule, until, reason] : [rule, until, reason, path, stack.name]);
      if (placed.has(identity)) continue;
      placed.set(identity, { acknowledgement, site: { stack: stack.name, address: ADDRESS, path, source: null } });
    }
  }
  return [...placed.values()];
}
