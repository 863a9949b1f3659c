import type { Attack } from "./attack";
import { waysAroundTheGate } from "./gate/ways-around-the-gate";
import { disks } from "./sandbox/disks";
import { kills } from "./sandbox/kills";
import { links } from "./sandbox/links";
import { realProviders } from "./sandbox/real-providers";
import { terraformOnFullDisk } from "./sandbox/terraform-on-full-disk";
import { secrets } from "./secrets/secrets";
import { devices } from "./time/devices";
import { growth } from "./time/growth";
import { mutations } from "./time/mutations";

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [
  waysAroundTheGate,
  secrets,
  disks,
  links,
  realProviders,
  terraformOnFullDisk,
  kills,
  devices,
  mutations,
  growth,
];
