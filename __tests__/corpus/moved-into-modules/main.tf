# Users that were declared one by one, and are now made by a module.
locals {
  users = yamldecode(file("${path.module}/users.yaml"))
}

module "user" {
  source   = "./user"
  for_each = local.users.users
  name     = each.key
  keys     = try(each.value.keys, {})
  pgp_key  = local.users.recipients[try(each.value.recipient, "platform")]
}

moved {
  from = alicloud_ram_user.loader
  to   = module.user["loader"].alicloud_ram_user.this
}

moved {
  from = alicloud_ram_access_key.loader
  to   = module.user["loader"].alicloud_ram_access_key.this["main"]
}

import {
  to = module.user["auditor"].alicloud_ram_user.this
  id = "276543210987654321"
}

removed {
  from = alicloud_ram_access_key.reporter_second
  lifecycle {
    destroy = false
  }
}
