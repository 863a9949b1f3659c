terraform {
  backend "oss" {
    bucket     = "example-states"
    region     = "cn-hangzhou"
    access_key = "example-backend-id"
    secret_key = "example-backend-secret"
    acl        = "public-read"
  }
}

variable "secret_key" {
  type        = string
  description = "for the pipeline only"
  default     = "example-provider-secret"
}

variable "access_key" {
  type    = string
  default = ""
}

locals {
  credentials = {
    access_key = var.access_key != "" ? var.access_key : "example-provider-id"
    secret_key = var.secret_key
  }
}

provider "alicloud" {
  region     = "cn-hangzhou"
  access_key = local.credentials.access_key
  secret_key = try(local.credentials["secret_key"], null)
  protocol   = upper("http")
}

resource "alicloud_ram_group" "readers" {
  group_name = "readers"
}
