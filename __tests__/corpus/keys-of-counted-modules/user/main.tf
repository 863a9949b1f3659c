variable "user_name" {
  type = string

  validation {
    condition     = can(regex("^[a-z-]+$", var.user_name))
    error_message = "Small letters only."
  }
}

variable "pgp_key" {
  type = string
}

resource "alicloud_ram_user" "this" {
  name = var.user_name

  lifecycle {
    precondition {
      condition     = length(var.user_name) < 64
      error_message = "RAM takes 64 characters."
    }
  }
}

resource "alicloud_ram_access_key" "this" {
  user_name = alicloud_ram_user.this.name
  pgp_key   = var.pgp_key
}

output "access_key_id" {
  value = alicloud_ram_access_key.this.id
}
