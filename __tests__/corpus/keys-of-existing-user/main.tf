module "key" {
  source       = "./modules/access-key"
  user_name    = "legacy-etl"
  user_create  = false
  pgp_key_file = "team.b64"
}

output "id" {
  value = module.key.id
}

output "secret" {
  value     = module.key.secret
  sensitive = true
}
