output "user_name" {
  value = one(alicloud_ram_user.this[*].name)
}

output "access_key_id" {
  value = try(alicloud_ram_access_key.encrypted[0].id, alicloud_ram_access_key.clear[0].id, "")
}

output "access_key_secret" {
  value     = try(alicloud_ram_access_key.clear[0].secret, "")
  sensitive = true
}

output "access_key_encrypted_secret" {
  value = try(alicloud_ram_access_key.encrypted[0].encrypted_secret, "")
}
