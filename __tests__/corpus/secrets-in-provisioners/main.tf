variable "hand_over" {
  type    = string
  default = "file"

  validation {
    condition     = contains(["file", "vault", "none"], var.hand_over)
    error_message = "It is file, vault or none."
  }
}

resource "alicloud_ram_user" "runner" {
  name = "runner"
}

resource "alicloud_ram_access_key" "runner" {
  user_name = alicloud_ram_user.runner.name
}

resource "null_resource" "file" {
  count = var.hand_over == "file" ? 1 : 0

  triggers = {
    id = alicloud_ram_access_key.runner.id
  }

  provisioner "local-exec" {
    command = "umask 077 && printenv SECRET > runner.secret"
    environment = {
      SECRET = alicloud_ram_access_key.runner.secret
    }
  }
}

resource "null_resource" "vault" {
  count = var.hand_over == "vault" ? 1 : 0

  provisioner "local-exec" {
    command = "vault kv put secret/runner value=${alicloud_ram_access_key.runner.secret}"
  }
}

resource "local_sensitive_file" "runner" {
  for_each = var.hand_over == "file" ? { "runner.json" = alicloud_ram_access_key.runner } : {}
  filename = "${path.root}/${each.key}"
  content  = jsonencode({ id = each.value.id, secret = each.value.secret })
}
