variable "elevated" {
  type = bool
}

variable "tier" {
  type    = string
  default = "full"
}

resource "alicloud_ram_user" "deploy" {
  name = "deploy"
}

resource "alicloud_ram_access_key" "deploy" {
  user_name = alicloud_ram_user.deploy.name
  pgp_key   = var.pgp_key
}

resource "alicloud_ram_user_policy_attachment" "either" {
  user_name   = alicloud_ram_user.deploy.name
  policy_name = var.elevated ? "AdministratorAccess" : "AliyunRAMFullAccess"
  policy_type = "System"
}

resource "alicloud_ram_user_policy_attachment" "perhaps" {
  user_name   = alicloud_ram_user.deploy.name
  policy_name = var.elevated ? "AdministratorAccess" : "ReadOnlyAccess"
  policy_type = "System"
}

resource "alicloud_ram_user_policy_attachment" "storage" {
  user_name   = alicloud_ram_user.deploy.name
  policy_name = "AliyunOSS${var.elevated ? "Full" : "ReadOnly"}Access"
  policy_type = "System"
}

resource "alicloud_ram_user_policy_attachment" "by_tier" {
  user_name   = alicloud_ram_user.deploy.name
  policy_name = { full = "AliyunECSFullAccess", all = "AdministratorAccess" }[var.tier]
  policy_type = "System"
}

variable "pgp_key" {
  type    = string
  default = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
