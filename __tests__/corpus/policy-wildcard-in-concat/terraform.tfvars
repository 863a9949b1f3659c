extra_statements = [
  {
    Effect   = "Allow"
    Action   = ["oss:*"]
    Resource = ["acs:oss:*:*:*"]
  },
]
