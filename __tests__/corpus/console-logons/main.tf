variable "people" {
  type = map(object({
    console    = optional(bool, true)
    access_key = optional(bool, false)
  }))
  default = {
    anna = {}
    bert = { access_key = true }
    ci   = { console = false, access_key = true }
  }
}

variable "initial_password" {
  type      = string
  sensitive = true
}

resource "alicloud_ram_user" "this" {
  for_each = var.people
  name     = each.key
}

resource "alicloud_ram_login_profile" "this" {
  for_each                = { for name, person in var.people : name => person if person.console }
  user_name               = alicloud_ram_user.this[each.key].name
  password                = var.initial_password
  password_reset_required = true
  mfa_bind_required       = true
}

resource "alicloud_ram_access_key" "this" {
  for_each  = { for name, person in var.people : name => person if person.access_key }
  user_name = alicloud_ram_user.this[each.key].name
  pgp_key   = "keybase:${each.key}_example"
}
