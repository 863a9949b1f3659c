import type { AccountSetting } from "./grant-model";
import type { Reading } from "./identities";
import { isUnknown, type Maybe } from "../maybe/maybe";
import { instancesOf } from "./relations";
import { asText, type Resolver } from "./resolver";
import { textsOf } from "./text-list";

const FORMS: ReadonlyMap<string, AccountSetting["kind"]> = new Map([
  ["alicloud_ram_password_policy", "passwordPolicy"],
  ["alicloud_ram_account_password_policy", "passwordPolicy"],
  ["alicloud_ram_security_preference", "securityPreference"],
  ["alicloud_ram_account_alias", "accountAlias"],
  ["alicloud_ram_alias", "accountAlias"],
]);

/** What a block may hold beside its settings. */
const META_ARGUMENTS = new Set([
  "//",
  "count",
  "for_each",
  "depends_on",
  "provider",
  "lifecycle",
  "connection",
  "provisioner",
  "timeouts",
]);

type Value = string | number | boolean;

/** The account-wide settings of all configurations, in their order. */
export function readAccountSettings(reading: Reading): AccountSetting[] {
  const { resolver, accounts } = reading;
  return [...instancesOf(reading, FORMS)].map(({ module, instance, form }) => {
    const { type, site, values: given } = instance;
    const values = new Map<string, Maybe<Value>>();
    for (const [name, value] of Object.entries(given)) {
      if (META_ARGUMENTS.has(name)) continue;
      const read = readValue(resolver, value, `${site.address}.${name}`);
      if (read !== null) values.set(name, form === "accountAlias" ? read : converted(read));
    }
    return { site, account: accounts.of(module, instance), kind: form, type, values };
  });
}

/** A setting as far as it is known; a list is the text of its elements with commas between; null when it is not set. */
function readValue(resolver: Resolver, value: unknown, attribute: string): Maybe<Value> | null {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    const texts = textsOf(resolver, value, attribute);
    return isUnknown(texts) ? texts : texts.join(",");
  }
  return typeof value === "string" ? value : asText(resolver.resolve(value), attribute);
}

/** Terraform takes `"true"` and `"12"` for what they stand for. */
function converted(value: Maybe<Value>): Maybe<Value> {
  if (typeof value !== "string") return value;
  if (value === "true" || value === "false") return value === "true";
  return /^\d{1,9}$/.test(value) ? Number(value) : value;
}
