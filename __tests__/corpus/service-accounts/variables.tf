variable "prefix" {
  type = string
}

variable "accounts" {
  type = map(object({
    enabled         = optional(bool, true)
    display_name    = optional(string)
    comments        = optional(string, "managed by Terraform")
    access_key      = optional(bool, false)
    recipient       = optional(string, "platform")
    system_policies = optional(list(string), [])
  }))
}
