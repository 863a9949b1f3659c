/**
 * Addresses under which Terraform and OpenTofu may look for the provider, all of which the sandbox serves. A
 * configuration without `required_providers` means `hashicorp`; it must not fetch the real provider.
 */
export const PROVIDER_SOURCES = ["registry.terraform.io", "registry.opentofu.org"].flatMap((host) =>
  ["aliyun", "hashicorp"].map((namespace) => `${host}/${namespace}/alicloud`),
);

/** Whether this is a provider of Alibaba Cloud, of whatever host and namespace; case means nothing to Terraform. */
export function isAlicloud(address: string): boolean {
  return address.split("/").at(-1)?.toLowerCase() === "alicloud";
}
