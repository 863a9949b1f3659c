import type { AccountSetting } from "../../inventory/grant-model";
import { groupBy } from "../keys/declared-keys";
import { undeclaredAccount } from "../keys/key-quota";
import { comparePlaces } from "../place-order";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { accountSubject, notKnown } from "../wording";

const NOUNS: Readonly<Record<AccountSetting["kind"], string>> = {
  passwordPolicy: "password policy",
  securityPreference: "security preference",
  accountAlias: "alias",
};

/** Two declarations that take turns in undoing each other. */
export const ACC005: Rule = {
  id: "ACC005",
  level: "error",
  stages: ["configuration"],
  title: "Two declarations of one account-wide setting",
  why:
    "An account has each of these once, whatever the resource is called. Every apply of one declaration undoes the " +
    "other, and deleting one does not give the other back its values.",
  fix: "keep one declaration, best in a stack of its own",
  example: {
    before: `{
  "resource": { "alicloud_ram_account_alias": {
    "main": { "account_alias": "example" },
    "other": { "account_alias": "example-data" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_account_alias": {
    "main": { "account_alias": "example" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    for (const settings of groupBy(inventory.accountSettings, ({ kind }) => kind).values()) {
      const ofAccount = [...groupBy(settings, ({ account }) => account.key).values()];
      const certain = ofAccount.filter(({ length }) => length > 1);
      for (const same of certain) yield* judge(same);
      if (certain.length === 0) yield* maybeOne(settings);
    }
  },
};

function* judge(settings: readonly AccountSetting[]): Iterable<Observation> {
  const { last, sites } = inReadingOrder(settings);
  if (!last) return;
  const message = `The ${NOUNS[last.kind]} of the account is declared ${settings.length} times`;
  yield violation(last.site, message, { subject: accountSubject(last.account), related: sites });
}

/** Settings of configurations that do not say which account is theirs, beside others. */
function* maybeOne(settings: readonly AccountSetting[]): Iterable<Observation> {
  const undeclared = settings.filter(({ account }) => account.accountId === null);
  const { last } = inReadingOrder(undeclared);
  if (!last || settings.length < 2) return;
  const unknown = undeclaredAccount(undeclared.map(({ account }) => account));
  const message =
    `The ${NOUNS[last.kind]} is declared ${settings.length} times if these configurations act on one account: ` +
    notKnown(unknown);
  yield indeterminate(last.site, message, unknown, {
    related: inReadingOrder(settings).sites,
    fix: "declare the account of each configuration with Account, or with account_id of its provider",
  });
}

function inReadingOrder(settings: readonly AccountSetting[]): {
  readonly last: AccountSetting | undefined;
  readonly sites: AccountSetting["site"][];
} {
  const ordered = [...settings].sort((one, other) => comparePlaces(one.site, other.site));
  return { last: ordered.at(-1), sites: ordered.map(({ site }) => site) };
}
