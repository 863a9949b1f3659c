/*
 * Where a secret can stand in a configuration. A new position is one line: a text of `SHOWN`, which is tried in place
 * of that text and behind it, or a line of one of the tables.
 */

type Json = Record<string, unknown>;
type Positions = Readonly<Record<string, (secret: string) => Json>>;

const ACKNOWLEDGEMENT = { reason: "agreed", until: "2020-01-01", owner: "platform", link: "https://example.com" };
const TRUST = { Principal: { Service: ["ecs.aliyuncs.com"] }, Effect: "Allow", Action: "sts:AssumeRole" };
const STATEMENT = {
  Effect: "Allow",
  Action: ["oss:Get*"],
  Resource: ["acs:oss:*:*:logs"],
  Condition: { IpAddress: { "acs:SourceIp": ["10.0.0.0/8"] } },
};

/** A configuration in which every kind of text stands that a report or a manifest may show. */
const SHOWN = {
  "//": {
    metadata: { stackName: "stack" },
    ramparts: { acknowledgements: [{ ...ACKNOWLEDGEMENT, rule: "KEY999", path: "stack/user" }] },
  },
  provider: { alicloud: { region: "cn-hangzhou", alias: "west", profile: "ops" } },
  locals: { owner: "owner" },
  module: { m: { source: "./no-such-module" } },
  resource: {
    alicloud_ram_user: { etl: { name: "e t l", display_name: "name", comments: "text" } },
    alicloud_ram_group: { g: { group_name: "group", comments: "text" } },
    alicloud_ram_group_membership: { gm: { group_name: "group", user_names: ["etl"] } },
    alicloud_ram_user_policy_attachment: { a: { user_name: "etl", policy_name: "Own", policy_type: "Custom" } },
    alicloud_ram_policy: {
      p: {
        policy_name: "Own",
        description: "text",
        policy_document: JSON.stringify({ Version: "1", Statement: [STATEMENT] }),
      },
    },
    alicloud_ram_role: {
      r: { role_name: "role", assume_role_policy_document: JSON.stringify({ Version: "1", Statement: [TRUST] }) },
    },
    alicloud_ram_login_profile: { l: { user_name: "${alicloud_ram_user.etl.name}", mfa_bind_required: false } },
    alicloud_ram_account_alias: { al: { account_alias: "alias" } },
    alicloud_ram_access_key: {
      a: {
        user_name: "${alicloud_ram_user.etl.name}",
        pgp_key: "keybase:somebody",
        secret_file: "file",
        status: "Active",
        "//": {
          metadata: { path: "stack/user/a" },
          ramparts: {
            source: "main.ts:7",
            accessKey: {
              name: "a",
              scenario: "other",
              necessity: "needed",
              custody: { kind: "state", acknowledgement: ACKNOWLEDGEMENT },
              consumers: [
                { service: "hologres", name: "one", owner: "team" },
                { service: "hologres", name: "two", owner: "team", runbook: "https://example.com" },
              ],
            },
          },
        },
      },
      b: { user_name: "${local.owner}" },
      c: { user_name: '${alicloud_ram_user.other["x"].name}', count: "${local.count}" },
      d: { user_name: "etl" },
      root: {
        "//": {
          ramparts: {
            accessKey: {
              name: "root",
              necessity: "needed",
              custody: { kind: "pgp" },
              root: { ...ACKNOWLEDGEMENT, statement: "I know" },
            },
          },
        },
      },
    },
  },
  output: { secret: { value: "${alicloud_ram_access_key.a.secret}" } },
};

const JSON_OF_SHOWN = JSON.stringify(SHOWN);
const TEXT = /"((?:[^"\\]|\\.)*)"/g;
/** What follows the name of an argument that is a text itself: that of a reason is no place for one. */
const OF_ARGUMENT = /^:[^{[]/;

/** Every text of that configuration with a secret in place of it or behind it. */
export const TEXTS: Positions = Object.fromEntries(
  textsOf(JSON_OF_SHOWN).map((match, index) => {
    const text = JSON.parse(match[0]) as string;
    const isReplaced = index % 2 === 0 && !text.startsWith("$");
    const [before, after] = [JSON_OF_SHOWN.slice(0, match.index), JSON_OF_SHOWN.slice(match.index + match[0].length)];
    const put = (secret: string): Json => {
      const behind = text.includes("${") ? text.replace("}", `_${secret}}`) : `${text} ${secret}`;
      return JSON.parse(before + JSON.stringify(isReplaced ? secret : behind) + after) as Json;
    };
    return [`text ${index}, ${isReplaced ? "in place of" : "behind"} ${text.slice(0, 40)}`, put];
  }),
);

function textsOf(json: string): RegExpExecArray[] {
  return [...json.matchAll(TEXT)].filter(({ index, 0: text }) => !OF_ARGUMENT.test(json.slice(index + text.length)));
}

/** A key about which a sentence of anybody is shown. */
function described(necessity: string, rest: Json = {}): Json {
  const accessKey = {
    name: "k",
    scenario: "other",
    necessity,
    custody: { kind: "pgp" },
    consumers: [{ service: "s", name: necessity, owner: necessity, runbook: necessity }],
  };
  const key = { user_name: "etl", pgp_key: "keybase:somebody", "//": { ramparts: { accessKey } } };
  const resource = {
    alicloud_ram_access_key: { k: key },
    alicloud_ram_user: { u: { name: `u ${necessity}`, comments: necessity } },
  };
  return { resource, ...rest };
}

/** Where a telling name stands beside the secret in one text. */
export const TOLD: Positions = {
  "password=": (secret) => described(`password=${secret}`),
  "token: ": (secret) => described(`the token: ${secret}`),
  "SECRET_KEY = ": (secret) => described(`SECRET_KEY = "${secret}"`),
  JSON: (secret) => described(JSON.stringify({ dbPassword: secret })),
  is: (secret) => described(`the password is ${secret}`),
  Bearer: (secret) => described(`Authorization: Bearer ${secret}`),
  "api_key in an acknowledgement": (secret) => ({
    "//": {
      ramparts: {
        acknowledgements: [{ ...ACKNOWLEDGEMENT, rule: "KEY999", path: "stack", reason: `api_key=${secret}` }],
      },
    },
    ...described("needed"),
  }),
};

const id = ["LT", "AI", "5tExample0000Example00"].join("").slice(0, 24);

/** Where an AccessKey id stands beside it. */
export const PAIRED: Positions = {
  "id/secret": (secret) => described(`${id}/${secret}`),
  "id:secret": (secret) => described(`${id}:${secret}`),
  "id and secret": (secret) => described(`id ${id}, secret ${secret}`),
  "AccessKeyId and AccessKeySecret": (secret) => described(`AccessKeyId=${id} AccessKeySecret=${secret}`),
};

/** In URLs of every kind. */
export const URLS: Positions = {
  "the source of a module, user info": (secret) =>
    described("needed", source(`https://user:${secret}@example.com/m.git`)),
  "the source of a module, a token alone": (secret) =>
    described("needed", source(`git::https://${secret}@example.com/m.git`)),
  "the source of a module, git and ssh": (secret) =>
    described("needed", source(`git::ssh://user:${secret}@example.com/m`)),
  "the source of a module, git without a scheme": (secret) =>
    described("needed", source(`git::user:${secret}@example.com/m`)),
  "the source of a module, a key of ssh": (secret) =>
    described("needed", source(`git::ssh://git@example.com/m?sshkey=${secret}`)),
  "the source of a module, s3": (secret) =>
    described(
      "needed",
      source(`s3::https://s3.amazonaws.com/b/m.zip?aws_access_key_id=x&aws_access_key_secret=${secret}`),
    ),
  "the source of a module, oss": (secret) =>
    described("needed", source(`oss::https://b.oss.aliyuncs.com/m.zip?Signature=${secret}`)),
  "the source of a module, a bare %": (secret) =>
    described("needed", source(`https://user:%${secret}@example.com/m.git`)),
  "the source of a module, a slash in it": (secret) =>
    described("needed", source(`https://user:x/${secret}@example.com/m.git`)),
  "a runbook, user info": (secret) => described(`https://bot:${secret}@wiki.example.com/run`),
  "a runbook, a query": (secret) => described(`https://wiki.example.com/run?token=${secret}&page=1`),
  "a runbook, a fragment": (secret) => described(`https://wiki.example.com/run#access_token=${secret}`),
  "a sentence": (secret) => described(`see https://bot:${secret}@wiki.example.com, or ask`),
  "a backend": (secret) =>
    described("needed", { terraform: { backend: { http: { address: `https://u:${secret}@state.example.com` } } } }),
  "a remote state": (secret) =>
    described("needed", {
      data: {
        terraform_remote_state: {
          s: { backend: "pg", config: { conn_str: `postgres://u:${secret}@db.example.com/s` } },
        },
      },
    }),
};

function source(text: string): Json {
  return { module: { m: { source: text } } };
}

/** Where the configuration itself treats it as a secret, and repeats it where reports show it. */
export const MARKED: Positions = {
  "the default of a sensitive variable": (secret) =>
    described(`uses ${secret}`, { variable: { v: { sensitive: true, default: secret } } }),
  "the default of an ephemeral variable": (secret) =>
    described(`uses ${secret}`, { variable: { v: { ephemeral: true, default: [secret] } } }),
  "a sensitive output": (secret) =>
    described(`uses ${secret}`, { output: { o: { sensitive: true, value: { a: secret } } } }),
  "the secret of a provider": (secret) =>
    described(`uses ${secret}`, { provider: { alicloud: { region: "cn-hangzhou", secret_key: secret } } }),
  "the token of another provider": (secret) => described(`uses ${secret}`, { provider: { gitlab: { token: secret } } }),
  "the password of a backend": (secret) =>
    described(`uses ${secret}`, {
      terraform: { backend: { http: { address: "https://example.com", password: secret } } },
    }),
  "the access key of a backend": (secret) =>
    described(`uses ${secret}`, { terraform: { backend: { azurerm: { access_key: secret } } } }),
  "a password of a resource": (secret) =>
    described(`uses ${secret}`, {
      resource: {
        ...(described(`uses ${secret}`)["resource"] as Json),
        alicloud_db_account: { a: { account_password: secret } },
      },
    }),
  "a variable of a telling name": (secret) =>
    described(`uses ${secret}`, { variable: { db_password: { default: secret } } }),
  "a setting in a list": (secret) =>
    described(`uses ${secret}`, { locals: { env: [{ name: "DB_PASSWORD", value: secret }] } }),
  "the config of a remote state": (secret) =>
    described(`uses ${secret}`, {
      data: { terraform_remote_state: { s: { backend: "oss", config: { secret_key: secret } } } },
    }),
};
