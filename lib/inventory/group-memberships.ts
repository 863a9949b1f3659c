import type { Instance, Module } from "../configuration/instance";
import type { GroupMembership, Principal } from "./grant-model";
import type { Reading } from "./identities";
import { member } from "../json/json";
import type { Maybe } from "../maybe/maybe";
import type { Principals } from "./principals";
import { instancesOf, named, principalAt } from "./relations";
import { readTextList } from "./text-list";

/** How a resource names its members: one in `user_name`, or a set of them in the deprecated `user_names`. */
const FORMS = new Map([
  ["alicloud_ram_user_group_attachment", "one"],
  ["alicloud_ram_group_membership", "set"],
] as const);

/** The members of user groups of all configurations, in their order; each user of a set is a membership of its own. */
export function readGroupMemberships(reading: Reading, principals: Principals): GroupMembership[] {
  const memberships: GroupMembership[] = [];
  for (const { module, instance, form } of instancesOf(reading, FORMS)) {
    const group = principalAt(reading, principals, "group", module, instance);
    const users =
      form === "one"
        ? [principalAt(reading, principals, "user", module, instance)]
        : usersIn(reading, principals, module, instance);
    for (const user of users) memberships.push({ site: instance.site, user, group });
  }
  return memberships;
}

function usersIn(reading: Reading, principals: Principals, module: Module, instance: Instance): Maybe<Principal>[] {
  const attribute = `${instance.site.address}.user_names`;
  const elements = readTextList(reading.resolver, member(instance.values, "user_names"), attribute);
  if (!Array.isArray(elements)) return [elements];
  const account = reading.accounts.of(module, instance);
  return elements.map((name) => named(principals, "user", name, attribute, account));
}
