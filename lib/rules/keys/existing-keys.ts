import type { Plan } from "../../inventory/plan/plan-model";
import { LiveKeyIndex } from "../../inventory/live-key-index";
import type { LiveKey } from "../../inventory/live-keys";
import type { AccessKey, AccountIdentity, Maybe, Owner } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";
import { userKey } from "../identities/users";
import { placeKey } from "../place-key";
import type { RuleContext } from "../rule";
import { isAccountKey } from "./declared-keys";

type Known = Pick<RuleContext, "inventory" | "review" | "liveKeys">;

/**
 * How many AccessKeys there are beside those of the inventory: as a listing of live keys has them, where there is one
 * of the account, else as was said; and those that the plan lets go of, which stay.
 */
export class ExistingKeys {
  private readonly listing: LiveKeyIndex | null;
  /** Of keys that are managed, and of those that the plan deletes. */
  private readonly accountedFor: ReadonlySet<string>;
  private readonly forgotten: readonly AccessKey[];
  private readonly forgottenOf = new Map<string, number>();
  /** Names that users have before the apply, by their declarations: those that the listing has. */
  private readonly formerNames: ReadonlyMap<string, string>;

  constructor({ inventory, review, liveKeys }: Known) {
    const plan = review?.plan ?? null;
    this.listing = liveKeys && new LiveKeyIndex(liveKeys, inventory);
    this.forgotten = plan === null ? [] : forgottenKeys(plan);
    // What has vanished since the listing was taken was Terraform's, too; without a listing nothing is looked for.
    const earlier = plan === null ? [] : [...plan.before.accessKeys, ...plan.recorded.accessKeys];
    const ids = new Set(this.listing === null ? [] : [...inventory.accessKeys, ...earlier].flatMap(idOf));
    for (const id of this.forgotten.flatMap(idOf)) ids.delete(id);
    this.accountedFor = ids;
    for (const { owner } of this.forgotten) {
      if (owner === null || isUnknown(owner)) continue;
      const user = userKey(owner);
      this.forgottenOf.set(user, (this.forgottenOf.get(user) ?? 0) + 1);
    }
    this.formerNames = new Map(
      (this.listing === null ? [] : (plan?.before.identities ?? [])).flatMap(({ kind, name, site }) =>
        kind === "user" && typeof name === "string" ? [[placeKey(site), name] as const] : [],
      ),
    );
  }

  /** Those of a RAM user. */
  of(owner: Owner): Maybe<number> {
    const listed = this.listed(owner);
    if (listed !== null) return listed.length;
    const { existingAccessKeys } = owner;
    if (isUnknown(existingAccessKeys)) return existingAccessKeys;
    return existingAccessKeys + (this.forgottenOf.get(userKey(owner)) ?? 0);
  }

  /** The same keys one by one; null where no listing has them. */
  private listed({ account, userName, declaration }: Owner): readonly LiveKey[] | null {
    if (!this.listing?.covers(account)) return null;
    const name = (declaration && this.formerNames.get(placeKey(declaration.site))) ?? userName;
    if (name === null) return null;
    return this.listing.keysOf(name).filter(({ id }) => !this.accountedFor.has(id));
  }

  /** Those of the Alibaba Cloud account itself. */
  ofAccount(account: AccountIdentity): Maybe<number> {
    const root = this.listing?.covers(account) ? this.listing.rootKeys : null;
    if (root) return root.filter(({ id }) => !this.accountedFor.has(id)).length;
    const said = account.declared?.existingAccountAccessKeys;
    if (said === undefined) {
      return {
        unknown: true,
        attribute: `${account.site?.address ?? "Account"}.existingAccountAccessKeys`,
        because: "nobody has said it",
      };
    }
    return said + this.forgotten.filter((key) => isAccountKey(key) && key.account.key === account.key).length;
  }
}

/** The AccessKeys that the plan takes out of the state and leaves live. */
export function forgottenKeys({ before, changes }: Plan): AccessKey[] {
  const places = new Set(
    changes.flatMap(({ action, order, site }) => (action === "forget" || order === "forget" ? [placeKey(site)] : [])),
  );
  return places.size === 0 ? [] : before.accessKeys.filter(({ site }) => places.has(placeKey(site)));
}

function idOf({ record }: AccessKey): string[] {
  return record === null ? [] : [record.id];
}
