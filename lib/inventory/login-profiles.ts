import type { LoginProfile } from "./grant-model";
import type { Reading } from "./identities";
import type { Principals } from "./principals";
import { instancesOf, principalAt } from "./relations";

const FORMS = new Map([["alicloud_ram_login_profile", "user"]] as const);

/** The console logons of all configurations, in their order. */
export function readLoginProfiles(reading: Reading, principals: Principals): LoginProfile[] {
  return [...instancesOf(reading, FORMS)].map(({ module, instance, form }) => ({
    site: instance.site,
    user: principalAt(reading, principals, form, module, instance),
  }));
}
