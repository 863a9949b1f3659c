import type { LiveKey } from "../../listing/live-keys";
import { isUnknown } from "../../maybe/maybe";
import { shortId } from "../../redaction/short-id";
import { named } from "../../text/wording";
import { ExistingKeys } from "../keys/existing-keys";
import { saidCounts } from "../keys/said-counts";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { counted } from "../wording";

/** A number in the code that a listing contradicts. Of whom the listing does not tell, it contradicts nothing. */
export const STA006: Rule = {
  id: "STA006",
  level: "warning",
  stages: ["plan", "state"],
  title: "Number of existing AccessKeys that a listing contradicts",
  why:
    "Where no listing is given, the number in the code is what the quota is judged by: one too low, and an apply that " +
    "was found to fit is refused half-way; one too high, and a key that would fit is reported.",
  fix:
    "give the plans or states of all stacks, and say in the code how many keys of the listing none of them has; or " +
    "delete the keys",
  example: {
    before: `new User(stack, "loader", { userName: "loader", existingAccessKeys: 0 });
// keys.json
{
  "version": 1,
  "account": "1234567890123456",
  "time": "2026-06-15T04:00:00Z",
  "users": [
    { "name": "loader", "accessKeys": [
      { "id": "key-of-loader-first", "status": "Active" }
    ] }
  ]
}`,
    after: `new User(stack, "loader", { userName: "loader", existingAccessKeys: 1 });
// keys.json
{
  "version": 1,
  "account": "1234567890123456",
  "time": "2026-06-15T04:00:00Z",
  "users": [
    { "name": "loader", "accessKeys": [
      { "id": "key-of-loader-first", "status": "Active" }
    ] }
  ]
}`,
  },
  *evaluate(context) {
    const { inventory, listing, stage } = context;
    if (listing === null) return;
    const existing = new ExistingKeys(context);
    for (const { label, subject, site, account, owner, count, isSaid } of saidCounts(inventory)) {
      if (!isSaid || isUnknown(count)) continue;
      const keys = owner === null ? existing.listedOfAccount(account) : existing.listedOf(owner);
      if (keys === null || keys.length === count) continue;
      // Whether a key that the apply lets go of is one of that number already, the code may see either way.
      const forgotten = owner === null ? existing.forgottenOfAccount(account) : existing.forgottenOf(owner);
      if (keys.length > count && keys.length <= count + forgotten) continue;
      const given = stage === "plan" ? "plans" : "states";
      const said = `The code says that ${label} has ${numberOf(count)} made elsewhere`;
      const has = `the listing of live keys of ${listing.time} has ${listed(keys, given)}`;
      const or = keys.length > count ? `one of the ${given} is missing` : "the listing is older than it";
      yield violation(site, `${said}, and ${has}: the number is wrong, or ${or}`, { subject });
    }
  },
};

function numberOf(count: number): string {
  return count === 0 ? "no AccessKey" : counted(count, "AccessKey");
}

function listed(keys: readonly LiveKey[], given: string): string {
  if (keys.length === 0) return "none";
  return `${keys.length} that none of the given ${given} knows (${named(keys.map(({ id }) => shortId(id)))})`;
}
