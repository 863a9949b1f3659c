variable "tables" {
  type    = number
  default = 160
}

locals {
  resources = [for number in range(var.tables) : format("acs:ots:*:*:instance/example/table/orders_%04d", number)]
  chunks    = chunklist(local.resources, 40)
}

resource "alicloud_ram_policy" "whole" {
  policy_name = "orders"
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = ["ots:GetRow"], Resource = local.resources }]
  })
}

resource "alicloud_ram_policy" "chunk" {
  count       = length(local.chunks)
  policy_name = "orders-${count.index}"
  policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ots:GetRow"]
      Resource = local.chunks[count.index]
    }]
  })
}

resource "alicloud_ram_policy" "condition" {
  policy_name = "orders-at-office"
  policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = ["ots:PutRow"]
      Resource  = "acs:ots:*:*:instance/example/*"
      Condition = { for operator in ["IpAddress", "IpAdress"] : operator => { "acs:SourceIp" = ["203.0.113.0/24"] } }
    }]
  })
}
