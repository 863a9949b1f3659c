resource "alicloud_ram_user" "this" {
  count = local.create ? 1 : 0
  name  = var.name
  force = var.force_destroy
}

resource "alicloud_ram_access_key" "this" {
  count     = local.create_key ? 1 : 0
  user_name = concat(alicloud_ram_user.this.*.name, [""])[0]
  pgp_key   = var.pgp_key == "" ? null : var.pgp_key
  status    = var.access_key_status
}

locals {
  create     = var.create
  create_key = local.create && var.create_access_key
}

variable "create" {
  default = true
}
variable "name" {
  type = string
}
variable "create_access_key" {
  default = false
}
variable "access_key_status" {
  type    = string
  default = "Active"
}
variable "pgp_key" {
  type    = string
  default = ""
}
variable "force_destroy" {
  type    = bool
  default = false
}
