import { tellsSecret, withoutPairedSecrets, withoutToldSecrets } from "../../lib/redaction/told-secrets";
import { ID, SECRET } from "../inventory/fixtures";

const shown = (text: string): string => withoutToldSecrets(text, "[redacted]");

describe("what a text says to be a secret", () => {
  it.each([
    ["password=correcthorse", "password=[redacted]"],
    ['{"dbPassword":"hunter2!"}', '{"dbPassword":"[redacted]"}'],
    ["the token: x9Kq2wZ7", "the token: [redacted]"],
    ["Authorization: Bearer x9Kq2wZ7", "Authorization: Bearer [redacted]"],
    ["the password is x9Kq2wZ7", "the password is [redacted]"],
  ])("is taken out of %s", (text, expected) => expect(shown(text)).toBe(expected));

  it.each([
    "the password policy of the account",
    "its secret: alicloud_ram_access_key.key1",
    "token: refreshed",
    'ALICLOUD_SECRET_KEY="$SECRET_KEY"',
    "password=short",
  ])("is not seen in %s", (text) => expect(shown(text)).toBe(text));
});

describe("what stands behind an id", () => {
  it.each([
    [`${ID}/${SECRET}`, `${ID}/[redacted]`],
    [`id ${ID}, secret x9Kq2wZ7`, `id ${ID}, secret [redacted]`],
  ])("is taken out of %s", (text, expected) => expect(withoutPairedSecrets(text, "[redacted]")).toBe(expected));

  it("is left where it is a word", () => {
    const text = `${ID} of RAM user hologres-bi`;
    expect(withoutPairedSecrets(text, "[redacted]")).toBe(text);
  });
});

describe("the name of an argument", () => {
  it.each(["password", "db_password", "dbPassword", "SECRET_KEY", "security_token", "conn_str", "sas_token"])(
    "tells a secret: %s",
    (name) => expect(tellsSecret(name)).toBe(true),
  );

  it.each(["secret_name", "secret_file", "token_expiration", "access_key", "user_name", "pgp_key", "password_policy"])(
    "tells none: %s",
    (name) => expect(tellsSecret(name)).toBe(false),
  );
});
