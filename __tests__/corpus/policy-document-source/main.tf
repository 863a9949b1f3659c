variable "statements" {
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
    networks  = optional(list(string), [])
  }))
  default = [
    {
      sid       = "read"
      actions   = ["oss:GetObject", "oss:ListObjects"]
      resources = ["acs:oss:*:*:example", "acs:oss:*:*:example/*"]
    },
    {
      sid       = "decrypt"
      actions   = ["kms:Decrypt"]
      resources = ["*"]
      networks  = ["10.0.0.0/8"]
    },
  ]
}

data "alicloud_ram_policy_document" "this" {
  version = "1"

  dynamic "statement" {
    for_each = var.statements
    content {
      effect   = "Allow"
      action   = statement.value.actions
      resource = statement.value.resources

      dynamic "condition" {
        for_each = length(statement.value.networks) > 0 ? [statement.value.networks] : []
        iterator = networks
        content {
          operator = "IpAddress"
          variable = "acs:SourceIp"
          values   = networks.value
        }
      }
    }
  }
}

data "alicloud_ram_policy_document" "trust" {
  statement {
    effect = "Allow"
    action = ["sts:AssumeRole"]
    principal {
      entity      = "Service"
      identifiers = [for service in ["fc", "ecs"] : "${service}.aliyuncs.com"]
    }
  }
}

resource "alicloud_ram_policy" "this" {
  policy_name     = "example-reader"
  policy_document = data.alicloud_ram_policy_document.this.document
}

resource "alicloud_ram_role" "this" {
  role_name                   = "example-reader"
  assume_role_policy_document = data.alicloud_ram_policy_document.trust.document
}

resource "alicloud_ram_role_policy_attachment" "this" {
  role_name   = alicloud_ram_role.this.role_name
  policy_name = alicloud_ram_policy.this.policy_name
  policy_type = "Custom"
}
