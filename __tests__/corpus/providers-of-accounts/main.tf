terraform {
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = ">= 1.286.0"
    }
  }
}

variable "account_ids" {
  type    = map(string)
  default = { dev = "1111222233334444", prod = "5555666677778888" }
}

provider "alicloud" {
  alias      = "dev"
  region     = "cn-hangzhou"
  account_id = var.account_ids["dev"]
  profile    = "dev"
}

provider "alicloud" {
  alias  = "prod"
  region = "cn-hangzhou"
  assume_role {
    role_arn = "acs:ram::${var.account_ids.prod}:role/terraform"
  }
}

module "dev" {
  source    = "./modules/deployer"
  providers = { alicloud = alicloud.dev }
  slots     = { a = null, b = "Inactive" }
}

module "prod" {
  source    = "./modules/deployer"
  providers = { alicloud = alicloud.prod }
  slots     = { a = "Inactive", b = null }
}
