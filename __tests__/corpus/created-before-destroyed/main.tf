module "credentials" {
  source = "./modules/credentials"
  names  = ["front", "back"]
}

module "application" {
  source        = "./modules/application"
  access_key_id = module.credentials.access_key_ids["front"]
}

resource "terraform_data" "audit" {
  input = module.credentials.user_names
  lifecycle {
    create_before_destroy = true
  }
}
