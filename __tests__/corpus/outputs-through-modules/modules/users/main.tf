variable "users" {
  type = map(object({
    keys = optional(number, 1)
  }))
}

module "user" {
  source     = "../user"
  for_each   = var.users
  name       = each.key
  create_key = each.value.keys > 0
}

output "names" {
  value = keys(module.user)
}

output "users" {
  value = {
    for name, user in module.user : name => {
      arn               = user.arn
      access_key_id     = user.access_key_id
      access_key_secret = user.access_key_secret
    }
  }
}
