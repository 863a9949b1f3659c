variable "enabled" {
  type    = bool
  default = false
}

variable "users" {
  type    = set(string)
  default = ["Feature User"]
}

locals {
  users = var.enabled ? var.users : toset([])
}

resource "alicloud_ram_user" "this" {
  for_each = local.users
  name     = each.key
  force    = true
}

resource "alicloud_ram_access_key" "this" {
  for_each    = alicloud_ram_user.this
  user_name   = each.value.name
  secret_file = "${each.key}.txt"
  status      = "Active"
}

resource "alicloud_ram_user_policy_attachment" "this" {
  for_each    = alicloud_ram_user.this
  user_name   = each.value.name
  policy_name = "AdministratorAccess"
  policy_type = "System"
}

resource "alicloud_ram_security_preference" "this" {
  count                            = var.enabled ? 1 : 0
  allow_user_to_manage_access_keys = true
}

output "secrets" {
  value     = values(alicloud_ram_access_key.this)[*].secret
  sensitive = true
}
