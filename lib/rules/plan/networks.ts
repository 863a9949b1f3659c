import { isObject, member, stringMember } from "../../json/json";
import { isCovered, readRange, type AddressRange } from "./address-ranges";
import { addAll } from "../../text/lists";

/**
 * From where an AccessKey works, as its network policy says.
 *
 * Source: SetAccessKeyPolicy of IMS 2019-08-15. What follows from a document without any statement of a kind, and from
 * a VPC without a list of addresses, is not documented.
 */
export interface Networks {
  /** Public addresses; null without a statement about them. */
  readonly publicRanges: readonly AddressRange[] | null;
  /** By VPC id, or `AllowAllVPC`; null without a statement about any. A VPC may have no list of addresses. */
  readonly vpcs: ReadonlyMap<string, readonly AddressRange[] | null> | null;
}

const ALL_VPCS = "AllowAllVPC";

/** How what a document allows differs from what another one did. */
export interface NetworkChange {
  /** What it allows now and did not before: `public addresses`, `VPC vpc-1`. */
  readonly widened: readonly string[];
  /** Why it cannot be told whether it allows more; null where it can. */
  readonly undecided: string | null;
}

/** Reads a document; `everywhere` for one that is not in force, null for one that is not as documented. */
export function readNetworks(text: string): Networks | "everywhere" | null {
  const document = parsed(text);
  const status = stringMember(document, "Status");
  if (status === "Inactive") return "everywhere";
  const statements = member(document, "Statements");
  if (status !== "Active" || !Array.isArray(statements)) return null;
  const publicRanges: AddressRange[] = [];
  const vpcs = new Map<string, readonly AddressRange[] | null>();
  let hasPublic = false;
  for (const statement of statements as unknown[]) {
    const ranges = rangesOf(member(statement, "IPList"));
    const vpc = stringMember(statement, "Value");
    const type = stringMember(statement, "Type");
    if (type === "ClassicWhiteList" && ranges && !vpc) {
      hasPublic = true;
      addAll(publicRanges, ranges);
    } else if (type === "VPCWhiteList" && ranges !== undefined && vpc) {
      const known = vpcs.get(vpc);
      vpcs.set(vpc, known === null || ranges === null ? null : [...(known ?? []), ...ranges]);
    } else {
      return null;
    }
  }
  return { publicRanges: hasPublic ? publicRanges : null, vpcs: vpcs.size > 0 ? vpcs : null };
}

export function compareNetworks(before: Networks, after: Networks): NetworkChange {
  const widened: string[] = [];
  const undecided: string[] = [];
  if (before.publicRanges !== null && after.publicRanges !== null) {
    const allowed = before.publicRanges;
    if (!after.publicRanges.every((range) => isCovered(range, allowed))) widened.push("more public addresses");
  } else if (before.publicRanges !== after.publicRanges) {
    undecided.push("what a document without a ClassicWhiteList allows is not documented");
  }
  if (before.vpcs !== null && after.vpcs !== null) {
    for (const [vpc, ranges] of after.vpcs) {
      const own = before.vpcs.get(vpc);
      const ofAll = before.vpcs.get(ALL_VPCS);
      if (own === undefined && ofAll === undefined) widened.push(vpc === ALL_VPCS ? "all VPCs" : `the VPC ${vpc}`);
      else if (ranges === null || own === null || ofAll === null) {
        if (ranges !== own) undecided.push("what a VPC without an IPList allows is not documented");
      } else if (!ranges.every((range) => isCovered(range, [...(own ?? []), ...(ofAll ?? [])]))) {
        widened.push(vpc === ALL_VPCS ? "more addresses of all VPCs" : `more addresses of the VPC ${vpc}`);
      }
    }
  } else if (before.vpcs !== after.vpcs) {
    undecided.push("what a document without a VPCWhiteList allows is not documented");
  }
  return { widened, undecided: undecided[0] ?? null };
}

/** Undefined for what is no list of addresses, null where there is none. */
function rangesOf(list: unknown): readonly AddressRange[] | null | undefined {
  if (list === undefined || list === null) return null;
  if (!Array.isArray(list)) return undefined;
  const ranges = (list as unknown[]).map((each) => (typeof each === "string" ? readRange(each.trim()) : null));
  return ranges.every((range) => range !== null) ? ranges : undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
