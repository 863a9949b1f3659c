terraform {
  backend "local" {
    path = "../states/users.tfstate"
  }
}

variable "names" {
  type    = list(string)
  default = ["loader", "reporter", "deployer"]
}

resource "alicloud_ram_user" "this" {
  for_each = toset(var.names)
  name     = "svc-${each.value}"
}

resource "alicloud_ram_user_policy_attachment" "deployer" {
  user_name   = alicloud_ram_user.this["deployer"].name
  policy_name = "AdministratorAccess"
  policy_type = "System"
}

output "names" {
  value = { for name, user in alicloud_ram_user.this : name => user.name }
}
