variable "name" {
  type = string
}

variable "create_key" {
  type = bool
}

data "alicloud_caller_identity" "current" {}

resource "alicloud_ram_user" "this" {
  name = var.name
}

resource "alicloud_ram_access_key" "this" {
  count     = var.create_key ? 1 : 0
  user_name = alicloud_ram_user.this.name
}

output "arn" {
  value = "acs:ram::${data.alicloud_caller_identity.current.account_id}:user/${alicloud_ram_user.this.name}"
}

output "access_key_id" {
  value = one(alicloud_ram_access_key.this[*].id)
}

output "access_key_secret" {
  value     = one(alicloud_ram_access_key.this[*].secret)
  sensitive = true
}
