import type { Site } from "../../places/site";
import { isUnknown } from "../../maybe/maybe";
import { presentKeys } from "../keys/declared-keys";
import { keyOwners } from "../keys/key-owners";
import { comparePlaces } from "../place-order";
import type { Observation, Rule, RuleContext } from "../rule";
import { indeterminate, violation } from "../rule";
import { counted, notKnown } from "../wording";
import { principalSubject, userKey } from "./users";

/** One identity for a person and a program: neither can be restricted, or stopped, without the other. */
export const USR003: Rule = {
  id: "USR003",
  level: "warning",
  stages: ["configuration", "plan", "state"],
  title: "RAM user with both console logon and an AccessKey",
  why:
    "A program that shares its identity with a person has the person's permissions, and its key cannot be told from " +
    "theirs in the audit trail. When the person leaves or the key leaks, both must be stopped.",
  fix: "give the program a RAM user of its own, without a login profile",
  example: {
    before: `{
  "resource": {
    "alicloud_ram_login_profile": { "anna": { "user_name": "anna" } },
    "alicloud_ram_access_key": { "k": { "user_name": "anna" } }
  }
}`,
    after: `{
  "resource": {
    "alicloud_ram_login_profile": { "anna": { "user_name": "anna" } },
    "alicloud_ram_access_key": { "k": { "user_name": "etl" } }
  }
}`,
  },
  *evaluate(context) {
    const { inventory } = context;
    if (inventory.loginProfiles.length === 0) return;
    const owners = keyOwners(context);
    const reported = new Set<string>();
    const profiles = [...inventory.loginProfiles].sort((one, other) => comparePlaces(one.site, other.site));
    for (const { site, user } of profiles) {
      if (isUnknown(user)) {
        if (owners.size === 0) continue;
        const message = `The console logon may be that of a user with AccessKeys: ${notKnown(user)}`;
        yield indeterminate(site, message, user);
        continue;
      }
      const key = userKey(user);
      const owner = owners.get(key);
      if (!owner || reported.has(key)) continue;
      reported.add(key);
      const keys = counted(owner.keys.length + owner.existing, "AccessKey");
      const message = `${user.label} has a console logon and ${keys}`;
      yield violation(site, message, { subject: principalSubject(user), related: owner.keys.map(siteOf) });
    }
    yield* keysOfNobody(context);
  },
};

/** Keys that may be those of a user with a console logon. */
function* keysOfNobody(context: RuleContext): Iterable<Observation> {
  for (const { site, owner } of presentKeys(context)) {
    if (owner === null || !isUnknown(owner)) continue;
    yield indeterminate(site, `The AccessKey may be that of a user with a console logon: ${notKnown(owner)}`, owner);
  }
}

function siteOf({ site }: { readonly site: Site }): Site {
  return site;
}
