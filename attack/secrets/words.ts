/** Where Terraform may repeat a secret of the configuration in an error: in any words, quoted or not. */
export const WORDS: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => `Could not log in with ${secret} there.`,
  quoted: (secret) => `Invalid value "${secret}" for the argument.`,
  "in a URL": (secret) => `Get "https://user:${secret}@example.com/v1?x=1": dial tcp: lookup failed`,
  "in a URL with a bare %": (secret) => `parse "https://user:%zz${secret}@example.com/": invalid URL escape "%zz"`,
  "in a query": (secret) => `downloading s3::https://example.com/m.zip?aws_access_key_secret=${secret}: 403`,
  "under a telling name": (secret) => `request failed: {"password":"${secret}"}`,
};
