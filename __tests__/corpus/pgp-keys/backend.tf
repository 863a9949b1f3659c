terraform {
  backend "local" {
    path = "states/pgp.tfstate"
  }
}
