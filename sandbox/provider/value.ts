import { decode, encode, ExtensionCodec } from "@msgpack/msgpack";
import type { DynamicValue } from "./protocol";

/** A value that Terraform does not know yet. */
class Unknown {
  /** Tells the type checker that no other object is one. */
  public readonly unknown = true;
}

export const UNKNOWN = new Unknown();

/** A value of a Terraform attribute or block: null when it is not set. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | ObjectValue;
export interface ObjectValue {
  readonly [name: string]: Value;
}

/** Extension types of Terraform's: 0 is unknown, 12 unknown with refinements, which this provider has no use for. */
const EXTENSIONS = new ExtensionCodec();
for (const type of [0, 12]) {
  EXTENSIONS.register({
    type,
    encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
    decode: () => UNKNOWN,
  });
}

export function decodeValue(value: DynamicValue): ObjectValue | null {
  return decode(value.msgpack, { extensionCodec: EXTENSIONS }) as ObjectValue | null;
}

export function encodeValue(value: ObjectValue | null): DynamicValue {
  return { msgpack: encode(value, { extensionCodec: EXTENSIONS }) };
}

export function isUnknown(value: Value | undefined): value is Unknown {
  return value instanceof Unknown;
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

/** Whether two values are the same to Terraform; sets arrive in one order, so lists are compared as they are. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (isUnknown(one) || isUnknown(other)) return false;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameValue(item as Value, other[index] as Value));
  }
  if (isObject(one) && isObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => sameValue(one[name] ?? null, other[name] ?? null));
  }
  return one === other;
}
