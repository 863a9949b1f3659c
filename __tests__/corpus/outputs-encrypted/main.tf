variable "pgp_keys" {
  type    = map(string)
  default = {}
}

variable "users" {
  type    = set(string)
  default = ["loader", "reporter"]
}

locals {
  defaults = { for user in var.users : user => local.team_key }
  pgp_keys = merge(local.defaults, var.pgp_keys)
  team_key = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}

resource "alicloud_ram_user" "this" {
  for_each = var.users
  name     = each.value
}

resource "alicloud_ram_access_key" "this" {
  for_each  = var.users
  user_name = alicloud_ram_user.this[each.value].name
  pgp_key   = local.pgp_keys[each.value]
}

output "access_keys" {
  value = {
    for name, key in alicloud_ram_access_key.this : name => {
      id          = key.id
      encrypted   = key.encrypted_secret
      fingerprint = key.key_fingerprint
      command     = "echo ${key.encrypted_secret} | base64 --decode | gpg --decrypt"
    }
  }
}

output "secrets" {
  description = "null for keys whose secret is encrypted"
  value       = { for name, key in alicloud_ram_access_key.this : name => key.secret }
  sensitive   = true
}
