variable "project" {
  type    = string
  default = "warehouse"
}

variable "account_id" {
  type        = string
  description = "the account in which the warehouse is"
}

data "alicloud_regions" "current" {
  current = true
}

locals {
  region = data.alicloud_regions.current.regions[0].id
}

resource "alicloud_ram_role" "worker" {
  role_name = "${var.project}-worker"
  services  = ["ecs.aliyuncs.com"]
}

resource "alicloud_ram_policy" "reader" {
  policy_name     = "${var.project}-reader"
  policy_document = <<-EOF
    {
      "Version": "1",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["log:Get*", "log:List*"],
          "Resource": "acs:log:${local.region}:${var.account_id}:project/${var.project}/*"
        }
      ]
    }
  EOF
}

resource "alicloud_ram_policy" "launcher" {
  policy_name     = "${var.project}-launcher"
  policy_document = <<-EOF
    {
      "Version": "1",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["ecs:RunInstances", "ecs:DescribeInstances"],
          "Resource": "acs:ecs:${local.region}:${var.account_id}:*"
        },
        {
          "Effect": "Allow",
          "Action": "ram:PassRole",
          "Resource": "acs:ram:*:${var.account_id}:role/${alicloud_ram_role.worker.role_name}"
        }
      ]
    }
  EOF
}

resource "alicloud_ram_policy" "rotator" {
  policy_name     = "${var.project}-rotator"
  policy_document = <<-EOF
    {
      "Version": "1",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["ram:CreateAccessKey", "ram:ListAccessKeys"],
          "Resource": "acs:ram:*:${var.account_id}:user/${var.project}-*"
        },
        { "Effect": "Allow", "Action": "kms:*", "Resource": "*" }
      ]
    }
  EOF
}
