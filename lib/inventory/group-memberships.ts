import type { Block } from "./blocks";
import type { GroupMembership, Principal } from "./grant-model";
import type { Reading } from "./identities";
import { member } from "./json";
import type { Maybe } from "./model";
import type { Principals } from "./principals";
import { blocksOf, named, principalAt } from "./relations";
import type { Scope } from "./scope";
import { readTextList } from "./text-list";

/** How a resource names its members: one in `user_name`, or a set of them in the deprecated `user_names`. */
const FORMS = new Map([
  ["alicloud_ram_user_group_attachment", "one"],
  ["alicloud_ram_group_membership", "set"],
] as const);

/** The members of user groups of all configurations, in their order; each user of a set is a membership of its own. */
export function readGroupMemberships(reading: Reading, principals: Principals): GroupMembership[] {
  const memberships: GroupMembership[] = [];
  for (const { scope, block, form } of blocksOf(reading, FORMS)) {
    const group = principalAt(reading, principals, "group", scope, block);
    const users =
      form === "one"
        ? [principalAt(reading, principals, "user", scope, block)]
        : usersIn(reading, principals, scope, block);
    for (const user of users) memberships.push({ site: block.site, user, group });
  }
  return memberships;
}

function usersIn(reading: Reading, principals: Principals, scope: Scope, block: Block): Maybe<Principal>[] {
  const attribute = `${block.site.address}.user_names`;
  const elements = readTextList(reading.resolver, scope, member(block.body, "user_names"), attribute);
  if (!Array.isArray(elements)) return [elements];
  const account = reading.accounts.of(scope, block);
  return elements.map((name) => named(principals, "user", name, attribute, account));
}
