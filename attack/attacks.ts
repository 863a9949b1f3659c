import type { Attack } from "./attack";
import { waysAroundTheGate } from "./gate/ways-around-the-gate";
import { disks } from "./sandbox/disks";
import { kills } from "./sandbox/kills";
import { links } from "./sandbox/links";
import { realProviders } from "./sandbox/real-providers";
import { SECRETS } from "./secrets/secrets";
import { terraformOnFullDisk } from "./sandbox/terraform-on-full-disk";

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [
  waysAroundTheGate,
  disks,
  links,
  realProviders,
  terraformOnFullDisk,
  kills,
  SECRETS,
];
