/*
 * Attributes that hold secrets whatever a mask says of them: a plan of an old Terraform has no masks, and the provider
 * does not mark all that is one. By resource type, and for the provider configuration.
 *
 * Source: the schema of the provider 1.289.0; `alicloud_ram_login_profile.password` is not marked there.
 */

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  alicloud_ram_access_key: ["secret"],
  alicloud_ram_login_profile: ["password"],
  alicloud_kms_secret: ["secret_data"],
};

/** The attributes of a resource type that hold secrets. */
export function secretAttributesOf(type: string): readonly string[] {
  return Object.hasOwn(ATTRIBUTES, type) ? (ATTRIBUTES[type] ?? []) : [];
}
