terraform {
  backend "oss" {
    bucket              = "example-states"
    prefix              = "identities"
    encrypt             = true
    tablestore_endpoint = "https://locks.cn-hangzhou.ots.aliyuncs.com"
    tablestore_table    = "locks"
  }
}
