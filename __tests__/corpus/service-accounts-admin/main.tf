variable "users" {
  type = map(object({
    policies   = list(object({ name = string, type = optional(string, "System") }))
    access_key = optional(bool, true)
    pgp_key    = optional(string)
  }))
  default = {
    deploy = {
      policies = [{ name = "AliyunECSFullAccess" }, { name = "AdministratorAccess" }]
    }
    backup = {
      policies = [{ name = "AliyunOSSFullAccess" }, { name = "backup-write", type = "Custom" }]
    }
    auditor = {
      policies   = [{ name = "AliyunRAMFullAccess" }]
      access_key = false
    }
  }
}

locals {
  attachments = flatten([
    for user, settings in var.users : [
      for policy in settings.policies : {
        id   = "${user}:${policy.name}"
        user = user
        name = policy.name
        type = policy.type
      }
    ]
  ])
}

resource "alicloud_ram_user" "this" {
  for_each = toset(keys(var.users))
  name     = each.value
}

resource "alicloud_ram_access_key" "this" {
  for_each  = toset([for name, user in var.users : name if user.access_key])
  user_name = alicloud_ram_user.this[each.value].name
  pgp_key   = var.users[each.value].pgp_key
}

resource "alicloud_ram_policy" "backup_write" {
  policy_name = "backup-write"
  policy_document = jsonencode({
    Version = "1"
    Statement = [
      { Effect = "Allow", Action = ["oss:PutObject", "oss:ListObjects"], Resource = "acs:oss:*:*:backup-*" },
    ]
  })
}

resource "alicloud_ram_user_policy_attachment" "this" {
  for_each    = { for attachment in local.attachments : attachment.id => attachment }
  user_name   = alicloud_ram_user.this[each.value.user].name
  policy_name = each.value.name
  policy_type = each.value.type
  depends_on  = [alicloud_ram_policy.backup_write]
}
