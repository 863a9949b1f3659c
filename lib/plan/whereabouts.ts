import type { LiveKeyIndex } from "../inventory/live-key-index";
import { isUnknown, type AccessKey, type AccountIdentity, type Owner } from "../inventory/model";
import { PlaceMap } from "../inventory/place-map";
import type { Plan } from "../inventory/plan/plan-model";
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
  private readonly byName = new Map<string, Owner>();

  constructor(
    plan: Plan,
    private readonly listing: LiveKeyIndex | null,
  ) {
    if (plan.drift.length === 0) return;
    for (const owner of plan.before.owners) {
      const name = nameOf(owner.account, owner.userName);
      this.byName.set(name, owner);
      if (owner.declaration === null) continue;
      this.declaredNow.set(name, owner);
      this.byDeclaration.set(owner.declaration.site, owner);
    }
    for (const { account, userName, declaration } of plan.recorded.owners) {
      if (declaration === null) continue;
      const name = nameOf(account, userName);
      const current = this.byDeclaration.get(declaration.site);
      if (current === undefined) this.gone.add(name);
      else if (nameOf(current.account, current.userName) !== name) this.renamed.set(name, current);
    }
  }

  /**
   * Null for a key that is gone for certain.
   *
   * @param recorded the key as the state had it
   * @param after what the plan makes in its place
   */
  of({ owner, account, record }: AccessKey, after: AccessKey | null): Lost | null {
    const listed = record === null || !this.listing?.covers(account) ? undefined : this.listing.find(record.id);
    const name = owner === null || isUnknown(owner) ? null : nameOf(account, owner.userName);
    // Under its own name Terraform has looked, and a listing that has it there is older.
    if (listed && listed.userName !== null && nameOf(account, listed.userName) !== name) {
      return { owner: this.byName.get(nameOf(account, listed.userName)) ?? null };
    }
    // Whoever made the plan sees no keys but the own ones; another rule says what that means.
    if (name === null || this.declaredNow.has(name) || this.gone.has(name)) return null;
    const renamed = this.renamed.get(name) ?? this.formerly(after);
    const isListed = (each: AccessKey["owner"] | undefined): boolean =>
      each !== null && each !== undefined && !isUnknown(each) && this.isListed(each);
    if (listed === undefined && (isListed(renamed) || isListed(owner))) return null;
    return { owner: renamed ?? null };
  }

  /** An apply that stopped half-way has renamed the user, and the key is still sought under the old name. */
  private formerly(after: AccessKey | null): Owner | undefined {
    const owner = after?.owner;
    if (!owner || isUnknown(owner) || owner.declaration === null) return undefined;
    return this.byDeclaration.get(owner.declaration.site);
  }

  private isListed({ account, userName }: Owner): boolean {
    return this.listing?.covers(account) === true && userName !== null && this.listing.keysOf(userName) !== null;
  }
}

function nameOf(account: AccountIdentity, userName: string | null): string {
  return `${account.key}\n${userName?.toLowerCase() ?? ""}`;
}
