variable "environments" {
  type    = list(string)
  default = ["dev", "prod"]
}

variable "write_environments" {
  type    = set(string)
  default = ["dev"]
}

resource "alicloud_ram_policy" "artifacts" {
  for_each    = toset(var.environments)
  policy_name = "artifacts-${each.value}"
  description = "Artifacts of ${each.value}"
  policy_document = templatefile("${path.module}/templates/artifacts.json.tftpl", {
    bucket   = "example-artifacts-${each.value}"
    prefixes = ["builds", "releases"]
    write    = contains(var.write_environments, each.value)
  })
}

resource "alicloud_ram_group" "builders" {
  group_name = "builders"
}

resource "alicloud_ram_group_policy_attachment" "artifacts" {
  for_each    = alicloud_ram_policy.artifacts
  group_name  = alicloud_ram_group.builders.group_name
  policy_name = each.value.policy_name
  policy_type = each.value.type
}
