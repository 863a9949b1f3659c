variable "slots" {
  type    = list(string)
  default = ["primary", "secondary", "tertiary"]
}

variable "enabled" {
  type    = map(bool)
  default = { etl = true, bi = true, old = false }
}

resource "alicloud_ram_user" "etl" {
  name = "etl"
}

resource "alicloud_ram_access_key" "etl" {
  count     = var.enabled["etl"] ? length(var.slots) : 0
  user_name = alicloud_ram_user.etl.name
  pgp_key   = local.pgp_key
  status    = count.index == 0 ? null : "Inactive"
}

resource "alicloud_ram_user" "bi" {
  name = "bi"
}

resource "alicloud_ram_access_key" "bi" {
  count     = lookup(var.enabled, "bi", false) ? min(2, length(var.slots)) : 0
  user_name = alicloud_ram_user.bi.name
  pgp_key   = local.pgp_key
}

resource "alicloud_ram_user" "old" {
  count = var.enabled.old ? 1 : 0
  name  = "old"
}

resource "alicloud_ram_access_key" "old" {
  count     = var.enabled.old ? 3 : 0
  user_name = alicloud_ram_user.old[0].name
}

locals {
  pgp_key = chomp(<<-EOT
    xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC
  EOT
  )
}
