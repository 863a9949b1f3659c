terraform {
  backend "oss" {
    bucket           = "example-states"
    prefix           = "application"
    encrypt          = true
    tablestore_table = "locks"
  }
}

data "terraform_remote_state" "identities" {
  backend = "oss"
  config = {
    bucket = "example-states"
    prefix = "identities"
  }
}

locals {
  app = data.terraform_remote_state.identities.outputs.app
}

resource "alicloud_kms_secret" "app" {
  secret_name = "app"
  version_id  = "1"
  secret_data = local.app.secret
}

resource "alicloud_oss_bucket" "app" {
  bucket = "example-${local.app.user_name}"
}

output "id" {
  value     = local.app.id
  sensitive = true
}
