variable "recipients" {
  type = map(string)
  default = {
    loader   = "keys/platform.b64"
    reporter = "keys/armoured.asc"
    exporter = ""
  }
}

locals {
  keys = { for user, name in var.recipients : user => try(file("${path.module}/${name}"), "") }
}

resource "alicloud_ram_user" "this" {
  for_each = var.recipients
  name     = each.key
}

resource "alicloud_ram_access_key" "this" {
  for_each  = local.keys
  user_name = alicloud_ram_user.this[each.key].name
  pgp_key   = each.value
}
