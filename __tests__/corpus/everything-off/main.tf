module "on_request" {
  source = "./feature"
}

module "by_environment" {
  source   = "./feature"
  for_each = { for name, enabled in var.environments : name => enabled if enabled }
  enabled  = true
}

module "by_count" {
  source  = "./feature"
  count   = length([for enabled in values(var.environments) : enabled if enabled])
  enabled = true
}

variable "environments" {
  type    = map(bool)
  default = { dev = false, prod = false }
}

output "secrets" {
  value = concat(
    module.on_request.secrets,
    flatten([for feature in module.by_count : feature.secrets]),
    flatten(values(module.by_environment)[*].secrets),
  )
  sensitive = true
}
