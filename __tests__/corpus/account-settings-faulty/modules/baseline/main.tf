variable "settings" {
  type = map(any)
}

locals {
  defaults = {
    minimum_password_length = 12
    mfa                     = "adaptive"
    manage_access_keys      = true
  }
  settings = merge(local.defaults, { for name, value in var.settings : name => value if value != null })
}

resource "alicloud_ram_account_password_policy" "this" {
  minimum_password_length = local.settings.minimum_password_length
}

resource "alicloud_ram_security_preference" "this" {
  mfa_operation_for_login          = local.settings.mfa
  allow_user_to_manage_access_keys = tobool(local.settings["manage_access_keys"])
}

resource "alicloud_ram_account_alias" "this" {
  account_alias = "example"
}
