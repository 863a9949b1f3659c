variable "bucket_names" {
  type    = set(string)
  default = ["example-raw", "example-clean"]
}

variable "extra_statements" {
  type = list(object({
    Effect   = string
    Action   = list(string)
    Resource = list(string)
  }))
  default = []
}

variable "break_glass" {
  type    = bool
  default = false
}

locals {
  base = [
    {
      Effect   = "Allow"
      Action   = ["oss:GetObject"]
      Resource = [for name in var.bucket_names : format("acs:oss:*:*:%s/*", name)]
    },
  ]
  everything = [{ Effect = "Allow", Action = ["*"], Resource = ["*"] }]

  statements           = concat(local.base, var.extra_statements)
  emergency_statements = concat(local.statements, var.break_glass ? local.everything : [])
}

resource "alicloud_ram_policy" "reader" {
  policy_name     = "pipeline-reader"
  policy_document = jsonencode({ Version = "1", Statement = local.statements })
}

resource "alicloud_ram_policy" "operator" {
  policy_name     = "pipeline-operator"
  policy_document = jsonencode({ Version = "1", Statement = concat(local.statements, local.everything) })
}

resource "alicloud_ram_policy" "emergency" {
  policy_name     = "pipeline-emergency"
  policy_document = jsonencode({ Version = "1", Statement = local.emergency_statements })
}

resource "alicloud_ram_role" "operator" {
  role_name = "pipeline-operator"
  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["ecs.aliyuncs.com"] }
    }]
  })
}

resource "alicloud_ram_role_policy_attachment" "operator" {
  for_each = {
    reader   = alicloud_ram_policy.reader
    operator = alicloud_ram_policy.operator
  }
  role_name   = alicloud_ram_role.operator.role_name
  policy_name = each.value.policy_name
  policy_type = each.value.type
}
