variable "user_name" {
  type = string
}

variable "user_create" {
  type    = bool
  default = true
}

variable "pgp_key_file" {
  type    = string
  default = null
}

resource "alicloud_ram_user" "this" {
  count = var.user_create ? 1 : 0
  name  = var.user_name
}

resource "alicloud_ram_access_key" "this" {
  user_name = element(concat(alicloud_ram_user.this[*].name, [var.user_name]), 0)
  pgp_key   = var.pgp_key_file == null ? null : trimspace(file("${path.root}/${var.pgp_key_file}"))
}

output "id" {
  value = alicloud_ram_access_key.this.id
}

output "secret" {
  value     = coalesce(alicloud_ram_access_key.this.encrypted_secret, alicloud_ram_access_key.this.secret)
  sensitive = true
}
