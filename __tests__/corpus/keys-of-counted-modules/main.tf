variable "users" {
  type    = list(string)
  default = ["loader", "reporter"]
}

module "user" {
  source    = "./user"
  count     = length(var.users)
  user_name = element(var.users, count.index)
  pgp_key   = local.recipients[count.index % length(local.recipients)]
}

locals {
  recipients = [trimspace(file("${path.module}/platform.b64"))]
}

output "access_key_ids" {
  value = zipmap(var.users, module.user[*].access_key_id)
}
