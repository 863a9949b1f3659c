variable "access_key_id" {
  type = string
}

locals {
  settings = { ACCESS_KEY_ID = var.access_key_id }
}

resource "terraform_data" "release" {
  input = local.settings
  lifecycle {
    create_before_destroy = true
  }
}
