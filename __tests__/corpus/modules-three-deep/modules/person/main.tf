terraform {
  required_providers {
    alicloud = { source = "aliyun/alicloud" }
  }
}

variable "name" { type = string }
variable "pgp_key" { type = string }
variable "keys" { type = set(string) }
variable "policies" { type = list(string) }

resource "alicloud_ram_user" "this" {
  name = var.name
}

module "key" {
  source    = "../key"
  for_each  = var.keys
  user_name = alicloud_ram_user.this.name
  pgp_key   = var.pgp_key
}

resource "alicloud_ram_user_policy_attachment" "this" {
  for_each    = toset(var.policies)
  user_name   = alicloud_ram_user.this.name
  policy_name = each.value
  policy_type = "System"
}

output "encrypted" {
  value = { for name, key in module.key : "${var.name}/${name}" => key.encrypted }
}
