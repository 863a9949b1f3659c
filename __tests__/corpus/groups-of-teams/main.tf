variable "teams" {
  type = map(object({
    members  = list(string)
    policies = optional(list(string), ["AliyunLogReadOnlyAccess"])
    buckets  = optional(list(string), [])
  }))
  default = {
    data = {
      members = ["anna", "bert"]
      buckets = ["raw", "clean"]
    }
    platform = {
      members  = ["anna", "carl"]
      policies = ["AdministratorAccess"]
    }
  }
}

locals {
  people = toset(flatten([for team in var.teams : team.members]))
  seats  = { for pair in flatten([for name, team in var.teams : [for member in team.members : { team = name, user = member }]]) : "${pair.team}/${pair.user}" => pair }
  system = { for pair in flatten([for name, team in var.teams : [for policy in team.policies : { team = name, policy = policy }]]) : "${pair.team}/${pair.policy}" => pair }
}

resource "alicloud_ram_user" "person" {
  for_each = local.people
  name     = format("%s.%s", each.value, "example")
}

resource "alicloud_ram_group" "team" {
  for_each   = var.teams
  group_name = "team-${each.key}"
  comments   = "${length(each.value.members)} members"
}

resource "alicloud_ram_user_group_attachment" "seat" {
  for_each   = local.seats
  user_name  = alicloud_ram_user.person[each.value.user].name
  group_name = alicloud_ram_group.team[each.value.team].group_name
}

resource "alicloud_ram_group_policy_attachment" "system" {
  for_each    = local.system
  group_name  = alicloud_ram_group.team[each.value.team].id
  policy_name = each.value.policy
  policy_type = "System"
}

resource "alicloud_ram_policy" "buckets" {
  for_each    = { for name, team in var.teams : name => team.buckets if length(team.buckets) > 0 }
  policy_name = "team-${each.key}-buckets"
  policy_document = jsonencode({
    Version = "1"
    Statement = [for bucket in each.value : {
      Effect   = "Allow"
      Action   = ["oss:*"]
      Resource = ["acs:oss:*:*:example-${bucket}", "acs:oss:*:*:example-${bucket}/*"]
    }]
  })
}
