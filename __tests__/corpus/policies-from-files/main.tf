locals {
  files     = fileset("${path.module}/policies", "*.json")
  documents = { for name in local.files : trimsuffix(name, ".json") => jsondecode(file("${path.module}/policies/${name}")) }
  tls_only = {
    Effect    = "Deny"
    Action    = "*"
    Resource  = "*"
    Condition = { Bool = { "acs:SecureTransport" = ["false"] } }
  }
}

resource "alicloud_ram_policy" "this" {
  for_each    = local.documents
  policy_name = replace(lower(each.key), "/[^a-z0-9]+/", "-")
  policy_document = jsonencode(merge(each.value, {
    Statement = concat([for statement in each.value.Statement : statement if statement.Effect == "Allow"], [local.tls_only])
  }))
}

resource "alicloud_ram_role" "service" {
  for_each  = alicloud_ram_policy.this
  role_name = "svc-${each.value.policy_name}"
  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["${split("-", each.key)[0]}.aliyuncs.com"] }
    }]
  })
}

resource "alicloud_ram_role_policy_attachment" "service" {
  for_each    = alicloud_ram_policy.this
  role_name   = alicloud_ram_role.service[each.key].role_name
  policy_name = each.value.policy_name
  policy_type = "Custom"
}
