variable "users" {
  type = map(object({
    fixed_name = optional(string)
    access_key = optional(bool, false)
  }))
  default = {
    loader   = { access_key = true }
    reporter = { access_key = true, fixed_name = "reporter" }
    browser  = {}
  }
}

resource "random_pet" "this" {
  for_each = { for name, user in var.users : name => user if user.fixed_name == null }
  length   = 2
  keepers  = { name = each.key }
}

locals {
  names = {
    for name, user in var.users : name => coalesce(user.fixed_name, try("svc-${random_pet.this[name].id}", null))
  }
}

resource "alicloud_ram_user" "this" {
  for_each = local.names
  name     = each.value
}

resource "alicloud_ram_access_key" "this" {
  for_each  = toset([for name, user in var.users : name if user.access_key])
  user_name = alicloud_ram_user.this[each.key].name
  pgp_key   = var.pgp_key
}

resource "random_id" "single" {
  byte_length = 3
}

resource "alicloud_ram_user" "single" {
  name = "single-${random_id.single.hex}"
}

resource "alicloud_ram_access_key" "single" {
  user_name = alicloud_ram_user.single.name
  pgp_key   = var.pgp_key
}

variable "pgp_key" {
  type    = string
  default = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
