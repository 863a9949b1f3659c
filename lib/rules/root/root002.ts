import type { AccessKey, AccountIdentity } from "../../inventory/model";
import { quotaOf } from "../../inventory/quota-of";
import { groupBy, presentKeys } from "../keys/declared-keys";
import { ExistingKeys } from "../keys/existing-keys";
import type { KeyHolder } from "../keys/key-quota";
import { judgeHolders, judgeNamesakes } from "../keys/key-quota";
import type { Rule } from "../rule";
import { accountSubject } from "../wording";
import { RootKeys } from "./root-keys";

/** More root keys than the account may have: the service refuses the call, half-way through an apply. */
export const ROOT002: Rule = {
  id: "ROOT002",
  level: "error",
  fixed: true,
  stages: ["configuration", "plan", "state"],
  title: "More root AccessKeys than the quota",
  why: "The service refuses the key over the quota while Terraform is applying, and what came before it stays.",
  fix: "remove a root key, best all of them",
  example: {
    before: `new Account(stack, "account", {
  accountId: "1234567890123456",
  existingAccountAccessKeys: 5,
});
new AccountAccessKey(stack, "billing", rootOptions);`,
    after: `new Account(stack, "account", {
  accountId: "1234567890123456",
  existingAccountAccessKeys: 4,
});
new AccountAccessKey(stack, "billing", rootOptions);`,
  },
  *evaluate(context) {
    const { stage } = context;
    const rootKeys = new RootKeys(context);
    const existing = new ExistingKeys(context);
    const keys = presentKeys(context).filter((key) => rootKeys.isRoot(key) === true);
    const holders = [...groupBy(keys, (key) => key.account)].map(([account, owned]) =>
      holderOf(account, owned, existing),
    );
    yield* judgeHolders(holders, stage);
    yield* judgeNamesakes("The Alibaba Cloud account", holders, stage);
  },
};

function holderOf(account: AccountIdentity, keys: readonly AccessKey[], existing: ExistingKeys): KeyHolder {
  const name = account.accountId ?? `behind ${account.site?.address ?? account.key}`;
  return {
    label: `The Alibaba Cloud account ${name}`,
    subject: accountSubject(account),
    account,
    quota: quotaOf(account, "accessKeysPerAccount"),
    quotaName: "accessKeysPerAccount",
    existing: existing.ofAccount(account),
    fixForExisting: "say in existingAccountAccessKeys of Account how many root keys Terraform does not manage",
    keys,
  };
}
