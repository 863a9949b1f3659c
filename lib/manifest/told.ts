import { isUnknown, type Maybe } from "../maybe/maybe";
import type { Told } from "./manifest";

/** A value of the inventory as the manifest has it. */
export function told<T>(value: Maybe<T>): Told<T> {
  return isUnknown(value) ? { unknown: value.because } : value;
}

/** A name that must be there: without one it is not known how the service will call it. */
export function toldName(name: Maybe<string | null>): Told<string> {
  return told(name) ?? { unknown: "it is not set" };
}

/** `stack/alicloud_ram_user.etl`: the same on every machine, and wherever in the code it stands. */
export function addressOf({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return `${stack}/${address}`;
}
