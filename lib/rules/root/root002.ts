import type { AccessKey, AccountIdentity, Maybe } from "../../inventory/model";
import { quotaOf } from "../../inventory/quota-of";
import { declaredKeys, groupBy, isAccountKey } from "../keys/declared-keys";
import type { KeyHolder } from "../keys/key-quota";
import { judgeHolder, judgeNamesakes } from "../keys/key-quota";
import type { Rule } from "../rule";
import { accountSubject } from "../wording";

/** More root keys than the account may have: the service refuses the call, half-way through an apply. */
export const ROOT002: Rule = {
  id: "ROOT002",
  level: "error",
  fixed: true,
  stages: ["configuration", "plan", "state"],
  title: "More root AccessKeys than the quota",
  why: "The service refuses the key over the quota while Terraform is applying, and what came before it stays.",
  fix: "remove a root key, best all of them",
  *evaluate({ inventory }) {
    const keys = declaredKeys(inventory).filter(isAccountKey);
    const holders = [...groupBy(keys, (key) => key.account)].map(([account, owned]) => holderOf(account, owned));
    for (const holder of holders) yield* judgeHolder(holder);
    yield* judgeNamesakes("The Alibaba Cloud account", holders);
  },
};

function holderOf(account: AccountIdentity, keys: readonly AccessKey[]): KeyHolder {
  const name = account.accountId ?? `behind ${account.site?.address ?? account.key}`;
  return {
    label: `The Alibaba Cloud account ${name}`,
    subject: accountSubject(account),
    account,
    quota: quotaOf(account, "accessKeysPerAccount"),
    existing: existingKeys(account),
    fixForExisting: "say in existingAccountAccessKeys of Account how many root keys Terraform does not manage",
    keys,
  };
}

function existingKeys(account: AccountIdentity): Maybe<number> {
  return (
    account.declared?.existingAccountAccessKeys ?? {
      unknown: true,
      attribute: `${account.site?.address ?? "Account"}.existingAccountAccessKeys`,
      because: "nobody has said it",
    }
  );
}
