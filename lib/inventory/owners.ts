import type { Instance } from "../configuration/instance";
import type { Principal } from "./grant-model";
import type { UserMetadata } from "../configuration/metadata";
import type { AccountIdentity, NamedIdentity, Owner } from "./model";
import { isUnknown, type Maybe } from "../maybe/maybe";
import type { Principals } from "./principals";
import type { Resolution } from "./resolver";

/** An owner while the configurations are being read. */
type Draft = { -readonly [Name in keyof Owner]: Owner[Name] };

/** The owners of AccessKeys: one object for each RAM user, whatever the spelling by which a key refers to it. */
export class Owners {
  private readonly drafts = new Map<Principal, Draft>();
  /** What was said about keys that Terraform does not manage. */
  private readonly counts = new Map<Draft, number>();

  constructor(
    private readonly principals: Principals,
    identities: ReadonlyMap<Instance, NamedIdentity>,
  ) {
    for (const [block, identity] of identities) {
      const user = identity.kind === "user" ? principals.declared(block, identity) : null;
      if (user) this.declare(this.ownerOf(user), identity);
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
    const user = this.principals.of("user", name, attribute, account);
    return user === null || isUnknown(user) ? user : this.ownerOf(user);
  }

  /** Notes what a declaration or a key says about keys of the owner that Terraform does not manage. */
  note(owner: Owner, metadata: UserMetadata | undefined): void {
    const draft = owner as Draft;
    const count = metadata?.existingAccessKeys;
    if (count === undefined) return;
    this.counts.set(draft, Math.max(count, this.counts.get(draft) ?? 0));
    draft.existingAccessKeys = this.counts.get(draft) ?? count;
    draft.saysExistingAccessKeys = true;
  }

  private ownerOf(user: Principal): Draft {
    let owner = this.drafts.get(user);
    if (owner === undefined) {
      const { label, account, name, declaration } = user;
      // Known at once of most, so that no sentence is made that nobody reads.
      const existingAccessKeys = declaration?.created === true ? 0 : nobodyHasSaid(label);
      owner = { label, account, userName: name, declaration, existingAccessKeys, saysExistingAccessKeys: false };
      this.drafts.set(user, owner);
      if (declaration) this.declare(owner, declaration);
    }
    return owner;
  }

  private declare(owner: Draft, identity: NamedIdentity): void {
    if (identity.created && isUnknown(owner.existingAccessKeys)) owner.existingAccessKeys = 0;
    this.note(owner, identity.metadata.user);
  }
}

function nobodyHasSaid(label: string): Owner["existingAccessKeys"] {
  return {
    unknown: true,
    attribute: `existingAccessKeys of ${label}`,
    because: "nobody has said how many AccessKeys it has that Terraform does not manage",
  };
}
