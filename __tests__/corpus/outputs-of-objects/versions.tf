terraform {
  backend "oss" {
    bucket           = "example-states"
    key              = "consumers.tfstate"
    encrypt          = true
    tablestore_table = "locks"
  }
}
