variable "name" {
  type = string
}

variable "keys" {
  type    = map(object({ status = optional(string) }))
  default = {}
}

variable "pgp_key" {
  type = string
}

resource "alicloud_ram_user" "this" {
  name = var.name
}

resource "alicloud_ram_access_key" "this" {
  for_each  = var.keys
  user_name = alicloud_ram_user.this.name
  pgp_key   = var.pgp_key
  status    = each.value.status
}
