terraform {
  backend "oss" {
    bucket           = "example-states"
    prefix           = "identities"
    encrypt          = true
    tablestore_table = "locks"
  }
}

resource "alicloud_ram_user" "app" {
  name = "app"
}

resource "alicloud_ram_access_key" "app" {
  user_name = alicloud_ram_user.app.name
}

output "app" {
  value = {
    user_name = alicloud_ram_user.app.name
    id        = alicloud_ram_access_key.app.id
    secret    = alicloud_ram_access_key.app.secret
  }
  sensitive = true
}
