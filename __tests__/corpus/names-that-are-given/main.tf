resource "random_id" "suffix" {
  byte_length = 4
}

resource "time_static" "created" {}

locals {
  suffix  = var.add_suffix ? "-${random_id.suffix.hex}" : ""
  created = formatdate("YYYYMMDD", time_static.created.rfc3339)
}

variable "add_suffix" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "alicloud_ram_user" "loader" {
  name     = "loader${local.suffix}"
  comments = "since ${local.created}"
}

resource "alicloud_ram_access_key" "loader" {
  user_name = alicloud_ram_user.loader.name
  pgp_key   = file("${path.module}/team.b64")
}

resource "alicloud_ram_role" "worker" {
  role_name                   = coalesce(lookup(var.tags, "role", ""), "worker${local.suffix}")
  description                 = "Made on ${local.created}"
  assume_role_policy_document = data.alicloud_ram_policy_document.trust.document
}

data "alicloud_ram_policy_document" "trust" {
  statement {
    effect = "Allow"
    action = ["sts:AssumeRole"]
    principal {
      entity      = "Service"
      identifiers = ["ecs.aliyuncs.com"]
    }
  }
}

resource "alicloud_ram_policy" "worker" {
  policy_name = "worker-${random_id.suffix.dec}"
  policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect   = "Allow"
      Action   = ["oss:GetObject"]
      Resource = ["acs:oss:*:*:worker-${random_id.suffix.hex}/*"]
    }]
  })
}
