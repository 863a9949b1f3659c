locals {
  keyed = { for name, account in var.accounts : name => account if account.access_key && account.enabled }

  grants = merge([
    for name, account in var.accounts : {
      for policy in account.system_policies : "${name}/${policy}" => { user = name, policy = policy }
    } if account.enabled
  ]...)
}

resource "alicloud_ram_user" "this" {
  for_each     = { for name, account in var.accounts : name => account if account.enabled }
  name         = "${var.prefix}-${each.key}"
  display_name = coalesce(each.value.display_name, title(each.key))
  comments     = each.value.comments
}

resource "alicloud_ram_access_key" "this" {
  for_each  = local.keyed
  user_name = alicloud_ram_user.this[each.key].name
  pgp_key   = trimspace(file("${path.module}/keys/${each.value.recipient}.b64"))
}

resource "alicloud_ram_user_policy_attachment" "system" {
  for_each    = local.grants
  user_name   = alicloud_ram_user.this[each.value.user].name
  policy_name = each.value.policy
  policy_type = "System"
}

output "encrypted_secrets" {
  value = { for name, key in alicloud_ram_access_key.this : name => key.encrypted_secret }
}
