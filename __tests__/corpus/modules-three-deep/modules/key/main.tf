variable "user_name" {
  type     = string
  nullable = false
}

variable "pgp_key" {
  type     = string
  nullable = false
}

resource "alicloud_ram_access_key" "this" {
  user_name = var.user_name
  pgp_key   = var.pgp_key
}

output "encrypted" {
  value = {
    id     = alicloud_ram_access_key.this.id
    secret = alicloud_ram_access_key.this.encrypted_secret
  }
}
