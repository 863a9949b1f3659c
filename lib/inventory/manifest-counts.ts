import type { AccountIdentity, Inventory, Owner } from "./model";
import type { Maybe } from "../maybe/maybe";
import { isUnknown } from "../maybe/maybe";
import { PlaceMap } from "../places/place-map";
import type { Plan } from "./read-plans";

/** What a committed manifest says of one account: how many AccessKeys its users have that Terraform does not manage. */
export interface ManifestCounts {
  /** `account:<id>`, or what stands for an account that is not declared. */
  readonly account: string;
  readonly users: readonly { readonly name: string; readonly count: Maybe<number> }[];
}

/** A plan whose users have what the manifest of before the change says of their keys made elsewhere. */
export function withManifestCounts(plan: Plan, manifest: readonly ManifestCounts[]): Plan {
  if (!manifest.some(({ users }) => users.length > 0)) return plan;
  const { before, after, recorded } = plan;
  const recordedCounts = new RecordedCounts(manifest, [...before.accounts, ...after.accounts]);
  const namesBefore = new PlaceMap<string>();
  for (const { kind, name, site } of before.identities) {
    if (kind === "user" && typeof name === "string") namesBefore.set(site, name);
  }
  const counted = (owner: Owner): Owner => {
    // Before the apply it has the name that the manifest has.
    const name = (owner.declaration && namesBefore.get(owner.declaration.site)) ?? owner.userName;
    const count = name === null ? undefined : recordedCounts.of(owner.account, name);
    return count === undefined ? owner : { ...owner, manifestAccessKeys: count };
  };
  const side = (inventory: Inventory): Inventory => withOwners(inventory, counted);
  return { ...plan, before: side(before), after: side(after), recorded: side(recorded) };
}

class RecordedCounts {
  private readonly byAccount: ReadonlyMap<string, ReadonlyMap<string, Maybe<number>>>;
  /** The only account that the manifest has, where nothing in the plan is certainly of it. */
  private readonly only: string | null;
  private readonly isSayingAccounts: boolean;

  constructor(manifest: readonly ManifestCounts[], accounts: readonly AccountIdentity[]) {
    // RAM compares names without regard to case.
    this.byAccount = new Map(
      manifest.map(({ account, users }) => [
        account,
        new Map(users.map(({ name, count }) => [name.toLowerCase(), count])),
      ]),
    );
    const [first, ...others] = manifest;
    const isTold = accounts.some(({ key }) => key === first?.account);
    this.only = first === undefined || others.length > 0 || isTold ? null : first.account;
    this.isSayingAccounts = accounts.some(({ accountId }) => accountId !== null);
  }

  of(account: AccountIdentity, userName: string): Maybe<number> | undefined {
    const key = this.accountOf(account);
    const name = userName.toLowerCase();
    if (key !== null) return this.byAccount.get(key)?.get(name);
    const isPossible = [...this.byAccount].some(([other, users]) => users.has(name) && mayBe(account, other));
    if (!isPossible) return undefined;
    const because = "the manifest has a user of that name in an account that may be this one";
    return { unknown: true, attribute: `existingAccessKeys of RAM user ${JSON.stringify(userName)}`, because };
  }

  /** Which account of the manifest it is. Where one of the two does not say, it is taken to be the only one. */
  private accountOf({ key, accountId }: AccountIdentity): string | null {
    if (this.byAccount.has(key)) return key;
    if (this.only === null) return null;
    const isOnly = accountId !== null || !this.isSayingAccounts;
    return isOnly && mayBe({ accountId }, this.only) ? this.only : null;
  }
}

/** Whether nothing tells that an account is another one than that of a manifest. */
function mayBe({ accountId }: Pick<AccountIdentity, "accountId">, key: string): boolean {
  return accountId === null || !key.startsWith("account:") || key === `account:${accountId}`;
}

/** An inventory with other owners: one object for each, as it was before. */
function withOwners(inventory: Inventory, change: (owner: Owner) => Owner): Inventory {
  const changed = new Map<Owner, Owner>();
  const changedOwner = (owner: Owner): Owner => {
    let known = changed.get(owner);
    if (known === undefined) {
      known = change(owner);
      changed.set(owner, known);
    }
    return known;
  };
  const held = <Held extends { readonly owner: Maybe<Owner | null> }>(each: Held): Held => {
    if (each.owner === null || isUnknown(each.owner)) return each;
    const owner = changedOwner(each.owner);
    return owner === each.owner ? each : { ...each, owner };
  };
  return {
    ...inventory,
    owners: inventory.owners.map(changedOwner),
    accessKeys: inventory.accessKeys.map(held),
    kmsRamSecrets: inventory.kmsRamSecrets.map(held),
  };
}
