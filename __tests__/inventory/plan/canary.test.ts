import { reviewOf } from "../../../lib/plan/review";
import { InputError } from "../../../lib/inventory/input-error";
import { readJsonDocument } from "../../../lib/inventory/plan/json-document";
import { readPlans } from "../../../lib/inventory/plan/read-plans";
import { readStates } from "../../../lib/inventory/plan/read-states";
import { FORMATS } from "../../../lib/report/formats";
import { evaluate } from "../../../lib/rules/evaluate";
import type { Finding } from "../../../lib/rules/finding";
import { profileNamed } from "../../../lib/rules/profiles/profiles";
import { NO_SETTINGS } from "../../../lib/rules/settings";
import { contextOf } from "../../report/context";
import { stack } from "../fixtures";
import { bytesOf, change, held, KEY, keyValues, newKey, planOf, stateOf, TODAY, USER, type Change } from "./documents";

/*
 * A secret in every kind of position of a plan or a state is in nothing that is shown, nor, where anything says that it
 * is one, in what is read.
 */

type Json = Record<string, unknown>;

/** Put together, so that no scanner takes this file for a leak; of no form that a word or a path has. */
const CANARIES: readonly (readonly [kind: string, canary: string])[] = [
  ["an AccessKey secret", ["q7Zk", "W2pX", "9vLr", "T4nB", "c8Yd", "J6mH", "s3Ga", "E5"].join("")],
  ["an AccessKey id", ["LT", "AI", "5t", "Zk9v", "Lr4n", "Bc8Y", "d6mH", "s3"].join("")],
  ["a password of words", ["correct", "horse", "battery", "staple", "42"].join(" ")],
  ["a password of odd characters", ["p\\a", '"ss', "wörd", "'${x}", "|<b>", "\n&", "%%", "0123"].join("")],
];

/** Where a mask, the schema or a declaration says that it is a secret. */
const MARKED: Readonly<Record<string, (secret: string) => Json>> = {
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
const NAMES: Readonly<Record<string, (secret: string) => Json>> = {
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
const REPEATED: Readonly<Record<string, (secret: string) => Json>> = {
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
const PLAIN: Readonly<Record<string, (secret: string) => Json>> = {
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
const STATES: Readonly<Record<string, (secret: string) => Json>> = {
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
const BROKEN: Readonly<Record<string, (secret: string) => string>> = {
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

function both(address: string, values: Json): Change {
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

/** A document in which nothing is marked as a secret. */
function innocent(document: Json): Json {
  return JSON.parse(
    JSON.stringify(document, (name, value: unknown) => (name.endsWith("_sensitive") ? {} : value)),
  ) as Json;
}

/** The parts of a canary by which it could be told, in any case and however it is escaped. */
function tracesOf(canary: string): readonly string[] {
  const letters = canary.replace(/[^0-9A-Za-zö]/g, "");
  return [letters.slice(0, 12), letters.slice(-12)];
}

function expectNothingOf(canary: string, text: string, place: string): void {
  const shown = text.replace(/\\[nu"\\]|&\w+;|[^0-9A-Za-zö]/g, "");
  for (const trace of tracesOf(canary)) {
    if (shown.includes(trace)) throw new Error(`${place} shows ${JSON.stringify(trace)} of the canary`);
  }
}

/** Everything that can be reached from a value, as one text. */
function everythingIn(value: object): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (name === "secretMarks") return undefined;
    return inner instanceof Map || inner instanceof Set ? [...(inner as Map<unknown, unknown>)] : inner;
  });
}

let shown = 0;

function expectNoFormatToShow(canary: string, findings: readonly Finding[]): void {
  for (const [format, render] of Object.entries(FORMATS)) {
    const context = contextOf({ files: new Map([["app", "cdk.tf.json"]]), columns: 80, colors: true });
    expectNothingOf(canary, render(findings, context), format);
    shown++;
  }
}

const settings = { ...NO_SETTINGS, profile: profileNamed("strict") ?? null };
const configuration = stack("app", { resource: { [KEY]: { k: { user_name: "etl" } } } });

function findingsAt(canary: string, given: Json): { findings: Finding[]; read: string } {
  const { content } = readJsonDocument(bytesOf(given), "plan.json", ["plan"]);
  const plans = [
    { name: "app", document: content },
    { name: "app", document: content, configuration },
  ].map((source) => readPlans([source]));
  const findings = plans.flatMap((plan) => [
    ...evaluate(plan.after, { stage: "plan", today: TODAY, review: reviewOf(plan), settings }),
    ...[plan.before, plan.recorded].flatMap((inventory) =>
      evaluate(inventory, { stage: "state", today: TODAY, settings }),
    ),
  ]);
  expectNothingOf(canary, JSON.stringify(findings), "a finding");
  for (const plan of plans) expectNothingOf(canary, everythingIn(plan.stacks), "what a plan says of itself");
  return { findings, read: everythingIn(plans) };
}

describe.each(CANARIES)("%s", (kind, canary) => {
  /** The id of a key is what it is found by, so that it is read; only outputs shorten it. */
  const isId = kind === "an AccessKey id";

  it.each(Object.entries({ ...MARKED, ...NAMES, ...REPEATED }))(
    "is gone when a plan is read: %s",
    (_, documentWith) => {
      const { findings, read } = findingsAt(canary, documentWith(canary));
      expectNothingOf(canary, read, "the plan");
      expectNoFormatToShow(canary, findings);
    },
  );

  it.each(Object.entries(PLAIN))("is shown nowhere: %s", (_, documentWith) => {
    expectNoFormatToShow(canary, findingsAt(canary, documentWith(canary)).findings);
  });

  it.each(Object.entries(STATES))("is gone when a state is read: %s", (_, documentWith) => {
    const wanted = ["state", "stateFile"] as const;
    const source = { name: "app", document: readJsonDocument(bytesOf(documentWith(canary)), "state.json", wanted) };
    for (const given of [source, { ...source, configuration }]) {
      const inventory = readStates([given]);
      expectNothingOf(canary, everythingIn(inventory), "the state");
      const findings = evaluate(inventory, { stage: "state", today: TODAY, settings });
      expectNothingOf(canary, JSON.stringify(findings), "a finding");
      expectNoFormatToShow(canary, findings);
    }
  });

  it.each(Object.entries(BROKEN))("is in no error: %s", (_, textWith) => {
    expect.assertions(1);
    try {
      readJsonDocument(Buffer.from(textWith(canary)), "plan.json", ["plan"]);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expectNothingOf(canary, error instanceof Error ? `${error.message}` : "", "the error");
    }
  });

  it("is shortened where it is the id of a key", () => {
    if (!isId) return;
    const { findings } = findingsAt(canary, planOf([both(`${KEY}.k`, keyValues(null, { id: canary }))]));
    expectNoFormatToShow(canary, findings);
  });
});

describe("the canaries", () => {
  it("would be found, were they shown", () => {
    for (const [, canary] of CANARIES) {
      for (const text of [canary, JSON.stringify(canary), `x ${canary}`]) {
        expect(() => expectNothingOf(canary, text, "a text")).toThrow("shows");
      }
    }
    expect(shown).toBeGreaterThan(CANARIES.length * Object.keys(FORMATS).length * 30);
  });

  it("stand where findings show what stands there", () => {
    const word = "an-innocent-word";
    const showing = Object.values({ ...NAMES, ...REPEATED }).filter((documentWith) =>
      JSON.stringify(findingsAt("x".repeat(40), innocent(documentWith(word))).findings).includes(word),
    );
    expect(showing.length).toBeGreaterThanOrEqual(12);
  });
});
