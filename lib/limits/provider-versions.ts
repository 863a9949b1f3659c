/** Since which provider version a resource type and its arguments exist. */
export interface ProviderSupport {
  /** The type itself; absent when it is older than every version in use. */
  readonly since?: string;
  /** Arguments that came later than the type. */
  readonly arguments?: Readonly<Record<string, string>>;
}

/**
 * The provider versions that introduced what an identity or credential needs, by resource type; `data.…` for data
 * sources and `provider` for the provider's own arguments. What is not listed is not judged.
 *
 * Source: website/docs, CHANGELOG.md and provider.go of https://github.com/aliyun/terraform-provider-alicloud (1.289.0,
 * 2026-08-17).
 */
export const PROVIDER_SUPPORT: Readonly<Record<string, ProviderSupport>> = {
  alicloud_ram_access_key: { arguments: { pgp_key: "1.47.0" } },
  alicloud_ram_access_key_policy: { since: "1.286.0" },
  alicloud_ram_account_password_policy: { since: "1.46.0" },
  alicloud_ram_group: { arguments: { group_name: "1.245.0" } },
  alicloud_ram_password_policy: { since: "1.247.0" },
  alicloud_ram_role: { arguments: { assume_role_policy_document: "1.252.0" } },
  alicloud_ram_saml_provider: { since: "1.114.0" },
  alicloud_ram_security_preference: {
    since: "1.152.0",
    // The CHANGELOG names the later of the two versions that the sources name.
    arguments: {
      max_idle_days_for_access_keys: "1.269.0",
      max_idle_days_for_users: "1.269.0",
      verification_types: "1.248.0",
    },
  },
  alicloud_ram_user_group_attachment: { since: "1.245.0" },
  alicloud_ims_oidc_provider: { since: "1.210.0" },
  alicloud_kms_secret: {
    since: "1.76.0",
    arguments: {
      dkms_instance_id: "1.183.0",
      enable_automatic_rotation: "1.124.0",
      extended_config: "1.204.1",
      policy: "1.224.0",
      rotation_interval: "1.124.0",
      secret_type: "1.204.1",
    },
  },
  "data.alicloud_ims_oidc_providers": { since: "1.248.0" },
  "data.alicloud_ram_access_key_policy": { since: "1.286.0" },
  "data.alicloud_ram_policy_document": { since: "1.184.0" },
  "data.alicloud_ram_role_policy_attachments": { since: "1.248.0" },
  "data.alicloud_ram_system_policys": { since: "1.245.0" },
  provider: {
    arguments: {
      account_type: "1.240.0",
      assume_role_with_oidc: "1.220.0",
      credentials_uri: "1.141.0",
      features: "1.289.0",
      protocol: "1.72.0",
      skip_region_validation: "1.52.0",
    },
  },
};
