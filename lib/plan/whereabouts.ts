import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { AccessKey, AccountIdentity, Owner } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import { PlaceMap } from "../places/place-map";
import type { Plan } from "../inventory/read-plans";
import { quote } from "../text/wording";
import type { Lost } from "./key-pairs";

/**
 * Tells where a key is that Terraform has not found. The provider looks for a key among those of the user with the name
 * that the state has; the keys of a user that was renamed live on where it does not look.
 */
export class Whereabouts {
  /** The users that there are, by their names; those of which only keys tell are not certain to be there. */
  private readonly declaredNow = new Map<string, Owner>();
  private readonly byDeclaration = new PlaceMap<Owner>();
  /** The users that were renamed outside of Terraform, by the name that the state had. */
  private readonly renamed = new Map<string, Owner>();
  private readonly gone = new Set<string>();
  /** The names that another user has by now: a key that is not found under one is perhaps the former one's. */
  private readonly handedOn = new Set<string>();
  private readonly byName = new Map<string, Owner>();
  /** Users that nothing but a listing has, by name. */
  private readonly onlyListed = new Map<string, Owner>();

  constructor(
    plan: Plan,
    private readonly listing: LiveKeyIndex | null,
  ) {
    if (plan.drift.length === 0 && listing === null) return;
    const asked = new PlaceMap<boolean>();
    for (const { site, type } of plan.changes) if (type === "alicloud_ram_user") asked.set(site, true);
    for (const owner of plan.before.owners) {
      const name = nameOf(owner.account, owner.userName);
      this.byName.set(name, owner);
      if (owner.declaration === null) continue;
      // Of a user that the plan leaves out, Terraform has not asked whether it still has the name.
      if (asked.get(owner.declaration.site) === true || this.isListed(owner)) this.declaredNow.set(name, owner);
      this.byDeclaration.set(owner.declaration.site, owner);
    }
    for (const { account, userName, declaration } of plan.recorded.owners) {
      if (declaration === null) continue;
      const name = nameOf(account, userName);
      const current = this.byDeclaration.get(declaration.site);
      if (current === undefined) this.gone.add(name);
      else if (nameOf(current.account, current.userName) !== name) this.renamed.set(name, current);
    }
    this.addHalfRenamed(plan);
  }

  /**
   * An apply that stopped half-way has renamed a user, and its keys are still sought under the old name: the code tells
   * of one of them whose it is, and the others with that name are the same user's.
   */
  private addHalfRenamed({ recorded, after }: Plan): void {
    const planned = new PlaceMap<AccessKey>();
    for (const key of after.accessKeys) planned.set(key.site, key);
    for (const { site, account, owner } of recorded.accessKeys) {
      const next = planned.get(site)?.owner ?? null;
      if (owner === null || next === null || isUnknown(owner) || isUnknown(next) || next.declaration === null) continue;
      const name = nameOf(account, owner.userName);
      const current = this.byDeclaration.get(next.declaration.site);
      // A user that is yet to get the name has not been the one that had it.
      if (nameOf(account, next.userName) === name) continue;
      const isOther = current !== undefined && nameOf(current.account, current.userName) !== name;
      if (!isOther) continue;
      if (this.declaredNow.has(name)) this.handedOn.add(name);
      else if (!this.renamed.has(name)) this.renamed.set(name, current);
    }
  }

  /** Where a key is that the state had; null for one that is gone for certain. */
  of({ owner, account, record }: AccessKey): Lost | null {
    const listed = record === null || !this.listing?.covers(account) ? undefined : this.listing.find(record.id);
    const name = owner === null || isUnknown(owner) ? null : nameOf(account, owner.userName);
    // Under its own name Terraform has looked, and a listing that has it there is older.
    if (listed && listed.userName !== null && nameOf(account, listed.userName) !== name) {
      return { owner: this.ownerNamed(account, listed.userName), listedStatus: listed.live.status };
    }
    // Whoever made the plan sees no keys but the own ones; another rule says what that means.
    if (name !== null && this.handedOn.has(name) && !this.listing?.covers(account)) {
      return { owner: null, listedStatus: null };
    }
    if (name === null || this.declaredNow.has(name) || this.gone.has(name)) return null;
    const renamed = this.renamed.get(name);
    const isListed = (each: AccessKey["owner"] | undefined): boolean =>
      each !== null && each !== undefined && !isUnknown(each) && this.isListed(each);
    if (listed === undefined && (isListed(renamed) || isListed(owner))) return null;
    return { owner: renamed ?? null, listedStatus: null };
  }

  /** Whose a key is that Terraform has not asked for, where that is not who had it when the last apply ended. */
  ofUnasked({ owner, account, record }: AccessKey): Owner | null {
    if (owner === null || isUnknown(owner)) return null;
    const name = nameOf(account, owner.userName);
    const listed = record === null || !this.listing?.covers(account) ? undefined : this.listing.find(record.id);
    const listedName = listed?.userName ?? null;
    if (listedName !== null) {
      return nameOf(account, listedName) === name ? null : this.ownerNamed(account, listedName);
    }
    return this.declaredNow.has(name) ? null : (this.renamed.get(name) ?? null);
  }

  private ownerNamed(account: AccountIdentity, userName: string): Owner {
    const name = nameOf(account, userName);
    let owner = this.byName.get(name) ?? this.onlyListed.get(name);
    if (owner === undefined) {
      owner = listedOwner(account, userName);
      this.onlyListed.set(name, owner);
    }
    return owner;
  }

  private isListed({ account, userName }: Owner): boolean {
    return this.listing?.covers(account) === true && userName !== null && this.listing.keysOf(userName) !== null;
  }
}

function listedOwner(account: AccountIdentity, userName: string): Owner {
  const because = "only a listing has the user";
  return {
    label: `RAM user ${quote(userName)}`,
    account,
    userName,
    declaration: null,
    existingAccessKeys: { unknown: true, attribute: "existingAccessKeys", because },
    saysExistingAccessKeys: false,
  };
}

function nameOf(account: AccountIdentity, userName: string | null): string {
  return `${account.key}\n${userName?.toLowerCase() ?? ""}`;
}
