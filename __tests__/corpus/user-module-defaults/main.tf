# A module for one RAM user, called by nobody here: what its defaults make.
resource "random_id" "suffix" {
  count       = var.create && var.name == null ? 1 : 0
  byte_length = 4
}

locals {
  generated_name = try("${var.name_prefix}${random_id.suffix[0].hex}", null)
  user_name      = var.create ? coalesce(var.name, local.generated_name) : ""
  has_pgp_key    = var.pgp_key != ""
}

resource "alicloud_ram_user" "this" {
  count        = var.create ? 1 : 0
  name         = local.user_name
  display_name = var.display_name
  force        = var.force_destroy
}

resource "alicloud_ram_access_key" "encrypted" {
  count     = var.create && var.create_access_key && local.has_pgp_key ? 1 : 0
  user_name = alicloud_ram_user.this[0].name
  pgp_key   = var.pgp_key
  status    = var.access_key_status
}

resource "alicloud_ram_access_key" "clear" {
  count     = var.create && var.create_access_key && !local.has_pgp_key ? 1 : 0
  user_name = alicloud_ram_user.this[0].name
  status    = var.access_key_status
}

resource "alicloud_ram_login_profile" "this" {
  count     = var.create && var.create_login_profile ? 1 : 0
  user_name = alicloud_ram_user.this[0].name
  password  = var.password
}
