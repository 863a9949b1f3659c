/** A range of addresses in the notation "address/prefix", with what is not of the prefix at zero. */
export interface Network {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

/**
 * As Go read networks before its version 1.17, which took zeros before a number; null where it refuses to.
 *
 * Source: https://pkg.go.dev/github.com/apparentlymart/go-cidr, measured with Terraform's `cidrhost`
 */
export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf("/");
  const [written, mask] = [text.slice(0, Math.max(0, slash)), text.slice(slash + 1)];
  const short = parseShort(written);
  const bits = short === null ? 128 : 32;
  const address = short ?? parseLong(written);
  const prefix = /^\d+$/.test(mask) ? Number(mask) : Infinity;
  return address === null || prefix > bits ? null : { bits, address: withoutHost(address, prefix, bits), prefix };
}

/** An address with all bits after the prefix at zero. */
export function withoutHost(address: bigint, prefix: number, bits: number): bigint {
  const host = BigInt(bits - prefix);
  return (address >> host) << host;
}

/** Whether a long address holds a short one, which Go then takes it for. */
export function isMapped(address: bigint, bits: number): boolean {
  return bits === 128 && address >> 32n === 0xffffn;
}

export function addressText(address: bigint, bits: number): string {
  if (bits === 32 || isMapped(address, bits)) return groupsOf(address, 8, 4).join(".");
  const groups = groupsOf(address, 16, 8).map((group) => group.toString(16));
  const zeros = longestZeros(groups);
  if (zeros === null) return groups.join(":");
  return `${groups.slice(0, zeros.start).join(":")}::${groups.slice(zeros.end).join(":")}`;
}

export function networkText({ address, bits, prefix }: Network): string {
  const shown = isMapped(address, bits) ? Math.max(0, prefix - 96) : prefix;
  return `${addressText(address, bits)}/${shown}`;
}

function parseShort(text: string): bigint | null {
  const numbers = text.split(".");
  if (numbers.length !== 4 || !numbers.every((number) => /^\d+$/.test(number) && Number(number) <= 255)) return null;
  return numbers.reduce((address, number) => (address << 8n) | BigInt(number), 0n);
}

/** Eight groups, of which "::" stands for one or more, and the last two may be written as a short address. */
function parseLong(text: string): bigint | null {
  const end = text.lastIndexOf(":") + 1;
  const short = parseShort(text.slice(end));
  const given =
    short === null
      ? text
      : text.slice(0, end) + [short >> 16n, short & 0xffffn].map((group) => group.toString(16)).join(":");
  const [before, after, ...others] = given.split("::").map((half) => (half === "" ? [] : half.split(":")));
  if (before === undefined || others.length > 0) return null;
  const count = before.length + (after?.length ?? 0);
  if (after === undefined ? count !== 8 : count > 7) return null;
  const groups = [...before, ...Array.from({ length: 8 - count }, () => "0"), ...(after ?? [])];
  if (!groups.every((group) => /^0*[\da-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((address, group) => (address << 16n) | BigInt(`0x${group}`), 0n);
}

function groupsOf(address: bigint, width: number, count: number): bigint[] {
  return Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(width, address >> BigInt(width * (count - 1 - index))),
  );
}

/** The first of the longest runs of two or more groups that are zero. */
function longestZeros(groups: readonly string[]): { readonly start: number; readonly end: number } | null {
  let longest: { start: number; end: number } | null = null;
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === "0") end += 1;
    if (end - start > Math.max(1, longest ? longest.end - longest.start : 0)) longest = { start, end };
    start = Math.max(start, end);
  }
  return longest;
}
