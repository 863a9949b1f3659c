terraform {
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = ">= 1.286.0"
    }
  }
}

module "loader" {
  source            = "./modules/ram-user"
  name              = "loader"
  create_access_key = true
}

module "reporter" {
  source            = "./modules/ram-user"
  name              = "reporter"
  create_access_key = true
  access_key_status = null
  pgp_key           = file("${path.root}/team.pub.b64")
  force_destroy     = true
}

module "retired" {
  source            = "./modules/ram-user"
  create            = false
  name              = "not a name at all"
  create_access_key = true
}
