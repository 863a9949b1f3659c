terraform {
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = ">= 1.239.0"
    }
  }
}

variable "environment" {
  type    = string
  default = "prod"
}

locals {
  parts  = ["data", "warehouse", var.environment]
  prefix = join("_", local.parts)
  dashed = replace(local.prefix, "_", "-")
}

resource "alicloud_ram_role" "worker" {
  role_name   = "${local.prefix}_worker"
  description = "Workers of the ${lower("Data Warehouse")}"
  services    = ["ecs.aliyuncs.com"]
}

resource "alicloud_ram_role" "loader" {
  role_name                   = "${local.dashed}-loader"
  assume_role_policy_document = file("${path.module}/trust.json")
}

resource "alicloud_ram_policy" "reader" {
  policy_name     = format("%s_reader", local.prefix)
  policy_document = jsonencode(yamldecode(file("${path.module}/reader.yaml")))
}

resource "alicloud_ram_policy" "writer" {
  policy_name = "${local.dashed}-writer"
  description = join(" ", [for part in range(200) : "padding"])
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = "oss:PutObject", Resource = "acs:oss:*:*:${local.dashed}/*" }]
  })
}

resource "alicloud_ram_role_policy_attachment" "this" {
  for_each    = toset([alicloud_ram_policy.reader.policy_name, alicloud_ram_policy.writer.policy_name])
  role_name   = alicloud_ram_role.loader.role_name
  policy_name = each.value
  policy_type = "Custom"
}
