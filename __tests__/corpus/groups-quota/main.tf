variable "user_name" {
  type    = string
  default = "steward"
}

locals {
  teams    = ["alpha", "beta", "gamma", "delta"]
  stages   = ["dev", "test", "prod"]
  products = [for pair in setproduct(local.teams, local.stages) : join("-", pair)]
}

resource "alicloud_ram_user" "steward" {
  name = var.user_name
}

resource "alicloud_ram_user" "guest" {
  name = "guest"
}

resource "alicloud_ram_group" "product" {
  for_each   = toset(local.products)
  group_name = each.value
  comments   = "Product ${each.value}"
}

resource "alicloud_ram_user_group_attachment" "steward" {
  for_each   = alicloud_ram_group.product
  user_name  = alicloud_ram_user.steward.name
  group_name = each.value.group_name
}

resource "alicloud_ram_user_group_attachment" "guest" {
  for_each   = toset(slice(local.products, 0, 10))
  user_name  = alicloud_ram_user.guest.name
  group_name = alicloud_ram_group.product[each.value].group_name
}

resource "alicloud_ram_policy" "product" {
  for_each    = toset(local.products)
  policy_name = "read-${each.value}"
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = "oss:GetObject", Resource = "acs:oss:*:*:${each.value}/*" }]
  })
}

resource "alicloud_ram_user_policy_attachment" "steward" {
  for_each    = { for name in local.products : name => alicloud_ram_policy.product[name] if !endswith(name, "-dev") }
  user_name   = alicloud_ram_user.steward.name
  policy_name = each.value.policy_name
  policy_type = "Custom"
}

resource "alicloud_ram_user_policy_attachment" "guest" {
  for_each    = alicloud_ram_policy.product
  user_name   = alicloud_ram_user.guest.name
  policy_name = each.value.policy_name
  policy_type = "Custom"
}
