/**
 * Attributes that their providers treat as secrets, by resource type. What is not listed is taken for one that is not:
 * a list too short costs an acknowledgement, one too long a secret.
 *
 * `local_sensitive_file` is left out on purpose: it hides the secret on the screen and writes it to a disk.
 *
 * Source: the schemas of the providers, read in 2026; that of alicloud is at 1.289.0.
 */
const SENSITIVE_ATTRIBUTES = new Map<string, readonly string[]>([
  ["alicloud_kms_secret", ["secret_data"]],
  ["aws_secretsmanager_secret_version", ["secret_string", "secret_binary"]],
  ["aws_ssm_parameter", ["value"]],
  ["azurerm_key_vault_secret", ["value"]],
  ["github_actions_environment_secret", ["plaintext_value"]],
  ["github_actions_organization_secret", ["plaintext_value"]],
  ["github_actions_secret", ["plaintext_value"]],
  ["google_secret_manager_secret_version", ["secret_data"]],
  ["helm_release", ["set_sensitive"]],
  ["kubernetes_secret", ["data", "binary_data"]],
  ["kubernetes_secret_v1", ["data", "binary_data"]],
  ["vault_generic_secret", ["data_json"]],
  ["vault_kv_secret", ["data_json"]],
  ["vault_kv_secret_v2", ["data_json"]],
]);

/**
 * Whether an attribute of a resource is known to be kept as a secret.
 *
 * @param path from the block: `data.password`; its first step decides
 */
export function isMaskedAttribute(type: string, path: string): boolean {
  const [name = ""] = path.split(".");
  // A write-only argument is never stored, by Terraform's own rule; its name ends like this by convention.
  return name.endsWith("_wo") || (SENSITIVE_ATTRIBUTES.get(type)?.includes(name) ?? false);
}
