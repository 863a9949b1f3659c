terraform {
  backend "oss" {
    bucket           = "example-states"
    encrypt          = true
    tablestore_table = "locks"
  }
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = ">= 1.230.0"
    }
  }
}

resource "alicloud_ram_user" "queue" {
  name = "queue-worker"
}

resource "alicloud_ram_access_key" "queue" {
  user_name = alicloud_ram_user.queue.name
}

locals {
  credentials = {
    access_key_id     = alicloud_ram_access_key.queue.id
    access_key_secret = alicloud_ram_access_key.queue.secret
  }
}

resource "alicloud_kms_secret" "queue" {
  secret_name      = "queue-worker"
  version_id       = "v1"
  secret_data      = jsonencode(local.credentials)
  secret_data_type = "text"
}

resource "alicloud_oos_secret_parameter" "queue" {
  for_each              = local.credentials
  secret_parameter_name = "queue-${replace(each.key, "_", "-")}"
  value                 = each.value
}

resource "alicloud_amqp_static_account" "queue" {
  instance_id = var.amqp_instance_id
  access_key  = local.credentials.access_key_id
  secret_key  = local.credentials["access_key_secret"]
}

resource "alicloud_log_etl" "queue" {
  etl_name          = "queue"
  project           = "queue"
  display_name      = "queue"
  script            = "e_set('topic', 'queue')"
  logstore          = "raw"
  access_key_id     = alicloud_ram_access_key.queue.id
  access_key_secret = alicloud_ram_access_key.queue.secret

  dynamic "etl_sinks" {
    for_each = ["clean", "broken"]
    content {
      name              = etl_sinks.value
      endpoint          = "cn-hangzhou-intranet.log.aliyuncs.com"
      project           = "queue"
      logstore          = etl_sinks.value
      access_key_id     = alicloud_ram_access_key.queue.id
      access_key_secret = alicloud_ram_access_key.queue.secret
    }
  }
}

variable "amqp_instance_id" {
  type = string
}
