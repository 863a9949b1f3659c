terraform {
  backend "oss" {
    bucket           = "example-states"
    encrypt          = true
    tablestore_table = "locks"
  }
}

resource "alicloud_ram_user" "function" {
  name = "thumbnails"
}

resource "alicloud_ram_access_key" "function" {
  user_name = alicloud_ram_user.function.name
}

locals {
  environment = merge(
    { REGION = "cn-hangzhou", BUCKET = "example-images" },
    var.use_access_key ? {
      ACCESS_KEY_ID     = alicloud_ram_access_key.function.id
      ACCESS_KEY_SECRET = alicloud_ram_access_key.function.secret
    } : {},
  )
}

variable "use_access_key" {
  type    = bool
  default = true
}

resource "alicloud_fcv3_function" "thumbnails" {
  function_name         = "thumbnails"
  handler               = "index.handler"
  runtime               = "python3.10"
  environment_variables = local.environment
}

resource "alicloud_instance" "worker" {
  instance_name = "worker"
  instance_type = "ecs.g7.large"
  user_data = base64encode(templatefile("${path.module}/cloud-init.tftpl", {
    region = local.environment.REGION
    secret = lookup(local.environment, "ACCESS_KEY_SECRET", "")
  }))
}

resource "alicloud_instance" "plain" {
  instance_name = "plain"
  instance_type = "ecs.g7.large"
  user_data     = base64encode("bucket=${local.environment["BUCKET"]}")
}

resource "alicloud_oos_parameter" "revision" {
  parameter_name = "revision"
  type           = "String"
  value          = substr(sha256(alicloud_ram_access_key.function.secret), 0, 8)
}
