import type { AcknowledgementMetadata } from "../../configuration/metadata";
import type { Inventory } from "../../inventory/model";
import type { Site } from "../../places/site";
import { compareText } from "../place-order";
import type { Settings } from "../settings";
import { settingsSite } from "../settings";

export interface PlacedAcknowledgement {
  readonly acknowledgement: AcknowledgementMetadata & { readonly rule: string };
  readonly site: Site;
  /** The same acknowledgement as every stack has it that it concerns. */
  readonly copies: AcknowledgementMetadata[];
}

/** Where a stack keeps them. */
const ADDRESS = '"//".ramparts.acknowledgements';

/**
 * The acknowledgements of rules, of all stacks and of ramparts.yaml, each with its place; one of the whole app stands
 * in every stack, but is one.
 */
export function acknowledgementsOf(inventory: Inventory, settings: Settings): PlacedAcknowledgement[] {
  const placed = new Map<string, PlacedAcknowledgement>();
  for (const stack of [...inventory.stacks].sort((one, other) => compareText(one.name, other.name))) {
    for (const acknowledgement of stack.acknowledgements) {
      const { rule, path, until, reason } = acknowledgement;
      const identity = JSON.stringify(path === "" ? [rule, until, reason] : [rule, until, reason, path, stack.name]);
      const known = placed.get(identity);
      if (known) {
        known.copies.push(acknowledgement);
        continue;
      }
      const site = { stack: stack.name, address: ADDRESS, path, source: null };
      placed.set(identity, { acknowledgement, site, copies: [acknowledgement] });
    }
  }
  const fromFile = settings.acknowledgements.map((acknowledgement) => {
    const { rule, by, target, source } = acknowledgement;
    const site = settingsSite(`acknowledgement of ${rule} by ${by} ${target}`, source);
    return { acknowledgement, site, copies: [acknowledgement] };
  });
  return [...placed.values(), ...fromFile];
}
