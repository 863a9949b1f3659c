variable "members" {
  description = "groups of each user"
  type        = map(list(string))
  default = {
    anna = ["administrators", "readers"]
    bert = ["readers"]
    ci   = ["deployers"]
    cron = ["readers"]
  }
}

variable "machines" {
  type    = set(string)
  default = ["ci", "cron"]
}

locals {
  groups = toset(flatten(values(var.members)))
  memberships = merge([
    for user, groups in var.members : { for group in groups : "${user}-in-${group}" => [user, group] }
  ]...)
  policies = {
    administrators = "AdministratorAccess"
    deployers      = "AliyunRAMFullAccess"
    readers        = "ReadOnlyAccess"
  }
}

resource "alicloud_ram_group" "this" {
  for_each   = local.groups
  group_name = each.key
}

resource "alicloud_ram_user" "this" {
  for_each = var.members
  name     = each.key
}

resource "alicloud_ram_user_group_attachment" "this" {
  for_each   = local.memberships
  user_name  = alicloud_ram_user.this[each.value[0]].name
  group_name = alicloud_ram_group.this[each.value[1]].group_name
}

resource "alicloud_ram_group_policy_attachment" "this" {
  for_each    = { for group in local.groups : group => lookup(local.policies, group, "ReadOnlyAccess") }
  group_name  = alicloud_ram_group.this[each.key].group_name
  policy_name = each.value
  policy_type = "System"
}

resource "alicloud_ram_access_key" "machine" {
  for_each  = var.machines
  user_name = alicloud_ram_user.this[each.key].name
  pgp_key   = var.pgp_key
}

variable "pgp_key" {
  type    = string
  default = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
