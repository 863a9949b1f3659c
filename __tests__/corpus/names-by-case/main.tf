locals {
  raw = ["Deploy-Bot", "reader", "deploy-bot"]
}

variable "lower_case" {
  type    = bool
  default = false
}

resource "alicloud_ram_user" "bots" {
  for_each = toset(var.lower_case ? [for name in local.raw : lower(name)] : local.raw)
  name     = each.key
}

resource "alicloud_ram_user" "spaced" {
  count = length(var.people)
  name  = lower(trimspace(var.people[count.index]))
}

resource "alicloud_ram_user" "long" {
  name = join("-", [for index in range(12) : "segment"])
}

variable "people" {
  type    = list(string)
  default = [" Anna ", "Bert Brown"]
}
