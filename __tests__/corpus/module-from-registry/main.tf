# What a module from a registry makes, nobody here can know.
module "user" {
  source  = "example-org/ram-user/alicloud"
  version = "2.1.0"
  name    = "loader"
}

resource "alicloud_ram_access_key" "loader" {
  user_name = module.user.name
  pgp_key   = local.pgp_key
}

resource "alicloud_ram_access_key" "extra" {
  count     = module.user.needs_key ? 1 : 0
  user_name = "svc-${module.user.name}"
  pgp_key   = local.pgp_key
}

module "vault" {
  source     = "example-org/vault/alicloud"
  version    = "1.0.0"
  key_id     = alicloud_ram_access_key.loader.id
  key_secret = alicloud_ram_access_key.loader.secret
}

resource "alicloud_ram_policy" "loader" {
  policy_name     = "loader"
  policy_document = module.user.recommended_policy
}

locals {
  pgp_key = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
