variable "passed_roles" {
  type    = list(string)
  default = ["worker", "scheduler"]
}

variable "account_id" {
  type    = string
  default = null
}

data "alicloud_account" "this" {}

locals {
  account_id = coalesce(var.account_id, data.alicloud_account.this.id)
  pass = [for role in var.passed_roles : {
    Effect   = "Allow"
    Action   = "ram:PassRole"
    Resource = "acs:ram:*:${local.account_id}:role/${role}"
  }]
  assume = {
    Effect   = "Allow"
    Action   = ["sts:AssumeRole"]
    Resource = ["acs:ram::${local.account_id}:role/${join("-", ["reader", "*"])}"]
  }
  deny = { Effect = "Deny", Action = "ram:*", Resource = "*" }
}

resource "alicloud_ram_policy" "launcher" {
  policy_name     = "launcher"
  policy_document = jsonencode({ Version = "1", Statement = concat(local.pass, [local.assume]) })
}

resource "alicloud_ram_policy" "everything_but_ram" {
  policy_name = "everything-but-ram"
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = "ecs:*", Resource = "acs:ecs:cn-hangzhou:*:*" }, local.deny]
  })
}

resource "alicloud_ram_policy" "scheduler" {
  policy_name = "scheduler"
  policy_document = jsonencode({
    Version = "1"
    Statement = [
      merge(local.assume, { Resource = "*" }),
      merge(local.pass[0], { Action = formatlist("ram:%s", ["AttachPolicyToUser", "GetUser"]) }),
    ]
  })
}
