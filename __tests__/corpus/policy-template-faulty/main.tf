locals {
  teams = {
    platform = { actions = ["*"], resources = ["*"] }
    data     = { actions = ["oss:GetObject", "oss:PutObject"], resources = ["acs:oss:*:*:data/*"] }
  }
  buckets = ["raw", "clean"]
}

resource "alicloud_ram_policy" "team" {
  for_each    = local.teams
  policy_name = "team-${each.key}"
  policy_document = templatefile("${path.module}/statement.tftpl", {
    actions   = jsonencode(each.value.actions)
    resources = jsonencode(each.value.resources)
  })
}

resource "alicloud_ram_policy" "buckets" {
  policy_name     = "buckets"
  policy_document = <<-EOT
    {
      "Version": "1",
      "Statement": [
      %{~for bucket in local.buckets~}
        { "Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:*:${bucket}/*" },
      %{~endfor~}
      ]
    }
  EOT
}

resource "alicloud_ram_policy" "effects" {
  policy_name = "effects"
  policy_document = jsonencode({
    Version = "1"
    Statement = [for effect in ["Allow", "deny"] : {
      Effect   = effect
      Action   = ["ecs:DescribeInstances"]
      Resource = "*"
    }]
  })
}
