import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { LiveKeys } from "../listing/live-keys";
import type { Inventory } from "../inventory/model";
import type { Site } from "../places/site";
import { placeKey } from "../places/place-key";
import { shortId } from "../redaction/short-id";
import { daysSince } from "../rules/age";
import type { Finding, Level } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { heldKeys, type HeldKey } from "../rules/live/held-keys";
import { compareText } from "../rules/place-order";
import { holderOf, userNameOf } from "./key-holder";

/** What there is to say of an AccessKey in a line, for whoever looks at all of them. */
export interface KeyLine {
  /** First and last four characters. */
  readonly id: string;
  readonly holder: {
    readonly kind: "user" | "account" | "unknown";
    /** Of the user; null where it is none, or not known. */
    readonly name: string | null;
    readonly accountId: string | null;
  };
  /** Null where neither state nor listing tells it. */
  readonly status: "Active" | "Inactive" | null;
  readonly created: string | null;
  readonly ageDays: number | null;
  /** When it was last used; `never`, or null where nothing tells it. */
  readonly lastUsed: string | null;
  /** Where a state has it; null for a key that is in none of them. */
  readonly place: Site | null;
  /** What the state has noted of it: it is deleted by the next apply. */
  readonly mark: "deposed" | "tainted" | null;
  /** The most severe of what is found of it and nobody has acknowledged. */
  readonly worst: Level | null;
  /** What is found of it, each rule once, the most severe first. */
  readonly rules: readonly KeyRule[];
}

export interface KeyRule {
  readonly rule: string;
  readonly level: Level;
  /** `indeterminate` where it cannot be told whether the key violates the rule. */
  readonly verdict: Finding["verdict"];
  readonly isAcknowledged: boolean;
}

interface Looked {
  readonly inventory: Inventory;
  readonly listing: LiveKeyIndex | null;
  readonly liveKeys: LiveKeys | null;
  readonly findings: readonly Finding[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** All AccessKeys that exist, those first that most has to be done about; of equals the Active and the oldest ones. */
export function keyOverview(looked: Looked): KeyLine[] {
  const { inventory, listing, liveKeys, today } = looked;
  const findingsOf = new FindingsOfKeys(looked.findings);
  const lines = heldKeys({ inventory, listing }).map((held): KeyLine => {
    const { key, live, status, created } = held;
    const name = userNameOf(held, liveKeys);
    const { kind, accountId } = holderOf(held, name, inventory, listing);
    const rules = rulesOf(findingsOf.of(held));
    return {
      id: shortId(key?.record?.id ?? live?.id ?? ""),
      holder: { kind, name: kind === "user" ? name : null, accountId },
      status: status === "Active" || status === "Inactive" ? status : null,
      created,
      ageDays: daysSince(created, today),
      lastUsed: live?.isUnused ? "never" : (live?.lastUsed ?? null),
      place: key && placeOf(held),
      mark: key?.record?.mark ?? null,
      worst: rules.find(({ isAcknowledged }) => !isAcknowledged)?.level ?? null,
      rules,
    };
  });
  return lines.sort(
    (one, other) =>
      severity(one) - severity(other) ||
      Number(one.status === "Inactive") - Number(other.status === "Inactive") ||
      (other.ageDays ?? -1) - (one.ageDays ?? -1) ||
      compareText(one.holder.name ?? "", other.holder.name ?? "") ||
      compareText(placeText(one), placeText(other)) ||
      compareText(one.id, other.id),
  );
}

/** The construct at the address of a deposed key is that of another one. */
function placeOf({ key, place }: HeldKey): Site {
  return key?.record?.mark === "deposed" ? { ...place, path: null, source: null } : place;
}

function placeText({ place }: KeyLine): string {
  return place === null ? "" : `${place.stack} ${place.path ?? place.address}`;
}

function severity({ worst }: KeyLine): number {
  return worst === null ? LEVELS.length : LEVELS.indexOf(worst);
}

function rulesOf(findings: readonly Finding[]): KeyRule[] {
  const rules = new Map<string, KeyRule>();
  for (const { rule, level, verdict, acknowledged } of findings) {
    const isAcknowledged = acknowledged !== null;
    const key = JSON.stringify([rule, isAcknowledged]);
    const known = rules.get(key);
    // What is certain says more than what is not.
    if (known === undefined || rank({ level, verdict }) < rank(known)) {
      rules.set(key, { rule, level, verdict, isAcknowledged });
    }
  }
  return [...rules.values()].sort(
    (one, other) =>
      Number(one.isAcknowledged) - Number(other.isAcknowledged) ||
      rank(one) - rank(other) ||
      compareText(one.rule, other.rule),
  );
}

function rank({ level, verdict }: Pick<KeyRule, "level" | "verdict">): number {
  return 2 * LEVELS.indexOf(level) + Number(verdict === "indeterminate");
}

/** Findings by the keys that they are about, or that take part in them. */
class FindingsOfKeys {
  private readonly byPlace = new Map<string, Set<Finding>>();

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      for (const place of [finding, ...finding.related]) {
        const key = placeKey(place);
        const known = this.byPlace.get(key);
        if (known) known.add(finding);
        else this.byPlace.set(key, new Set([finding]));
      }
    }
  }

  of({ site, place, label }: HeldKey): Finding[] {
    const own = this.byPlace.get(placeKey(place)) ?? [];
    if (placeKey(site) === placeKey(place)) return [...own];
    // What is found of a key that only a listing knows stands at its user, whose other findings it does not share.
    const ofUser = [...(this.byPlace.get(placeKey(site)) ?? [])].filter(({ message }) => message.includes(label));
    return [...new Set([...own, ...ofUser])];
  }
}
