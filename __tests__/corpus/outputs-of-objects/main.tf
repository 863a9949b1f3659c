locals {
  consumers = {
    loader = { comment = "nightly load" }
    export = { comment = "hourly export", pgp_key = var.team_key }
  }
}

variable "team_key" {
  type    = string
  default = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}

resource "alicloud_ram_user" "this" {
  for_each = local.consumers
  name     = each.key
  comments = each.value.comment
}

resource "alicloud_ram_access_key" "this" {
  for_each  = local.consumers
  user_name = alicloud_ram_user.this[each.key].name
  pgp_key   = try(each.value.pgp_key, null)
}

output "ids" {
  value = values(alicloud_ram_access_key.this)[*].id
}

output "credentials" {
  value = {
    for name, key in alicloud_ram_access_key.this : name => { id = key.id, secret = key.secret }
  }
  sensitive = true
}

output "encrypted_only" {
  value     = alicloud_ram_access_key.this["export"].secret
  sensitive = true
}

output "lengths" {
  value     = { for name, key in alicloud_ram_access_key.this : name => length(key.secret) }
  sensitive = true
}

output "loader" {
  value = {
    id   = alicloud_ram_access_key.this["loader"].id
    json = nonsensitive(jsonencode({ secret = alicloud_ram_access_key.this["loader"].secret }))
  }
}
