import type { AccountSetting } from "../../inventory/grant-model";
import type { Inventory } from "../../inventory/model";
import type { Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";

/** The settings of one kind, from whichever generation of the resource. */
export function settingsOf({ accountSettings }: Inventory, kind: AccountSetting["kind"]): readonly AccountSetting[] {
  return accountSettings.filter((setting) => setting.kind === kind);
}

/** A value of a setting; null when it is not configured. */
export function valueOf({ values }: AccountSetting, name: string): string | number | boolean | Unknown | null {
  return values.get(name) ?? null;
}

/** A number of a setting; null when it is not configured, or is no number at all, which the provider refuses. */
export function numberOf(setting: AccountSetting, name: string): number | Unknown | null {
  const value = valueOf(setting, name);
  return typeof value === "number" || isUnknown(value) ? value : null;
}
