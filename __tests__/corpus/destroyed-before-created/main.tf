# The consumer is destroyed first, and what is created first needs no key.
resource "alicloud_ram_user" "sync" {
  name = "sync"
  lifecycle {
    create_before_destroy = true
  }
}

module "key" {
  source    = "./key"
  user_name = alicloud_ram_user.sync.name
}

resource "terraform_data" "consumer" {
  input = module.key.id
}

resource "terraform_data" "unrelated" {
  input = module.key.version
  lifecycle {
    create_before_destroy = true
  }
}
