# A module that leaves everything to its caller.
variable "user_name" {
  type        = string
  description = "whose key it is"
}

variable "pgp_key" {
  type        = string
  description = "to whom the secret is encrypted"
}

variable "key_count" {
  type = number
}

variable "suffix" {
  type    = string
  default = ""
}

resource "alicloud_ram_user" "named" {
  name = "team-${var.user_name}"
}

resource "alicloud_ram_access_key" "given" {
  user_name = var.user_name
  pgp_key   = var.pgp_key
}

resource "alicloud_ram_access_key" "prefixed" {
  user_name = "etl-${var.user_name}"
  pgp_key   = coalesce("keybase:platform_team", var.pgp_key)
}

resource "alicloud_ram_access_key" "counted" {
  count     = var.key_count
  user_name = alicloud_ram_user.named.name
  pgp_key   = var.suffix == "" ? local.pgp_key : var.pgp_key
}

locals {
  pgp_key = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
