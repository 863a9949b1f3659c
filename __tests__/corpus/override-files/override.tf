# What is set for this installation.
resource "alicloud_ram_user" "loader" {
  name  = "loader"
  force = false
}

resource "alicloud_ram_access_key" "loader" {
  pgp_key = local.pgp_key
  status  = null
}

variable "status" {
  default = "Inactive"
}
