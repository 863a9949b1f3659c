environment = "dev"
pgp_key     = ""
