variable "user_name" {
  type     = string
  default  = "writer"
  nullable = false
}

variable "pgp_key" {
  type     = string
  default  = "keybase:example_team"
  nullable = false
}

variable "options" {
  type = object({
    count       = optional(number, 1)
    secret_file = optional(string)
    status      = optional(string, "Active")
  })
}

resource "alicloud_ram_user" "this" {
  name = var.user_name
}

resource "alicloud_ram_access_key" "this" {
  count       = var.options.count
  user_name   = alicloud_ram_user.this.name
  pgp_key     = var.pgp_key
  secret_file = var.options.secret_file
  status      = var.options.status
}
