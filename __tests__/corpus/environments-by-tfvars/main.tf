variable "environment" {
  type = string
}

variable "defaults" {
  type = object({
    administrator = optional(bool, true)
    key_status    = optional(string, "Active")
    force         = optional(bool, true)
  })
  default = {}
}

variable "environments" {
  type    = map(any)
  default = {}
}

locals {
  settings = merge(var.defaults, try(var.environments[var.environment], {}))
  is_prod  = can(regex("^prod", var.environment))
}

resource "alicloud_ram_user" "deployer" {
  name  = "deployer-${var.environment}"
  force = local.settings.force
}

resource "alicloud_ram_access_key" "deployer" {
  user_name = alicloud_ram_user.deployer.name
  pgp_key   = var.pgp_key
  status    = local.is_prod ? null : local.settings.key_status
}

resource "alicloud_ram_user_policy_attachment" "administrator" {
  count       = local.settings.administrator ? 1 : 0
  user_name   = alicloud_ram_user.deployer.name
  policy_name = "AdministratorAccess"
  policy_type = "System"
}

resource "alicloud_ram_user_policy_attachment" "reader" {
  count       = !local.settings.administrator && local.is_prod ? 1 : 0
  user_name   = alicloud_ram_user.deployer.name
  policy_name = "ReadOnlyAccess"
  policy_type = "System"
}

variable "pgp_key" {
  type = string
}
