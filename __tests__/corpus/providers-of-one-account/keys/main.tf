variable "user_name" {}
variable "pgp_key" {}
variable "names" {
  type    = set(string)
  default = ["cdn", "waf"]
}

resource "alicloud_ram_access_key" "this" {
  for_each  = var.names
  user_name = var.user_name
  pgp_key   = var.pgp_key
}
