variable "environment" {
  type = string
}

variable "write_files" {
  type    = map(bool)
  default = { loader = true, reporter = false }
}

resource "alicloud_ram_user" "this" {
  for_each = var.write_files
  name     = each.key
}

resource "alicloud_ram_access_key" "this" {
  for_each    = var.write_files
  user_name   = alicloud_ram_user.this[each.key].name
  pgp_key     = var.pgp_key
  secret_file = each.value ? "${path.root}/out/${var.environment}/${each.key}.json" : null
}

resource "alicloud_ram_user" "quiet" {
  name = "quiet"
}

resource "alicloud_ram_access_key" "quiet" {
  user_name   = alicloud_ram_user.quiet.name
  pgp_key     = var.pgp_key
  secret_file = anytrue(values({ for name, write in var.write_files : name => write if name == "quiet" })) ? "quiet.json" : ""
}

variable "pgp_key" {
  type    = string
  default = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
