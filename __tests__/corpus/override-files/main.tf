variable "status" {
  type    = string
  default = "Active"
}

resource "alicloud_ram_user" "loader" {
  name  = "loader bot"
  force = true
}

resource "alicloud_ram_access_key" "loader" {
  user_name = alicloud_ram_user.loader.name
  status    = var.status
}

resource "alicloud_ram_user" "reporter" {
  name = "reporter"
}

resource "alicloud_ram_access_key" "reporter" {
  user_name = alicloud_ram_user.reporter.name
  pgp_key   = local.pgp_key
}

locals {
  pgp_key = ""
}
