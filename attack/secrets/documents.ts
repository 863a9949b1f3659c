import {
  change,
  held,
  KEY,
  keyValues,
  newKey,
  planOf,
  stateOf,
  TODAY,
  USER,
  type Change,
} from "../../__tests__/plans/documents";

/*
 * Where a secret can stand in a plan or a state. What reads them is tried by itself in __tests__/plans, what
 * shows them by the attack on secrets. A new position is one line.
 */

type Json = Record<string, unknown>;
type Positions = Readonly<Record<string, (secret: string) => Json>>;

/** Where a mask, the schema or a declaration says that it is a secret. */
export const MARKED: Positions = {
  "an attribute that is masked before": (secret) =>
    planOf([{ address: `${USER}.u`, actions: ["delete"], before: { name: secret }, beforeSensitive: { name: true } }]),
  "an attribute that is masked after": (secret) =>
    planOf([{ address: `${USER}.u`, actions: ["create"], after: { name: secret }, afterSensitive: { name: true } }]),
  "an object that is masked as a whole": (secret) =>
    planOf([
      { address: `${USER}.u`, actions: ["create"], after: { name: secret, comments: secret }, afterSensitive: true },
    ]),
  "a list that is masked inside": (secret) =>
    planOf([
      {
        address: "alicloud_ram_role.r",
        actions: ["create"],
        after: { role_name: "r", ram_users: ["acs:ram::1234567890123456:user/a", secret], services: [secret] },
        afterSensitive: { ram_users: [false, true], services: [true] },
      },
    ]),
  "a block that is masked inside": (secret) =>
    planOf([
      {
        address: "alicloud_ram_policy.p",
        actions: ["create"],
        after: { policy_name: "p", statement: [{ effect: "Allow", action: [secret], resource: ["*"] }] },
        afterSensitive: { statement: [{ action: [true] }] },
      },
    ]),
  "the secret of a key, by the schema alone": (secret) => planOf([both(`${KEY}.k`, keyValues("etl", { secret }))]),
  "the password of a login profile, by the schema alone": (secret) =>
    planOf([both("alicloud_ram_login_profile.l", { user_name: "etl", password: secret })]),
  "the data of a KMS secret, by the schema alone": (secret) =>
    planOf([both("alicloud_kms_secret.s", { secret_name: "s", secret_type: "RAMCredentials", secret_data: secret })]),
  "an attribute of a type that is not known": (secret) => planOf([somewhere(secret)]),
  "a deposed object": (secret) =>
    planOf([{ ...somewhere(secret), address: `${KEY}.k`, actions: ["delete"], element: { deposed: "0a1b2c3d" } }]),
  drift: (secret) => planOf([], { resource_drift: [change(somewhere(secret))] }),
  "a deferred change": (secret) =>
    planOf([], { deferred_changes: [{ reason: "absent_prereq", resource_change: change(somewhere(secret)) }] }),
  "the state before the plan": (secret) =>
    planOf([], {
      prior_state: stateOf([held("random_password.p", { result: secret }, { sensitive_values: { result: true } })]),
    }),
  "the planned values of a module": (secret) =>
    planOf([], {
      planned_values: {
        root_module: {
          child_modules: [
            {
              address: "module.m",
              resources: [held(`module.m.${USER}.u`, { name: secret }, { sensitive_values: { name: true } })],
            },
          ],
        },
      },
    }),
  "a sensitive output": (secret) =>
    planOf([], { output_changes: { o: { actions: ["create"], before: null, after: secret, after_sensitive: true } } }),
  "a sensitive output of the state before": (secret) =>
    planOf([], { prior_state: stateOf([], { outputs: { o: { value: { deep: [secret] }, sensitive: true } } }) }),
  "a sensitive variable": (secret) =>
    planOf([], {
      variables: { v: { value: secret } },
      configuration: { root_module: { variables: { v: { sensitive: true } } } },
    }),
  "the default of a sensitive variable": (secret) =>
    planOf([], { configuration: { root_module: { variables: { v: { sensitive: true, default: [secret] } } } } }),
  "what a module gives to a sensitive variable of another": (secret) =>
    planOf([], {
      configuration: {
        root_module: {
          module_calls: {
            m: {
              module: {
                module_calls: {
                  n: {
                    expressions: { v: { constant_value: secret } },
                    module: { variables: { v: { sensitive: true } } },
                  },
                },
              },
            },
          },
        },
      },
    }),
  "a credential in a provider configuration": (secret) =>
    planOf([], {
      configuration: {
        provider_config: { alicloud: { name: "alicloud", expressions: { secret_key: { constant_value: secret } } } },
        root_module: {},
      },
    }),
};

/** Where a name is shown; the same text is marked as a secret elsewhere. */
export const NAMES: Positions = {
  "the key of an instance": (secret) =>
    planOf([somewhere(secret)], { resource_changes: [change(somewhere(secret)), rootKey({ index: secret })] }),
  "the key of a module": (secret) =>
    planOf([], {
      resource_changes: [change(somewhere(secret)), rootKey({ module: `module.m[${JSON.stringify(secret)}]` })],
    }),
  "the name of a module": (secret) =>
    planOf([], { resource_changes: [change(somewhere(secret)), rootKey({ module: `module.${secret}` })] }),
  "the name of a resource": (secret) =>
    planOf([], { resource_changes: [change(somewhere(secret)), rootKey({ name: secret })] }),
  "where an object was": (secret) =>
    planOf([], {
      resource_changes: [change(somewhere(secret)), rootKey({}, { previous_address: `${KEY}.${secret}` })],
    }),
  "an object of the state": (secret) =>
    planOf([somewhere(secret)], {
      prior_state: stateOf([held(`${KEY}.k`, keyValues(null), { address: `${KEY}.k["${secret}"]`, index: secret })]),
    }),
  "a deferred object": (secret) =>
    planOf([somewhere(secret)], {
      deferred_changes: [{ reason: "x", resource_change: { address: `${KEY}.${secret}`, type: KEY } }],
    }),
  "an output that reads a secret": (secret) =>
    planOf([somewhere(secret), { address: `${KEY}.k`, actions: ["create"], ...newKey("etl") }], {
      configuration: {
        root_module: { outputs: { [`o${secret}`]: { expression: { references: [`${KEY}.k.secret`, `${KEY}.k`] } } } },
      },
    }),
  "a resource that reads a secret": (secret) =>
    planOf([somewhere(secret), { address: `${KEY}.k`, actions: ["create"], ...newKey("etl") }], {
      configuration: {
        root_module: {
          resources: [
            {
              ...held("terraform_data.x", {}),
              name: secret,
              address: `terraform_data.${secret}`,
              expressions: { input: { references: [`${KEY}.k.secret`, `${KEY}.k`] } },
            },
          ],
        },
      },
    }),
};

/** Where a text is looked at by rules; the same text is marked as a secret elsewhere. */
export const REPEATED: Positions = {
  "the name of a user": (secret) =>
    planOf([somewhere(secret), both(`${USER}.u`, { name: `u-${secret}`, display_name: secret, comments: secret })]),
  "the user of three keys": (secret) =>
    planOf([
      somewhere(secret),
      ...["a", "b", "c"].map((name) => ({ address: `${KEY}.${name}`, actions: ["create"], ...newKey(`u-${secret}`) })),
    ]),
  "the name of a group and its members": (secret) =>
    planOf([
      somewhere(secret),
      both("alicloud_ram_group.g", { group_name: `g ${secret}`, comments: secret }),
      both("alicloud_ram_group_membership.m", { group_name: `g ${secret}`, user_names: [`u ${secret}`] }),
    ]),
  "a policy document": (secret) => planOf([somewhere(secret), policy(secret)]),
  "an attachment": (secret) =>
    planOf([
      somewhere(secret),
      both("alicloud_ram_user_policy_attachment.a", {
        user_name: `u-${secret}`,
        policy_name: secret,
        policy_type: "Custom",
      }),
    ]),
  "the names of a role and those whom it trusts": (secret) =>
    planOf([
      somewhere(secret),
      both("alicloud_ram_role.r", {
        role_name: secret,
        assume_role_policy_document: document({ Principal: { RAM: [secret, "*"] }, Action: secret }),
      }),
    ]),
  "a file for the secret, a status, an id": (secret) =>
    planOf([
      somewhere(secret),
      both(`${KEY}.k`, keyValues("etl", { secret_file: secret, status: secret, id: secret })),
    ]),
};

/** Where nothing says that it is one: nothing of it is shown all the same. */
export const PLAIN: Positions = {
  "an attribute of a type that is not looked at": (secret) => planOf([both("random_id.r", { value: secret })]),
  "a comment": (secret) => planOf([both(`${USER}.u`, { name: "u", comments: secret })]),
  "a provisioner": (secret) =>
    planOf([both(`${KEY}.k`, keyValues(null))], {
      configuration: {
        root_module: {
          resources: [
            {
              ...held(`${KEY}.k`, {}),
              provisioners: [{ type: "local-exec", expressions: { command: { constant_value: `login ${secret}` } } }],
            },
          ],
        },
      },
    }),
  "an argument of a module": (secret) =>
    planOf([both(`${KEY}.k`, keyValues(null))], {
      configuration: {
        root_module: { module_calls: { m: { expressions: { token: { constant_value: secret } }, module: {} } } },
      },
    }),
  "an output": (secret) => planOf([], { output_changes: { o: { before: secret, after: secret } } }),
  "a variable": (secret) => planOf([], { variables: { v: { value: secret } } }),
  "a check": (secret) => planOf([], { checks: [{ instances: [{ problems: [{ message: secret }] }] }] }),
  "the action": (secret) => planOf([{ address: `${KEY}.k`, actions: [secret], before: keyValues("etl") }]),
  "the reason": (secret) =>
    planOf([
      { address: `${KEY}.k`, actions: ["update"], before: keyValues("etl"), element: { action_reason: secret } },
    ]),
  "the reason of what is put off": (secret) =>
    planOf([], { deferred_changes: [{ reason: secret, resource_change: change(somewhere("nothing of note")) }] }),
  "the version of Terraform": (secret) => planOf([], { terraform_version: secret }),
  "a region": (secret) =>
    planOf([both(`${KEY}.k`, keyValues(null))], {
      configuration: {
        provider_config: { alicloud: { name: "alicloud", expressions: { region: { constant_value: secret } } } },
        root_module: {},
      },
    }),
};

/** The same in states. */
export const STATES: Positions = {
  "the secret of a key": (secret) => stateOf([held(`${KEY}.k`, keyValues("etl", { secret }))]),
  "an attribute that is masked": (secret) =>
    stateOf([held(`${USER}.u`, { name: secret, comments: secret }, { sensitive_values: { name: true } })]),
  "an output": (secret) =>
    stateOf([held(`${KEY}.k`, keyValues("etl", { secret }))], {
      outputs: { o: { value: `x ${secret}`, sensitive: false } },
    }),
  "the name of an output": (secret) =>
    stateOf([held(`${KEY}.k`, keyValues("etl", { secret }))], { outputs: { [secret]: { value: secret } } }),
  "the key of an instance": (secret) =>
    stateOf([held(`${KEY}.k`, keyValues(null, { secret }), { address: `${KEY}.k[${JSON.stringify(secret)}]` })]),
  "a state file": (secret) => stateFile([{ attributes: keyValues("etl", { secret }) }]),
  "a state file with paths": (secret) =>
    stateFile([
      {
        attributes: keyValues(secret, { status: secret }),
        sensitive_attributes: [[{ type: "get_attr", value: "user_name" }]],
      },
    ]),
  "a state file with keys of instances": (secret) =>
    stateFile([{ index_key: secret, attributes: keyValues(null, { secret }) }]),
  "a state file with outputs": (secret) =>
    stateFile([{ attributes: keyValues(null) }], { [`o ${secret}`]: { value: secret, sensitive: true } }),
};

/** What cannot be read. */
export const BROKEN: Readonly<Record<string, (secret: string) => string>> = {
  "no JSON": (secret) => `{"format_version": ${secret}`,
  "a truncated text": (secret) => `{"a": "${secret}`,
  "something else": (secret) => JSON.stringify({ [secret]: secret }),
  "a repeated name": (secret) => `{"a":1,${JSON.stringify(secret)}:1,${JSON.stringify(secret)}:"${TODAY}"}`,
  "a repeated name inside": (secret) => `{${JSON.stringify(secret)}:[{"a":1,"a":2}]}`,
  "a version": (secret) => JSON.stringify({ ...planOf([]), format_version: secret }),
  "a text for people": (secret) => `Terraform will perform\n ${secret}`,
  "a text alone": (secret) => secret,
};

/** An element whose mask marks a secret, so that it is known for one. */
function somewhere(secret: string): Change {
  const values = { result: secret, note: [{ deep: secret }] };
  const mask = { result: true, note: [{ deep: true }] };
  const masks = { beforeSensitive: mask, afterSensitive: mask };
  return { address: "random_password.p", actions: ["update"], before: values, after: values, ...masks };
}

export function both(address: string, values: Json): Change {
  return { address, actions: ["update"], before: values, after: values };
}

/** A key about which there is much to say: it is one of the account itself. */
function rootKey(parts: { module?: string; name?: string; index?: string }, element: Json = {}): Json {
  const { module, name = "k", index } = parts;
  const local = `${KEY}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
  return {
    ...change(both(`${KEY}.k`, keyValues(null))),
    address: module === undefined ? local : `${module}.${local}`,
    name,
    ...(module !== undefined && { module_address: module }),
    ...(index !== undefined && { index }),
    ...element,
  };
}

function document(statement: Json): string {
  return JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", ...statement }] });
}

function policy(secret: string): Change {
  return both("alicloud_ram_policy.p", {
    policy_name: secret,
    description: secret,
    policy_document: document({
      Action: ["*", `oss:${secret}`],
      Resource: ["*", secret],
      Condition: { X: { [secret]: secret } },
    }),
  });
}

function stateFile(instances: readonly Json[], outputs: Json = {}): Json {
  const resources = [{ mode: "managed", type: KEY, name: "k", instances }];
  return { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "x", outputs, resources };
}
