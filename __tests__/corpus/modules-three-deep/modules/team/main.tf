terraform {
  required_providers {
    alicloud = {
      source                = "aliyun/alicloud"
      configuration_aliases = [alicloud.identity]
    }
  }
}

variable "team" { type = string }
variable "pgp_key" { type = string }
variable "people" {
  type = map(object({
    console  = optional(bool, false)
    keys     = optional(set(string), [])
    policies = optional(map(list(string)), {})
  }))
}

module "person" {
  source    = "../person"
  for_each  = var.people
  providers = { alicloud = alicloud.identity }
  name      = join("-", [var.team, each.key])
  keys      = each.value.keys
  policies  = distinct(flatten(values(each.value.policies)))
  pgp_key   = var.pgp_key
}

output "encrypted" {
  value = merge(values(module.person)[*].encrypted...)
}
