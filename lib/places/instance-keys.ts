const KEYS = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** An address as the configuration has it: without the keys of instances. */
export function withoutKeys(address: string): string {
  return address.includes("[") ? address.replace(KEYS, "") : address;
}

/** The key of an instance as its address ends with it: `[0]`, `["etl"]`; nothing where it has none. */
export function keyText(key: number | string | null): string {
  return key === null ? "" : `[${JSON.stringify(key)}]`;
}
