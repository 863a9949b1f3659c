import type { Instance } from "../configuration/instance";
import type { PolicyAttachment, Principal } from "./grant-model";
import type { Reading } from "./identities";
import { member } from "../json/json";
import type { AccountIdentity, NamedIdentity } from "./model";
import { areDifferent, namedPlace, type Principals } from "./principals";
import { instancesOf, principalAt } from "./relations";
import type { Resolution } from "./resolver";

const FORMS: ReadonlyMap<string, Principal["kind"]> = new Map([
  ["alicloud_ram_user_policy_attachment", "user"],
  ["alicloud_ram_group_policy_attachment", "group"],
  ["alicloud_ram_role_policy_attachment", "role"],
]);

/** The policy attachments of all configurations, in their order. */
export function readPolicyAttachments(
  reading: Reading,
  principals: Principals,
  identities: ReadonlyMap<Instance, NamedIdentity>,
): PolicyAttachment[] {
  const { resolver, accounts } = reading;
  const declared = new Map<string, NamedIdentity>();
  for (const identity of identities.values()) {
    const { kind, account, name } = identity;
    if (kind !== "policy" || typeof name !== "string") continue;
    const key = policyKey(account, name);
    if (!declared.has(key)) declared.set(key, identity);
  }

  const attachments: PolicyAttachment[] = [];
  for (const { module, instance, form } of instancesOf(reading, FORMS)) {
    const { site, values } = instance;
    const account = accounts.of(module, instance);
    const resolution = resolver.resolve(member(values, "policy_name"));
    const policyType = resolver.text(instance, "policy_type");
    const referred = referredPolicy(resolution, account, identities);
    const given = resolver.text(instance, "policy_name");
    // A reference to the id of a policy is a reference to its name.
    const policyName = resolution.because !== null && typeof referred?.name === "string" ? referred.name : given;
    const isNamed = typeof policyName === "string" && policyType === "Custom";
    const namesake = isNamed ? declared.get(policyKey(account, policyName)) : undefined;
    attachments.push({
      site,
      principal: principalAt(reading, principals, form, module, instance),
      principalKind: form,
      policyName,
      policyType,
      policy: policyType === "System" ? null : (referred ?? namesake ?? null),
    });
  }
  return attachments;
}

function referredPolicy(
  name: Resolution,
  account: AccountIdentity,
  identities: ReadonlyMap<Instance, NamedIdentity>,
): NamedIdentity | null {
  const place = namedPlace("policy", name);
  const policy = place && identities.get(place.instance);
  return policy && !areDifferent(policy.account, account) ? policy : null;
}

/** RAM compares names without regard to case. */
function policyKey(account: AccountIdentity, name: string): string {
  return `${account.key}\n${name.toLowerCase()}`;
}
