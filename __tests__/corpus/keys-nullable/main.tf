variable "recipient" {
  type    = string
  default = null
}

module "writer" {
  source    = "./modules/key"
  user_name = null
  pgp_key   = var.recipient
  options   = {}
}

module "reader" {
  source    = "./modules/key"
  user_name = "reader"
  options   = { count = null, secret_file = null, status = null }
}

module "nobody" {
  source    = "./modules/key"
  user_name = "nobody"
  options   = { count = 0 }
}
