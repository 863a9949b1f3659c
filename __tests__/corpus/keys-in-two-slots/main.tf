variable "slots" {
  description = "the rotation: which slot is in use"
  type = map(object({
    serial = number
    status = optional(string)
  }))
  default = {
    blue  = { serial = 3, status = "Active" }
    green = { serial = 2, status = "Inactive" }
  }

  validation {
    condition     = length(var.slots) <= 2
    error_message = "RAM allows two keys."
  }
}

resource "alicloud_ram_user" "this" {
  name = "exporter"
}

resource "terraform_data" "serial" {
  for_each = var.slots
  input    = each.value.serial
}

resource "alicloud_ram_access_key" "slot" {
  for_each  = var.slots
  user_name = alicloud_ram_user.this.name
  pgp_key   = var.pgp_key
  status    = each.value.status

  lifecycle {
    replace_triggered_by = [terraform_data.serial[each.key]]
    ignore_changes       = [pgp_key]
  }
}

output "current" {
  value = one([for name, slot in var.slots : alicloud_ram_access_key.slot[name].id if slot.status == "Active"])
}

variable "pgp_key" {
  type    = string
  default = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
