import type { Block } from "./blocks";
import { isUnknown, type AccountIdentity, type Maybe, type NamedIdentity, type Owner } from "./model";
import type { UserMetadata } from "./metadata";
import type { Instance, Place } from "./references";
import { asText, type Resolution } from "./resolver";

/** An owner while the configurations are being read: its declaration may come after the keys that refer to it. */
type Draft = { -readonly [Name in keyof Owner]: Owner[Name] };

/** The owners of AccessKeys: one object for each RAM user, whatever the spelling by which a key refers to it. */
export class Owners {
  private readonly drafts = new Map<string, Draft>();
  /** What was said about keys that Terraform does not manage. */
  private readonly counts = new Map<Draft, number>();

  constructor(private readonly identities: ReadonlyMap<Block, NamedIdentity>) {
    for (const [block, identity] of identities) {
      if (identity.kind === "user") this.declared(block, identity, { kind: "none" });
    }
  }

  all(): readonly Owner[] {
    return [...this.drafts.values()];
  }

  /**
   * The owner of a key.
   *
   * @param name what `user_name` of the key comes to
   * @param account the account of the key
   */
  of(name: Resolution, attribute: string, account: AccountIdentity): Maybe<Owner | null> {
    const place = userPlace(name);
    const identity = place && this.identities.get(place.block);
    if (place && identity && !areDifferent(identity.account, account)) {
      const owner = this.declared(place.block, identity, place.instance);
      if (owner) return owner;
    }
    const text = asText(name, attribute);
    if (isUnknown(text)) return text;
    // The provider takes an empty name as none at all.
    return text === null || text === "" ? null : this.named(text, account);
  }

  /** Notes what a declaration or a key says about keys of the owner that Terraform does not manage. */
  note(owner: Owner, metadata: UserMetadata | undefined): void {
    const draft = owner as Draft;
    const count = metadata?.existingAccessKeys;
    if (count === undefined) return;
    this.counts.set(draft, Math.max(count, this.counts.get(draft) ?? 0));
    draft.existingAccessKeys = this.counts.get(draft) ?? count;
  }

  /** The owner that a user resource stands for; null where that is another one for each instance. */
  private declared(block: Block, identity: NamedIdentity, instance: Instance): Owner | null {
    const { name, account } = identity;
    if (typeof name === "string" && name !== "") {
      const owner = this.named(name, account);
      this.declare(owner, identity);
      return owner;
    }
    if (instance.kind === "each" && identity.instances !== 1 && identity.instances !== 0) return null;
    const index = instance.kind === "one" ? `[${JSON.stringify(instance.key)}]` : "";
    const key = `${this.numberOf(block)}${index}`;
    const label = `${identity.site.address}${index}`;
    let owner = this.drafts.get(key);
    if (owner === undefined) {
      owner = { label, account, userName: null, declaration: null, existingAccessKeys: nobodyHasSaid(label) };
      this.drafts.set(key, owner);
    }
    this.declare(owner, identity);
    return owner;
  }

  private declare(owner: Draft, identity: NamedIdentity): void {
    if (owner.declaration === identity) return;
    owner.declaration ??= identity;
    if (identity.created && isUnknown(owner.existingAccessKeys)) owner.existingAccessKeys = 0;
    this.note(owner, identity.metadata.user);
  }

  /** RAM compares names without regard to case. */
  private named(userName: string, account: AccountIdentity): Draft {
    const key = `${account.key}\n${userName.toLowerCase()}`;
    let owner = this.drafts.get(key);
    if (owner === undefined) {
      const label = `RAM user ${JSON.stringify(userName)}`;
      owner = { label, account, userName, declaration: null, existingAccessKeys: nobodyHasSaid(label) };
      this.drafts.set(key, owner);
    }
    return owner;
  }

  private readonly numbers = new Map<Block, number>();

  private numberOf(block: Block): number {
    const number = this.numbers.get(block) ?? this.numbers.size;
    this.numbers.set(block, number);
    return number;
  }
}

/** The user whose name the value is, as the outermost reference to one says. */
function userPlace(resolution: Resolution): Place | null {
  for (let at = resolution.places; at !== null; at = at.next) {
    if (at.place.block.labels[0] === "alicloud_ram_user" && at.place.attribute === "name") return at.place;
  }
  return null;
}

function areDifferent(one: AccountIdentity, other: AccountIdentity): boolean {
  return one.accountId !== null && other.accountId !== null && one.accountId !== other.accountId;
}

function nobodyHasSaid(label: string): Owner["existingAccessKeys"] {
  return {
    unknown: true,
    attribute: `existingAccessKeys of ${label}`,
    because: "nobody has said how many AccessKeys it has that Terraform does not manage",
  };
}
