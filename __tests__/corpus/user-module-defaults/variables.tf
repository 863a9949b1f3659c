variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "name_prefix" {
  type    = string
  default = "app-"
}

variable "display_name" {
  type    = string
  default = null
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "create_access_key" {
  type    = bool
  default = false
}

variable "access_key_status" {
  type    = string
  default = "Active"
}

variable "pgp_key" {
  type    = string
  default = ""
}

variable "create_login_profile" {
  type    = bool
  default = false
}

variable "password" {
  type      = string
  default   = null
  sensitive = true
}
