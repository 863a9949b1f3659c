import type { AccessKey, Owner } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import { quotaOf } from "../../inventory/quota-of";
import type { Rule } from "../rule";
import { indeterminate } from "../rule";
import { notKnown, quote, subjectOf } from "../wording";
import { groupBy, keysByOwner } from "./declared-keys";
import { ExistingKeys } from "./existing-keys";
import type { KeyHolder } from "./key-quota";
import { judgeHolders, judgeNamesakes } from "./key-quota";

/** A third AccessKey for one RAM user: the service refuses the call, half-way through an apply. */
export const KEY002: Rule = {
  id: "KEY002",
  level: "error",
  fixed: true,
  stages: ["configuration", "plan", "state"],
  title: "RAM user with more AccessKeys than the quota",
  why:
    "RAM refuses the key over the quota while Terraform is applying, and what came before it stays. " +
    "Inactive keys count, and so do keys that were made elsewhere.",
  fix: "remove a key, or give the second workload a user of its own",
  twins: { "Cloud Config": "ram-user-activated-ak-quantity-check" },
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "a": { "user_name": "etl" },
    "b": { "user_name": "etl" },
    "c": { "user_name": "etl" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_access_key": {
    "a": { "user_name": "etl" },
    "b": { "user_name": "etl" },
    "c": { "user_name": "reports" }
  } }
}`,
  },
  *evaluate(context) {
    const { stage } = context;
    const existing = new ExistingKeys(context);
    const holders: UserHolder[] = [];
    for (const [owner, keys] of keysByOwner(context)) {
      if (isUnknown(owner)) {
        const message = `The AccessKey cannot be counted to its user: ${notKnown(owner)}`;
        const fix = "give user_name a value that the configuration tells";
        for (const { site } of keys) yield indeterminate(site, message, owner, { fix });
      } else if (owner !== null) {
        holders.push(holderOf(owner, keys, existing));
      }
    }
    yield* judgeHolders(holders, stage);
    // RAM compares names without regard to case.
    for (const namesakes of groupBy(holders, ({ userName }) => userName?.toLowerCase()).values()) {
      const [first] = namesakes;
      // Nearly every name is that of one holder.
      if (namesakes.length < 2 || !first || first.userName === null) continue;
      yield* judgeNamesakes(`RAM user ${quote(first.userName)}`, namesakes, stage);
    }
  },
};

interface UserHolder extends KeyHolder {
  readonly userName: string | null;
}

function holderOf(owner: Owner, keys: readonly AccessKey[], existing: ExistingKeys): UserHolder {
  const [first] = keys;
  return {
    userName: owner.userName,
    label: owner.label,
    subject: first && subjectOf(first),
    account: owner.account,
    quota: quotaOf(owner.account, "accessKeysPerUser"),
    quotaName: "accessKeysPerUser",
    existing: existing.of(owner),
    fixForExisting: "say in existingAccessKeys how many AccessKeys the user has that Terraform does not manage",
    keys,
  };
}
