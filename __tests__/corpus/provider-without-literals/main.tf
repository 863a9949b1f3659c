terraform {
  backend "oss" {
    bucket              = "example-states"
    prefix              = "ram"
    encrypt             = true
    acl                 = "private"
    tablestore_endpoint = "https://locks.cn-hangzhou.ots.aliyuncs.com"
    tablestore_table    = "locks"
  }
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = ">= 1.280.0, < 2.0.0"
    }
  }
}

variable "local_endpoint" {
  type    = string
  default = "127.0.0.1:8443"
}

variable "deployment" {
  type = object({
    account = string
    role    = optional(string, "terraform")
  })
  default = { account = "1111222233334444" }
}

variable "secret_key" {
  type      = string
  default   = null
  sensitive = true
}

provider "alicloud" {
  region     = "cn-hangzhou"
  secret_key = var.secret_key

  assume_role {
    role_arn     = format("acs:ram::%s:role/%s", var.deployment.account, var.deployment.role)
    session_name = "terraform"
  }
}

provider "alicloud" {
  alias    = "local"
  region   = "cn-hangzhou"
  protocol = "HTTP"

  endpoints {
    ram = var.local_endpoint
    sts = var.local_endpoint
  }
}

resource "alicloud_ram_user" "here" {
  provider = alicloud.local
  name     = "tester"
}

resource "alicloud_ram_user" "there" {
  name = "tester"
}
