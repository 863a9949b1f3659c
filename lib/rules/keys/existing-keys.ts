import { toldCount } from "../../inventory/elsewhere-count";
import { KeysElsewhere, saidAccountKeys } from "../../inventory/keys-elsewhere";
import type { LiveKey } from "../../listing/live-keys";
import type { AccessKey, AccountIdentity, Owner } from "../../inventory/model";
import type { Maybe } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { placeKey } from "../../places/place-key";
import { forgottenKeys } from "../../plan/forgotten-keys";
import { userKey } from "../identities/users";
import type { RuleContext } from "../rule";
import { isAccountKey } from "./declared-keys";

type Known = Pick<RuleContext, "inventory" | "review" | "listing">;

/**
 * How many AccessKeys there are beside those of the inventory: as a listing of live keys has them, where there is one
 * of the account, else as was said; and those that the plan lets go of, which stay.
 */
export class ExistingKeys {
  private readonly elsewhere: KeysElsewhere;
  private readonly forgotten: readonly AccessKey[];
  private readonly forgottenCounts = new Map<string, number>();
  /** Names that users have before the apply, by their declarations: those that the listing has. */
  private readonly formerNames: ReadonlyMap<string, string>;

  constructor({ inventory, review, listing }: Known) {
    const plan = review?.plan ?? null;
    this.forgotten = plan === null ? [] : forgottenKeys(plan);
    // What has vanished since the listing was taken was Terraform's, too.
    const earlier = plan === null ? [] : [...plan.before.accessKeys, ...plan.recorded.accessKeys];
    this.elsewhere = new KeysElsewhere(listing, [...inventory.accessKeys, ...earlier], this.forgotten);
    for (const { owner } of this.forgotten) {
      if (owner === null || isUnknown(owner)) continue;
      const user = userKey(owner);
      this.forgottenCounts.set(user, (this.forgottenCounts.get(user) ?? 0) + 1);
    }
    this.formerNames = new Map(
      (listing === null ? [] : (plan?.before.identities ?? [])).flatMap(({ kind, name, site }) =>
        kind === "user" && typeof name === "string" ? [[placeKey(site), name] as const] : [],
      ),
    );
  }

  /** Those of a RAM user. */
  of(owner: Owner): Maybe<number> {
    const listed = this.listedOf(owner);
    if (listed !== null) return listed.length;
    const { count } = toldCount([owner]);
    return isUnknown(count) ? count : count + this.forgottenOf(owner);
  }

  /** How many of a RAM user the plan lets go of. */
  forgottenOf(owner: Owner): number {
    return this.forgottenCounts.get(userKey(owner)) ?? 0;
  }

  /** Those of a RAM user one by one; null where no listing has them. */
  listedOf({ account, userName, declaration }: Owner): readonly LiveKey[] | null {
    const name = (declaration && this.formerNames.get(placeKey(declaration.site))) ?? userName;
    return this.elsewhere.ofUser(account, name);
  }

  /** Those of the Alibaba Cloud account itself. */
  ofAccount(account: AccountIdentity): Maybe<number> {
    const listed = this.listedOfAccount(account);
    if (listed !== null) return listed.length;
    const said = saidAccountKeys(account);
    return isUnknown(said) ? said : said + this.forgottenOfAccount(account);
  }

  /** Those of the account itself one by one; null where no listing has them. */
  listedOfAccount(account: AccountIdentity): readonly LiveKey[] | null {
    return this.elsewhere.ofAccount(account);
  }

  /** How many of the account itself the plan lets go of. */
  forgottenOfAccount({ key: accountKey }: AccountIdentity): number {
    return this.forgotten.filter((key) => isAccountKey(key) && key.account.key === accountKey).length;
  }
}
