variable "people" {
  type    = list(object({ name = string, active = bool }))
  default = [{ name = "anna", active = true }, { name = "bert", active = false }]
}

locals {
  by_name = { for person in var.people : person.name => person }
  status  = { true = null, false = "Inactive" }
}

resource "alicloud_ram_user" "this" {
  count = length(var.people)
  name  = var.people[count.index].name
}

resource "alicloud_ram_access_key" "this" {
  for_each  = { for user in alicloud_ram_user.this : user.name => user }
  user_name = each.value.name
  pgp_key   = local.pgp_key
  status    = local.status[tostring(local.by_name[each.key].active)]
}

resource "alicloud_ram_access_key" "second" {
  for_each  = { for name, person in local.by_name : name => person if person.active }
  user_name = one([for user in alicloud_ram_user.this : user.name if user.name == each.key])
  pgp_key   = local.pgp_key
  status    = "Inactive"
}

locals {
  pgp_key = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
