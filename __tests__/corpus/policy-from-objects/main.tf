# A module for policies that are given as objects.
variable "policies" {
  type = map(object({
    description = optional(string, "made by the policy module")
    statements = list(object({
      effect    = optional(string, "Allow")
      actions   = list(string)
      resources = list(string)
      condition = optional(map(map(list(string))))
    }))
  }))
  default = {}
}

resource "alicloud_ram_policy" "this" {
  for_each    = var.policies
  policy_name = each.key
  description = each.value.description
  policy_document = jsonencode({
    Version = "1"
    Statement = [
      for statement in each.value.statements : merge(
        {
          Effect   = statement.effect
          Action   = statement.actions
          Resource = statement.resources
        },
        statement.condition == null ? {} : { Condition = statement.condition },
      )
    ]
  })
  rotate_strategy = "DeleteOldestNonDefaultVersionWhenLimitExceeded"
}

output "names" {
  value = { for name, policy in alicloud_ram_policy.this : name => policy.policy_name }
}
