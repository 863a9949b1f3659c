import type { Decimal } from "../decimal";
import { listOf, NUMBER, STRING } from "../type";
import { failure, list, Unknown, type Value } from "../value";
import type { Definition, Functions, Parameter } from "./definition";
import { addressText, isMapped, networkText, parseNetwork, withoutHost, type Network } from "./network-address";
import { unknownText } from "./unknown-text";
import { machineInteger, wholeNumber } from "./whole-numbers";

/** Functions of networks. */
export const NETWORK_FUNCTIONS: Functions = {
  cidrhost: ofNetwork([{ type: NUMBER }], (network, number: Decimal) => {
    const host = wholeNumber(number);
    return host === null ? failure("cidrhost() takes a whole number") : hostIn(network, host);
  }),
  cidrnetmask: ofNetwork([], ({ address, bits, prefix }) => {
    if (bits === 128 && !isMapped(address, bits)) return failure("only a short address has a network mask");
    return addressText(withoutHost((1n << BigInt(bits)) - 1n, prefix, bits), bits);
  }),
  cidrsubnet: ofNetwork([{ type: NUMBER }, { type: NUMBER }], (network, newBits: Decimal, number: Decimal) => {
    const [extension, subnet] = [machineInteger(newBits), wholeNumber(number)];
    if (extension === null || subnet === null) return failure("cidrsubnet() takes whole numbers");
    return subnetIn(network, Number(extension), subnet);
  }),
  cidrsubnets: {
    parameters: [{ type: STRING, takesUnknown: true }],
    rest: { type: NUMBER, takesUnknown: true },
    returns: listOf(STRING),
    result: "contains",
    call: cidrsubnets,
  },
};

function ofNetwork(
  parameters: readonly Parameter[],
  call: (network: Network, ...values: readonly never[]) => Value,
): Definition {
  return {
    parameters: [{ type: STRING }, ...parameters],
    returns: STRING,
    result: "contains",
    call: (written: string, ...values: readonly never[]): Value => {
      const network = parseNetwork(written);
      return network === null ? NO_NETWORK : call(network, ...values);
    },
  };
}

const NO_NETWORK = failure("it is no network in the notation address/prefix");

/** How many subnets there are is known even where they are not. */
function cidrsubnets(written: string | Unknown, ...newBits: readonly (Decimal | Unknown)[]): Value {
  const open = [written, ...newBits].find((given) => given instanceof Unknown);
  if (open instanceof Unknown) {
    return list(
      newBits.map(() => unknownText(open.because)),
      STRING,
    );
  }
  const network = parseNetwork(written as string);
  return network === null ? NO_NETWORK : subnetsIn(network, (newBits as readonly Decimal[]).map(machineInteger));
}

/** A negative number counts from the end. Numbers beyond 64 bits are compared by these, as Terraform does. */
function hostIn(network: Network, number: bigint): Value {
  const { address, bits, prefix } = network;
  const last = (1n << BigInt(bits - prefix)) - 1n;
  const compared = number < 0n ? -number - 1n : BigInt.asIntN(64, number);
  if (compared > last) return failure("the network has fewer addresses");
  return inserted(network, number < 0n ? last - compared : number, isMapped(address, bits) ? 32 : bits, (made) =>
    addressText(made, bits),
  );
}

function subnetIn(network: Network, extension: number, number: bigint): Value {
  const { bits } = network;
  const prefix = network.prefix + extension;
  if (prefix > bits) return failure("the network has fewer bits");
  const magnitude = BigInt.asUintN(64, number < 0n ? -number : number);
  if (extension >= 0 && extension < 64 && magnitude >= 1n << BigInt(extension)) {
    return failure("the network has fewer subnets");
  }
  // What Go writes for a network that cannot be.
  if (prefix < 0) return number === 0n ? "<nil>" : failure("the network has fewer bits");
  return inserted(network, number, prefix, (address) => networkText({ address, bits, prefix }));
}

/** An address with a number before the end of its prefix, as far as the address is long enough for it. */
function inserted(network: Network, number: bigint, prefix: number, textOf: (address: bigint) => string): Value {
  const { bits, address } = network;
  const made = address | (number << BigInt(bits - prefix));
  const magnitude = made < 0n ? -made : made;
  return magnitude >> BigInt(bits) === 0n ? textOf(magnitude) : failure("the number is too large for an address");
}

/** Subnets one after the other, each at the next place where one of its size may begin. */
function subnetsIn(network: Network, extensions: readonly (bigint | null)[]): Value {
  const { address, bits } = network;
  const end = address + (1n << BigInt(bits - network.prefix));
  // Terraform looks for what comes after the address before the first one.
  if (extensions.length > 0 && (address === 0n || isMapped(address, bits)))
    return failure("it has no address before it");
  const subnets: string[] = [];
  let next = address;
  for (const extension of extensions) {
    if (extension === null || extension < 1n || extension > 32n) return failure("a subnet has 1 to 32 bits more");
    const prefix = network.prefix + Number(extension);
    if (prefix > bits) return failure("the network has fewer bits");
    const size = 1n << BigInt(bits - prefix);
    const start = ((next + size - 1n) / size) * size;
    if (start >= end) return failure("the network has no room for its subnets");
    subnets.push(networkText({ address: start, bits, prefix }));
    next = start + size;
  }
  return list(subnets, STRING);
}
