prefix = "svc"

accounts = {
  loader = {
    access_key      = true
    system_policies = ["AliyunOSSReadOnlyAccess", "AliyunLogReadOnlyAccess"]
  }
  reporter = {
    access_key = true
    comments   = "monthly reports"
  }
  operator = {
    system_policies = ["AdministratorAccess"]
  }
  former = {
    enabled         = false
    access_key      = true
    recipient       = "left-long-ago"
    system_policies = ["AdministratorAccess"]
  }
}
