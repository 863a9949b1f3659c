variable "services" {
  type = map(list(string))
  default = {
    oss = ["oss:*"]
    log = ["log:GetProject", "log:ListProject"]
  }
}

variable "administrator" {
  type    = bool
  default = true
}

data "alicloud_ram_policy_document" "services" {
  dynamic "statement" {
    for_each = var.services
    content {
      action   = statement.value
      resource = ["acs:${statement.key}:*:*:*"]
    }
  }
}

data "alicloud_ram_policy_document" "operator" {
  statement {
    action   = ["ecs:Describe*"]
    resource = ["*"]
  }

  dynamic "statement" {
    for_each = var.administrator ? [1] : []
    content {
      effect   = "Allow"
      action   = ["*"]
      resource = ["*"]
    }
  }
}

resource "alicloud_ram_policy" "services" {
  policy_name     = "services"
  policy_document = data.alicloud_ram_policy_document.services.document
}

resource "alicloud_ram_policy" "operator" {
  policy_name     = "operator"
  policy_document = data.alicloud_ram_policy_document.operator.document
}

resource "alicloud_ram_policy" "blocks" {
  policy_name = "blocks"

  dynamic "statement" {
    for_each = toset(["kms", "ram"])
    content {
      effect   = "Allow"
      action   = ["${statement.value}:List*"]
      resource = ["*"]
    }
  }
}
