variable "password_policy" {
  type = object({
    minimum_length  = optional(number, 14)
    max_age         = optional(number, 90)
    reuse           = optional(number, 5)
    attempts        = optional(number, 5)
    require_symbols = optional(bool, true)
  })
  default = {}
}

variable "mfa" {
  type    = string
  default = "mandatory"
}

variable "older_generation" {
  type    = bool
  default = false
}

locals {
  networks = ["203.0.113.0/24", "198.51.100.0/24"]
}

resource "alicloud_ram_password_policy" "this" {
  count                        = var.older_generation ? 0 : 1
  minimum_password_length      = max(var.password_policy.minimum_length, 8)
  max_password_age             = var.password_policy.max_age
  password_reuse_prevention    = var.password_policy.reuse
  max_login_attemps            = var.password_policy.attempts
  require_lowercase_characters = true
  require_uppercase_characters = true
  require_numbers              = true
  require_symbols              = var.password_policy.require_symbols
}

resource "alicloud_ram_account_password_policy" "this" {
  count                   = var.older_generation ? 1 : 0
  minimum_password_length = var.password_policy.minimum_length
  max_login_attempts      = var.password_policy.attempts
}

resource "alicloud_ram_security_preference" "this" {
  mfa_operation_for_login          = var.mfa
  login_network_masks              = join(";", local.networks)
  allow_user_to_manage_access_keys = false
  max_idle_days_for_access_keys    = 90
}

resource "alicloud_ram_account_alias" "this" {
  account_alias = "example-${terraform.workspace}"
}
