data "terraform_remote_state" "identities" {
  backend = "oss"
  config = {
    bucket = "states-of-another-team"
    region = "cn-hangzhou"
  }
}

data "alicloud_ram_users" "batch" {
  name_regex = "^batch-"
}

resource "alicloud_ram_access_key" "shared" {
  user_name = data.terraform_remote_state.identities.outputs.shared_user
  pgp_key   = try(data.terraform_remote_state.identities.outputs.pgp_key, null)
}

resource "alicloud_ram_access_key" "batch" {
  for_each  = toset(data.alicloud_ram_users.batch.ids)
  user_name = "batch-${each.value}"
  pgp_key   = local.pgp_key
}

resource "alicloud_ram_policy" "shared" {
  policy_name     = "shared"
  policy_document = data.terraform_remote_state.identities.outputs.document
}

resource "alicloud_ram_policy" "mixed" {
  policy_name = "mixed"
  policy_document = jsonencode({
    Version = "1"
    Statement = [
      {
        Effect   = "Allow"
        Action   = data.terraform_remote_state.identities.outputs.actions
        Resource = ["acs:oss:*:*:landing", "acs:oss:*:*:landing/*"]
      },
      { Effect = "Allow", Action = "ram:*", Resource = "*" },
    ]
  })
}

locals {
  pgp_key = "xjMEZZIAgBYJKwYBBAHaRw8BAQdAUk9iEbi9yqmGw+twlVxQWhGY9CL9mcNqvUynDAZ7xh7NJHBsYXRmb3JtIHRlYW0gPHBsYXRmb3JtQGV4YW1wbGUuY29tPsLAEwQTFgoAhQWCZZIAgAMLCQcJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmesPZ297ELoDnu+viarq0MfDi8z44Sj9YMP6OmFBlFCqQUVCggODAQWAAIBAhkBApsDAh4BFiEE5AbkaOrFRzR9rv2/+nINAdAnw8oAAOczAQCR0QvujqSYxbyU49la6S0gC3Vo1w9b4KGetdHNfU9f+AEA6cbL6LAPEVyHB3qVoklk7paazruYy+M9OF+KKAdAiwfOOARlkgCAEgorBgEEAZdVAQUBAQdARCCdsii6KS1ZTwm4mFbAN6K3CulENbKlOd8FkVdGrU0DAQgHwr4EGBYKAHAFgmWSAIAJEPpyDQHQJ8PKRRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmfW/OOZ3eK4lG6QdRFgNHkGwNqW44LtJPczRZgmAu1WzgKbDBYhBOQG5GjqxUc0fa79v/pyDQHQJ8PKAADH+QD6AnlRT5HvoNpen8cBWpaZLn7NGlAc9y+qf9c9KHNdJ7sA/0+txfKn/Um0zkydQBQXTb1smtDzU4p2XIfa9lm290EC"
}
