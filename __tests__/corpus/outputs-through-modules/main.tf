module "users" {
  source = "./modules/users"
  users = {
    loader   = {}
    reporter = { keys = 0 }
  }
}

output "user_names" {
  value = module.users.names
}

output "access_key_ids" {
  value = { for name, user in module.users.users : name => user.access_key_id }
}

output "access_key_secrets" {
  value     = { for name, user in module.users.users : name => user.access_key_secret if user.access_key_id != null }
  sensitive = true
}

output "summary" {
  value = join(", ", [for name, user in module.users.users : "${name} has ${user.access_key_id == null ? "no" : "a"} key"])
}
