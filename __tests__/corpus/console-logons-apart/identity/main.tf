variable "name" {
  type = string
}
variable "console" {
  type    = bool
  default = false
}
variable "key" {
  type    = bool
  default = false
}
variable "password" {
  type      = string
  default   = null
  sensitive = true
}
variable "pgp_key" {
  type    = string
  default = null
}

resource "alicloud_ram_user" "this" {
  name = var.name
}

resource "alicloud_ram_login_profile" "this" {
  count     = var.console ? 1 : 0
  user_name = alicloud_ram_user.this.name
  password  = var.password
}

resource "alicloud_ram_access_key" "this" {
  count     = var.key && !var.console ? 1 : 0
  user_name = alicloud_ram_user.this.name
  pgp_key   = var.pgp_key
}
