variable "roles" {
  type = map(object({
    services     = optional(list(string), [])
    accounts     = optional(list(string), [])
    policies     = optional(set(string), [])
    max_duration = optional(number)
    force        = optional(bool, false)
  }))
  default = {
    logs-reader = {
      services = ["log"]
      policies = ["AliyunLogReadOnlyAccess"]
    }
    cross-account = {
      accounts     = ["1234567890123456"]
      policies     = ["AliyunOSSReadOnlyAccess", "AliyunECSReadOnlyAccess"]
      max_duration = 7200
    }
  }
}

locals {
  principals = {
    for name, role in var.roles : name => merge(
      length(role.services) == 0 ? {} : { Service = [for service in role.services : "${service}.aliyuncs.com"] },
      length(role.accounts) == 0 ? {} : { RAM = formatlist("acs:ram::%s:root", role.accounts) },
    )
  }
  grants = flatten([
    for name, role in var.roles : [for policy in role.policies : { role = name, policy = policy }]
  ])
}

resource "alicloud_ram_role" "this" {
  for_each             = var.roles
  role_name            = each.key
  max_session_duration = try(coalesce(each.value.max_duration), 3600)
  force                = each.value.force
  assume_role_policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.principals[each.key] }]
  })
}

resource "alicloud_ram_role_policy_attachment" "this" {
  for_each    = { for grant in local.grants : "${grant.role}-${grant.policy}" => grant }
  role_name   = alicloud_ram_role.this[each.value.role].id
  policy_name = each.value.policy
  policy_type = "System"
}

output "arns" {
  value = { for name, role in alicloud_ram_role.this : name => role.arn }
}
