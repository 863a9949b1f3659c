import type { Inventory } from "../../inventory/model";
import type { Settings } from "../settings";

/** What a change starts from: the configuration and the settings before it. */
export interface GuardBase {
  readonly inventory: Inventory;
  readonly settings: Settings;
}
