import { isIP } from "node:net";

/** Neighbouring IP addresses of one family. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** An address, or a block in CIDR notation; null for anything else. */
export function readRange(text: string): AddressRange | null {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes("%")) return null;
  const family = version === 4 ? 4 : 6;
  const bits = family === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Infinity;
  if (length > bits) return null;
  const number = family === 4 ? fromParts(address.split("."), 8n, 10) : fromParts(groupsOf(address), 16n, 16);
  const size = 1n << BigInt(bits - length);
  const first = number - (number % size);
  return { family, first, last: first + size - 1n };
}

/** Whether all addresses of a range are in some of the others. */
export function isCovered({ family, first, last }: AddressRange, others: readonly AddressRange[]): boolean {
  const sorted = others
    .filter((other) => other.family === family)
    .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0));
  let next = first;
  for (const other of sorted) {
    if (other.first > next) return false;
    if (other.last >= next) next = other.last + 1n;
    if (next > last) return true;
  }
  return false;
}

function fromParts(parts: readonly string[], bits: bigint, radix: number): bigint {
  return parts.reduce((sum, part) => (sum << bits) | BigInt(parseInt(part, radix)), 0n);
}

/** The eight groups of an IPv6 address: `::` stands for all zeros that are missing, the end may be an IPv4 address. */
function groupsOf(address: string): string[] {
  const hexadecimal = address.replace(/(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [start = [], end = []] = hexadecimal.split("::").map((half) => (half === "" ? [] : half.split(":")));
  return [...start, ...Array<string>(8 - start.length - end.length).fill("0"), ...end];
}
