terraform {
  backend "oss" {
    bucket           = "example-states"
    encrypt          = true
    tablestore_table = "locks"
  }
}

resource "alicloud_ram_user" "signer" {
  name = "signer"
}

resource "alicloud_ram_access_key" "signer" {
  user_name = alicloud_ram_user.signer.name
}

locals {
  key = {
    id     = alicloud_ram_access_key.signer.id
    secret = alicloud_ram_access_key.signer.secret
    tags   = { owner = "platform" }
  }
  public = { for name, value in local.key : name => value if name != "secret" }
}

output "owner" {
  value = local.key.tags.owner
}

output "id" {
  value = local.public.id
}

output "has_secret" {
  value = nonsensitive(local.key.secret != null)
}

output "fingerprint" {
  value = nonsensitive(sha256(local.key.secret))
}

resource "alicloud_oss_bucket" "signer" {
  bucket = length(local.key.secret) > 0 ? "signer" : "unsigned"
  tags   = local.key.tags
}

check "secret" {
  assert {
    condition     = local.key.secret != ""
    error_message = "The key has no secret."
  }
}
