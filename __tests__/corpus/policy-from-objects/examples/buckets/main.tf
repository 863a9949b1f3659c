resource "alicloud_oss_bucket" "landing" {
  bucket = "example-landing"
}

resource "random_string" "suffix" {
  length  = 6
  special = false
}

resource "alicloud_oss_bucket" "archive" {
  bucket = "archive-${lower(random_string.suffix.result)}"
}

locals {
  buckets = [alicloud_oss_bucket.landing, alicloud_oss_bucket.archive]
  office  = { IpAddress = { "acs:SourceIp" = ["203.0.113.0/24", "198.51.100.7"] } }
}

module "policies" {
  source = "../.."
  policies = {
    read-buckets = {
      statements = [
        {
          actions   = ["oss:GetObject", "oss:ListObjects"]
          resources = flatten([for bucket in local.buckets : ["acs:oss:*:*:${bucket.id}", "acs:oss:*:*:${bucket.id}/*"]])
        },
        {
          actions   = ["log:Get*", "log:List*"]
          resources = ["*"]
          condition = local.office
        },
      ]
    }
    no-deletes = {
      description = "Nobody deletes what the audit needs"
      statements  = [{ effect = "Deny", actions = ["oss:DeleteBucket"], resources = ["*"] }]
    }
  }
}
