variable "environment" {
  type    = string
  default = "staging"
}

variable "settings" {
  type = map(object({ force = bool, users = list(string) }))
  default = {
    staging = { force = true, users = ["a", "b"] }
    prod    = { force = false, users = ["a", "b", "c"] }
  }
}

locals {
  current   = lookup(var.settings, var.environment, { force = false, users = [] })
  is_prod   = startswith(var.environment, "prod")
  overrides = { b = false }
}

resource "alicloud_ram_user" "this" {
  for_each = toset(local.current.users)
  name     = "${var.environment}-${each.key}"
  force    = lookup(local.overrides, each.key, local.current.force)
}

resource "alicloud_ram_user" "operator" {
  name  = "operator"
  force = !local.is_prod
}

resource "alicloud_ram_user" "auditor" {
  count = local.is_prod ? 1 : 0
  name  = "auditor"
  force = true
}

resource "alicloud_ram_group" "this" {
  group_name = "everybody"
  force      = true
}
