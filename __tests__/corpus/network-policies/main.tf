terraform {
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = "~> 1.280.0"
    }
  }
}

variable "networks" {
  type = map(list(string))
  default = {
    loader   = ["203.0.113.0/24"]
    reporter = ["198.51.100.0/24", "192.0.2.1"]
  }
}

resource "alicloud_ram_user" "this" {
  for_each = var.networks
  name     = each.key
}

resource "alicloud_ram_access_key" "this" {
  for_each  = var.networks
  user_name = alicloud_ram_user.this[each.key].name
  pgp_key   = file("team.b64")
}

resource "alicloud_ram_access_key_policy" "this" {
  for_each           = { for name, networks in var.networks : name => networks if length(networks) > 0 }
  user_access_key_id = alicloud_ram_access_key.this[each.key].id
  access_key_policy = jsonencode({
    Status = "Active"
    Statements = [
      { PolicyType = "ClassicWhiteList", IPList = each.value },
    ]
  })
}
