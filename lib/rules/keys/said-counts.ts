import { saidAccountKeys } from "../../inventory/keys-elsewhere";
import type { AccessKey, AccountIdentity, Inventory, Owner } from "../../inventory/model";
import type { Maybe } from "../../maybe/maybe";
import type { Site } from "../../places/site";
import { accountSubject } from "../wording";
import { groupBy } from "./declared-keys";

/** What the code says, or leaves open, of the AccessKeys of a user or an account that Terraform does not manage. */
export interface SaidCount {
  /** `RAM user "etl"`. */
  readonly label: string;
  readonly subject: string | undefined;
  /** Where the number stands, or would stand. */
  readonly site: Site;
  readonly account: AccountIdentity;
  /** Null for the account itself. */
  readonly owner: Owner | null;
  /** The number; of a user that the code creates also the one that is taken while nobody says it. */
  readonly count: Maybe<number>;
  readonly isSaid: boolean;
}

/** Of each RAM user that is declared or has a key, and of each account that is declared. */
export function* saidCounts({ owners, accounts, accessKeys }: Inventory): Iterable<SaidCount> {
  const undeclared = owners.filter(({ declaration }) => declaration === null);
  const keys = undeclared.length === 0 ? new Map<AccessKey["owner"], AccessKey[]>() : groupBy(accessKeys, ownerOf);
  for (const owner of owners) {
    const { label, account, userName, declaration, existingAccessKeys, saysExistingAccessKeys } = owner;
    const site = declaration?.site ?? sayingSite(keys.get(owner) ?? []);
    const name = userName ?? declaration?.site.address;
    const subject = name === undefined ? undefined : `user:${name}`;
    if (site === undefined) continue;
    yield { label, subject, site, account, owner, count: existingAccessKeys, isSaid: saysExistingAccessKeys };
  }
  for (const account of accounts) {
    const { declared, site, accountId } = account;
    if (declared === null || site === null) continue;
    const label = `the Alibaba Cloud account ${accountId ?? declared.accountId}`;
    const subject = accountSubject(account);
    const isSaid = declared.existingAccountAccessKeys !== undefined;
    yield { label, subject, site, account, owner: null, count: saidAccountKeys(account), isSaid };
  }
}

function ownerOf({ owner }: AccessKey): AccessKey["owner"] {
  return owner;
}

/** The key that says the number of a user who is only referred to, else any of its keys. */
function sayingSite(keys: readonly AccessKey[]): Site | undefined {
  return (keys.find(({ metadata }) => metadata?.user?.existingAccessKeys !== undefined) ?? keys[0])?.site;
}
