import type { Instance } from "../configuration/instance";
import type { Principal } from "./grant-model";
import type { AccountIdentity, NamedIdentity } from "./model";
import { isUnknown, type Maybe } from "../maybe/maybe";
import { asText, type Place, type Resolution } from "./resolver";

type Kind = Principal["kind"];

/** A principal while the configurations are being read: its declaration may come after what refers to it. */
type Draft = { -readonly [Name in keyof Principal]: Principal[Name] };

const NOUNS: Readonly<Record<Kind, string>> = { user: "RAM user", group: "RAM user group", role: "RAM role" };

/** `RAM user "etl"`. */
export function principalLabel(kind: Kind, name: string): string {
  return `${NOUNS[kind]} ${JSON.stringify(name)}`;
}

/** Attributes that are the name once it is applied; the id of a user is a number. */
const NAMING: Readonly<Record<NamedIdentity["kind"], readonly string[]>> = {
  user: ["name"],
  group: ["group_name", "name", "id"],
  role: ["role_name", "name", "id"],
  policy: ["policy_name", "name", "id"],
};

/** RAM users, user groups and roles: one object for each, whatever the spelling by which something refers to it. */
export class Principals {
  /** Those that have a name, by the key of the account, then by kind and name. */
  private readonly named = new Map<string, Record<Kind, Map<string, Draft>>>();
  private readonly nameless = new Map<Instance, Draft>();

  constructor(private readonly identities: ReadonlyMap<Instance, NamedIdentity>) {
    for (const [block, identity] of identities) this.declared(block, identity);
  }

  /**
   * The principal that a value names; null when it names none.
   *
   * @param name what `user_name`, `group_name` or `role_name` comes to
   * @param account the account of the element that refers to it
   */
  of(kind: Kind, name: Resolution, attribute: string, account: AccountIdentity): Maybe<Principal | null> {
    const place = namedPlace(kind, name);
    const identity = place && this.identities.get(place.instance);
    if (place && identity && !areDifferent(identity.account, account)) {
      const principal = this.declared(place.instance, identity, place.isEach);
      if (principal) return principal;
    }
    const text = asText(name, attribute);
    // A name of a declared identity is one, whichever it is.
    if (isUnknown(text)) return identity ? { ...text, isSet: true } : text;
    // The provider takes an empty name as none at all.
    return text === null || text === "" ? null : this.withName(kind, text, account);
  }

  /** What an identity's instance stands for; null for a policy, and where each instance is another one. */
  declared(instance: Instance, identity: NamedIdentity, isEach = false): Principal | null {
    const { kind, name, account } = identity;
    if (kind === "policy") return null;
    if (typeof name === "string" && name !== "") {
      const principal = this.withName(kind, name, account);
      principal.declaration ??= identity;
      return principal;
    }
    if (isEach && identity.instances !== 1) return null;
    return draftAt(this.nameless, instance, () => {
      return { kind, label: identity.site.address, account, name: null, declaration: identity };
    });
  }

  private withName(kind: Kind, name: string, account: AccountIdentity): Draft {
    let ofAccount = this.named.get(account.key);
    if (ofAccount === undefined) {
      ofAccount = { user: new Map(), group: new Map(), role: new Map() };
      this.named.set(account.key, ofAccount);
    }
    // RAM compares names without regard to case.
    return draftAt(ofAccount[kind], name.toLowerCase(), () => {
      return { kind, label: principalLabel(kind, name), account, name, declaration: null };
    });
  }
}

function draftAt<Key>(drafts: Map<Key, Draft>, key: Key, make: () => Draft): Draft {
  let draft = drafts.get(key);
  if (draft === undefined) {
    draft = make();
    drafts.set(key, draft);
  }
  return draft;
}

/** The identity of a kind whose name the value is, as the outermost reference to one says. */
export function namedPlace(kind: NamedIdentity["kind"], resolution: Resolution): Place | null {
  for (const place of resolution.places) {
    const { instance, attribute } = place;
    const isResource = instance.kind === "resource" && instance.type === `alicloud_ram_${kind}`;
    if (isResource && NAMING[kind].includes(attribute)) return place;
  }
  return null;
}

/** Whether two accounts are different ones for certain. */
export function areDifferent(one: AccountIdentity, other: AccountIdentity): boolean {
  return one.accountId !== null && other.accountId !== null && one.accountId !== other.accountId;
}
