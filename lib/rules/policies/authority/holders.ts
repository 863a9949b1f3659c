import type { PolicyAttachment, Principal } from "../../../inventory/grant-model";
import type { Inventory, NamedIdentity } from "../../../inventory/model";
import { isUnknown } from "../../../maybe/maybe";
import type { Site } from "../../../places/site";
import { placeKey } from "../../../places/place-key";
import { principalLabel } from "../../../inventory/principals";
import type { Undecided, Via } from "./authority";
import type { Source, Sources } from "./sources";

/** One policy, and how it comes to its holder. */
export interface Way {
  readonly source: Source;
  readonly via: Via;
  /** The same for one policy, whatever it says. */
  readonly policy: string;
}

interface Membership {
  readonly group: Holder;
  readonly site: Site;
}

/** A user, group or role with what it is granted. */
export interface Holder {
  readonly principal: Principal;
  /** True where a resource declares it. */
  isDeclared: boolean;
  readonly own: Way[];
  readonly memberships: Membership[];
  /** Who may assume it. */
  readonly trust: Way[];
}

export interface Holders {
  readonly byKey: ReadonlyMap<string, Holder>;
  readonly unattributed: readonly Unattributed[];
}

/** Something that is granted to nobody knows whom; equal keys are the same grant. */
export interface Unattributed extends Omit<Undecided, "when"> {
  readonly key: string;
}

/** Who is granted what, as an inventory says. */
export function readHolders(inventory: Inventory, sources: Sources): Holders {
  const byKey = new Map<string, Holder>();
  const unattributed: Unattributed[] = [];
  const documents = new Map(inventory.policyDocuments.map((each) => [each.identity, each]));
  const byPrincipal = new Map<Principal, Holder>();
  const holderOf = (principal: Principal): Holder => {
    const known = byPrincipal.get(principal);
    if (known) return known;
    const key = keyOf(principal);
    const holder = byKey.get(key) ?? { principal, isDeclared: false, own: [], memberships: [], trust: [] };
    byKey.set(key, holder);
    byPrincipal.set(principal, holder);
    return holder;
  };

  for (const attachment of inventory.policyAttachments) {
    const { site, principal, policy } = attachment;
    const accountKey = isUnknown(principal) ? (policy?.account.key ?? "") : principal.account.key;
    const source = sources.attached(attachment, accountKey, documents);
    if (source === null) continue;
    const via: Via = { policy: policyOf(attachment), site, through: null };
    if (isUnknown(principal)) {
      const key = JSON.stringify([placeKey(site), principal.attribute, principal.because, source.id]);
      unattributed.push({ key, unknown: principal, via });
    } else {
      holderOf(principal).own.push({ source, via, policy: JSON.stringify([via.policy, accountKey]) });
    }
  }
  for (const { site, user, group } of inventory.groupMemberships) {
    if (isUnknown(user)) {
      const key = JSON.stringify([placeKey(site), user.attribute, user.because]);
      const through = isUnknown(group) ? null : { group, membership: site };
      unattributed.push({ key, unknown: user, via: { policy: null, site, through } });
    } else if (isUnknown(group)) {
      const way = {
        source: sources.unknown(group),
        via: { policy: null, site, through: null },
        policy: placeKey(site),
      };
      holderOf(user).own.push(way);
    } else {
      holderOf(user).memberships.push({ group: holderOf(group), site });
    }
  }
  for (const identity of inventory.identities) {
    const principal = principalOf(identity);
    if (principal === null) continue;
    const holder = holderOf(principal);
    holder.isDeclared = true;
    const declaration = documents.get(identity);
    if (declaration?.purpose !== "trust") continue;
    const via: Via = { policy: null, site: identity.site, through: null };
    holder.trust.push({ source: sources.declared(declaration), via, policy: "trust" });
  }
  return { byKey, unattributed };
}

/** All that a holder has, through its groups too. */
export function waysOf({ own, memberships }: Holder): Way[] {
  return [
    ...own,
    ...memberships.flatMap(({ group, site }) =>
      group.own.map((way): Way => {
        const through = { group: group.principal, membership: site };
        return { ...way, via: { ...way.via, through } };
      }),
    ),
  ];
}

/** What a holder has, in no order. */
export function sourcesOf(holder: Holder | null): Source[] {
  if (holder === null) return [];
  const inherited = holder.memberships.flatMap(({ group }) => group.own);
  return [...holder.own, ...inherited].map(({ source }) => source);
}

/** RAM compares names without regard to case. */
function keyOf({ kind, account, name, label, declaration }: Principal): string {
  if (name !== null) return `${account.key}\n${kind}\n${name.toLowerCase()}`;
  return JSON.stringify([account.key, kind, declaration?.site.stack ?? "", label]);
}

function policyOf({ policy, policyName, policyType }: PolicyAttachment): Via["policy"] {
  const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const type = policy === null ? textOf(policyType) : "Custom";
  return { name: textOf(policyName) ?? textOf(policy?.name) ?? policy?.site.address ?? null, type };
}

function principalOf(identity: NamedIdentity): Principal | null {
  const { kind, account, site } = identity;
  if (kind === "policy") return null;
  const name = typeof identity.name === "string" && identity.name !== "" ? identity.name : null;
  const label = name === null ? site.address : principalLabel(kind, name);
  return { kind, label, account, name, declaration: identity };
}
