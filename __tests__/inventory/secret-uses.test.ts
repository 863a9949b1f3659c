import fc from "fast-check";
import { readConfiguration } from "../../lib/inventory/configuration";
import type { SecretUse } from "../../lib/inventory/model";
import { inventoryOf, stack, withKeys } from "./fixtures";

const KEY = "alicloud_ram_access_key.k";

function usesOf(rest: Record<string, unknown>, key: Record<string, unknown> = {}): readonly SecretUse[] {
  return inventoryOf(withKeys({ k: { user_name: "bob", ...key } }, rest)).secretUses;
}

/** Whether an output of that value reads the secret of the key. */
function reads(
  value: unknown,
  locals: Record<string, unknown> = {},
  key: Record<string, unknown> = {},
  address = KEY,
): boolean {
  const uses = usesOf({ output: { o: { value } }, locals }, key);
  for (const use of uses) expect(use.accessKey).toEqual({ stack: "app", address });
  return uses.length === 1;
}

describe("a document that holds the secret", () => {
  const parts = `{ id = ${KEY}.id, secret = ${KEY}.secret }`;

  it.each<[string, boolean]>([
    [`jsondecode(jsonencode(${parts})).secret`, true],
    [`jsondecode(jsonencode(${parts})).id`, false],
    [`yamldecode(yamlencode(${parts})).id`, false],
    [`jsondecode(nonsensitive(jsonencode(${parts}))).secret`, true],
    [`jsondecode(jsonencode({ id = "a", both = "a\${${KEY}.secret}" })).both`, true],
  ])("gives back what is taken of it: %s", (expression, isRead) => {
    expect(reads(`\${${expression}}`)).toBe(isRead);
  });
});

describe("a secret is read", () => {
  it.each([
    `\${${KEY}.secret}`,
    `\${${KEY}["secret"]}`,
    `\${${KEY}[*].secret}`,
    `\${${KEY}.*.secret[0]}`,
    `\${${KEY}}`,
    `\${${KEY}[*]}`,
    `\${jsonencode(${KEY})}`,
    `\${{for n, k in ${KEY} : n => k}}`,
    `\${(${KEY}).secret}`,
    `\${ ${KEY.replaceAll(".", " . ")} . secret }`,
    `id \${"\${${KEY}.secret}"}`,
    `\${base64encode("x:\${upper(${KEY}.secret)}")}`,
    `\${${KEY}[local.attribute]}`,
    `\${resource.${KEY}.secret}`,
    `\${<<E\nhttps://\${${KEY}.secret}\nE\n}`,
    `\${[for alicloud_ram_access_key in ["x"] : 1][0]}\${${KEY}.secret}`,
    `\${[for s in [${KEY}.secret] : upper(s)]}`,
    `\${[for k in { a = ${KEY} } : k.secret]}`,
    `\${{ k = ${KEY} }.k.secret}`,
    `\${element([${KEY}], 0).secret}`,
    `\${[for k, v in toset([${KEY}.secret]) : k]}`,
    `\${flatten([[${KEY}]])[0].secret}`,
    `\${merge({ a = 1 }, ${KEY}).secret}`,
    `\${${KEY} == null ? "" : ${KEY}.secret}`,
    `\${lookup({ a = ${KEY} }, "a").secret}`,
  ])("by %s", (value) => {
    expect(reads(value)).toBe(true);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [`\${${KEY}[0].secret}`, { count: 2 }, ""],
    [`\${${KEY}[1].secret}`, { count: 2, status: "${count.index}" }, "[1]"],
    [`\${${KEY}["x"].secret}`, { for_each: { x: 1, y: 2 }, status: "${each.key}" }, '["x"]'],
    [`\${[for k in ${KEY} : k.secret]}`, { count: 2 }, ""],
    [`\${values(${KEY})[0].secret}`, { for_each: { x: 1 } }, '["x"]'],
    [`\${${KEY}[*].secret}`, { count: "${var.count}" }, ""],
    [`\${[for k in ${KEY} : k.secret]}`, { for_each: "${var.keys}" }, ""],
    [`\${values(${KEY})[*]}`, { for_each: "${var.keys}" }, ""],
  ])("of an instance by %s, when the key has %j", (value, key, instance) => {
    expect(reads(value, {}, key, KEY + instance)).toBe(true);
  });

  it.each([
    `\${${KEY}.id}`,
    // What only depends on it does not tell it.
    `%{ if ${KEY}.secret != "" }x%{ endif }`,
    `\${${KEY}.secret != "" ? "x" : ""}`,
    `\${length(${KEY}.secret)}`,
    `\${sha256(${KEY}.secret)}`,
    `\${${KEY}.encrypted_secret}`,
    `\${[for k in ${KEY} : k.id]}`,
    `\${values(${KEY})[*].id}`,
    `\${(${KEY}).id}`,
    `$\${${KEY}.secret}`,
    `${KEY}.secret`,
    `\${"${KEY}.secret"}`,
    `\${length(${KEY}) > 0}`,
    `\${length(${KEY}) > 0 ? ${KEY}[0].id : ""}`,
    `\${keys(${KEY})}`,
    `\${[for k in [${KEY}] : k.id]}`,
    `\${{ for n, k in { a = ${KEY} } : n => k.id }}`,
    `\${{ for k in [${KEY}] : k.id => k.encrypted_secret }}`,
    `\${concat(${KEY}[*], [])[0].id}`,
    `\${element(${KEY}, 0).id}`,
    `\${try(one(${KEY}[*]).id, "")}`,
    `\${flatten([[${KEY}]])[0].id}`,
    `\${${KEY} == null ? "" : "x"}`,
    `\${${KEY} != null}`,
    `\${${KEY} != null ? "x" : ""}`,
    `\${null != ${KEY} ? "x" : ""}`,
    `\${[for k, v in { a = ${KEY} } : k]}`,
    `\${${KEY}["id"]}`,
    "${alicloud_ram_access_key_policy.k.secret}",
    "${other.k.secret}",
  ])("not by %s", (value) => {
    expect(reads(value)).toBe(false);
  });

  const locals = {
    secret: `\${${KEY}.secret}`,
    chain: "${local.secret}",
    pair: { id: `\${${KEY}.id}`, secret: "${local.chain}" },
    list: [`\${${KEY}.id}`, `\${${KEY}.secret}`],
    key: `\${${KEY}}`,
    text: `\${upper("\${${KEY}.secret}")}`,
    growing: "${local.growing.more}",
    deep: { a: { b: `\${${KEY}}` } },
    both: { a: "${local.both.a.b}", c: `\${${KEY}.secret}` },
    cycle: "${local.elcyc}",
    elcyc: `\${local.cycle} \${${KEY}.secret}`,
  };
  it.each<[string, boolean]>([
    ["${local.secret}", true],
    ["${local.chain}", true],
    ["${local.pair}", true],
    ["${local.pair.secret}", true],
    ["${local.pair[var.which]}", true],
    ["${local.pair.id}", false],
    ["${local.list[1]}", true],
    ["${local.list[0]}", false],
    ["${local.list[*]}", true],
    ["${local.key.secret}", true],
    ["${local.key.id}", false],
    ["${local.text}", true],
    ["${local.cycle}", true],
    ["${local.growing}", false],
    ["${local.deep.a.b.secret}", true],
    ["${local.deep.a.b.id}", false],
    ["${local.both}", true],
    ["${local.missing}", false],
  ])("through locals: %s is %p", (value, expected) => {
    expect(reads(value, locals)).toBe(expected);
  });

  it("in the name of a member, which Terraform evaluates", () => {
    const [use] = usesOf({ output: { o: { value: { a: { [`\${${KEY}.secret}`]: 1 } } } } });
    expect(use).toMatchObject({ attribute: "value.a", accessKey: { address: KEY } });
    expect(reads("${local.l.x}", { l: { '${"x"}': `\${${KEY}.secret}` } })).toBe(true);
  });

  it.each<[string, string, boolean]>([
    ["what terraform_data hands on", "${terraform_data.t.output}", true],
    ["an argument", "${t.x.triggers.password}", true],
    ["all of a resource", "${jsonencode(t.x)}", true],
    ["an argument of one instance", "${t.y[0].triggers.password}", true],
    ["a member of an argument", "${t.x.deep.inner.password}", true],
    ["another member of an argument", "${t.x.deep.inner.user}", false],
    ["another argument", "${t.x.triggers.user}", false],
    ["what the resource computes", "${t.x.id}", false],
    ["a local that is made of it", "${local.output}", true],
  ])("through the arguments of a resource: %s", (_, value, expected) => {
    const triggers = { user: `\${${KEY}.id}`, password: `\${${KEY}.secret}` };
    const resource = {
      terraform_data: { t: { input: `\${${KEY}.secret}` } },
      t: { x: { triggers, deep: { inner: triggers } }, y: { count: 1, triggers } },
    };
    const uses = usesOf({ resource, output: { o: { value } }, locals: { output: "${terraform_data.t.output}" } });
    expect(uses.some(({ place }) => place === "output")).toBe(expected);
  });

  it.each<[unknown, string, boolean]>([
    [`\${${KEY}}`, "${each.value.secret}", true],
    [`\${${KEY}}`, "${each.value.id}", false],
    [{ a: `\${${KEY}.x.secret}` }, "${each.value}", true],
    [{ a: { id: `\${${KEY}.x.id}`, secret: `\${${KEY}.x.secret}` } }, "${each.value.id}", false],
    [`\${toset([${KEY}.x.secret])}`, "${each.key}", true],
    [{ a: `\${${KEY}}` }, "${each.value}", true],
    [{ a: `\${${KEY}}` }, "${each.key}", false],
    [`\${{ a = ${KEY} }}`, "${each.key}", false],
    [`\${{ a = ${KEY}.x.secret }}`, "${each.value}", true],
  ])("through for_each %j by %s: %p", (forEach, input, expected) => {
    const uses = usesOf({ resource: { terraform_data: { t: { for_each: forEach, input } } } }, { for_each: { x: 1 } });
    expect(uses.some(({ attribute }) => attribute === "input")).toBe(expected);
  });

  it.each<[string, string | null]>([
    [`\${${KEY}}`, null],
    [`\${jsonencode(${KEY})}`, null],
    [`\${upper(${KEY}.secret)}`, null],
    [`\${custom(${KEY}).id}`, "nobody but Terraform knows what custom() comes to"],
    [`\${custom(${KEY}).id} \${jsonencode(${KEY})}`, null],
    [`\${${KEY}[*]}`, null],
    ["${local.keys[var.index]}", null],
    ["${local.objects.a}", null],
    ["${local.objects[var.name]}", 'it is the variable "name"'],
    ["${local.texts[var.name]}", 'it is the variable "name"'],
    [`\${${KEY}[var.attribute]}`, 'it is the variable "attribute"'],
    [`\${var.which ? ${KEY}.secret : ""}`, "a condition decides it"],
    [`\${var.which ? ${KEY}.secret : "x\${${KEY}.secret}"}`, null],
    [`\${[for k in [${KEY}] : k.secret if var.which]}`, 'it is the variable "which"'],
    [`\${{ (var.name) = ${KEY}.secret }}`, 'it is the variable "name"'],
    [`\${merge(local.objects, var.objects...)}`, 'it is the variable "objects"'],
    [`\${nonsensitive(custom(${KEY}).id)}`, "nobody but Terraform knows what custom() comes to"],
  ])("for certain, or perhaps, by %s", (value, because) => {
    const unknown = because === null ? null : { unknown: true, attribute: "output.o.value", because };
    const objects = { a: `\${${KEY}}`, b: "x" };
    const locals = { keys: [`\${${KEY}}`], objects, texts: { a: `\${${KEY}.secret}`, b: "x" } };
    expect(usesOf({ output: { o: { value } }, locals })).toMatchObject([{ unknown }]);
  });

  it("in time that does not grow with the length of the chains, nor with what they have in common", () => {
    const count = 3_000;
    const names = Array.from({ length: count }, (_, index) => `l${index}`);
    const chain = Object.fromEntries(names.map((name, index) => [name, `\${local.l${index - 1}}`]));
    const locals = {
      ...chain,
      l0: `\${${KEY}.secret}`,
      all: `\${[${names.map((name) => `local.x${name}`).join(",")}]}`,
      ...Object.fromEntries(names.map((name) => [`x${name}`, "${local.nothing}"])),
      twice: "${concat(local.twice.a, local.twice.b)}",
    };
    const read = (value: (name: string) => string) =>
      Object.fromEntries(names.map((name) => [name, { input: value(name) }]));
    const resource = { t: read((name) => `\${local.${name}}`), u: read(() => "${local.all}") };
    expect(usesOf({ locals, resource })).toHaveLength(count);
  });

  it("at any depth of a value, which is named", () => {
    const [use] = usesOf({ resource: { t: { x: { config: [{ user: "a" }, { password: `\${${KEY}.secret}` }] } } } });
    expect(use).toMatchObject({ site: { address: "t.x" }, attribute: "config.1.password", place: "resource" });
  });

  it.each([`\${${KEY}}`, `\${[for k in [${KEY}] : k]}`, `\${{ a = ${KEY}.secret, b = [${KEY}] }}`])(
    "once where one text comes to several parts that hold it: %s",
    (value) => {
      const config = [{ user: "a" }, { key: value }];
      expect(usesOf({ resource: { t: { x: { config } } } }).map(({ attribute }) => attribute)).toEqual([
        "config.1.key",
      ]);
    },
  );

  it.each<[unknown, string | null]>([
    [["a", "b"], null],
    ["${var.names}", null],
    [[`\${${KEY}.secret}`], "b.value"],
  ])("in blocks that are generated, once where they are written: %j", (forEach, element) => {
    const a = element === null ? `\${${KEY}.secret}` : `\${${element}}`;
    const dynamic = { b: [{ for_each: forEach, content: [{ inner: { a } }] }] };
    const uses = usesOf({ resource: { t: { x: { dynamic, b: { c: "${var.x}" } } } } });
    const inContent = uses.filter(({ attribute }) => attribute.includes("content"));
    expect(inContent.map(({ attribute }) => attribute)).toEqual(["dynamic.b.0.content.0.inner.a"]);
  });

  it("by whole objects that lead back to themselves, which Terraform refuses", () => {
    const resource = { t: { x: { a: "${t.y}" }, y: { a: "${t.x}", b: `\${${KEY}.secret}` } } };
    expect(usesOf({ resource, output: { o: { value: "${t.x}" } } }).map(({ site }) => site.address)).toContain("t.y");
  });

  it("in the order in which it is written", () => {
    const secret = `\${${KEY}.secret}`;
    const uses = usesOf({ output: { o: { value: { b: [secret, secret], a: secret, c: "x" } } } });
    expect(uses.map(({ attribute }) => attribute)).toEqual(["value.b.0", "value.b.1", "value.a"]);
  });

  it("by the key of an instance, where a resource without instances has an attribute of that name", () => {
    const output = { o: { value: `\${${KEY}["id"]}` } };
    expect(inventoryOf(withKeys({ k: { for_each: { id: 1 } } }, { output })).secretUses).toHaveLength(1);
    expect(inventoryOf(withKeys({ k: {} }, { output })).secretUses).toEqual([]);
  });

  it.each([
    ["${var.given.secret}", true],
    ["${var.given}", true],
    ["${var.given.id}", false],
    ["${var.other}", false],
  ])("through the argument of a module by %s: %p", (value, expected) => {
    const given = { id: `\${${KEY}.id}`, secret: `\${${KEY}.secret}` };
    const root = withKeys({ k: { user_name: "bob" } }, { module: { m: { source: "./m", given } } });
    const content = { variable: { given: {}, other: { default: "x" } }, output: { o: { value } } };
    const modules = [{ path: ["m"], files: [{ name: "m/main.tf.json", content }] }];
    const uses = readConfiguration([stack("app", root, { modules })]).secretUses;
    expect(uses.some(({ site }) => site.address === "module.m.output.o")).toBe(expected);
  });

  it("wherever it is written: no expression around it hides it", () => {
    const wrap = fc.constantFrom<(inner: string) => string>(
      (inner) => `upper(jsonencode(${inner}))`,
      (inner) => `"\${jsonencode(${inner})}"`,
      (inner) => `[${inner}]`,
      (inner) => `{ a = ${inner} }`,
      (inner) => `var.x ? ${inner} : null`,
      (inner) => `(${inner})`,
    );
    fc.assert(
      fc.property(fc.array(wrap, { maxLength: 8 }), fc.nat(3), (wraps, depth) => {
        let value: unknown = `\${${wraps.reduce((inner, each) => each(inner), `${KEY}.secret`)}}`;
        for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
        expect(reads(value)).toBe(true);
      }),
    );
  });
});

describe("the place in which a secret is read", () => {
  const secret = `\${${KEY}.secret}`;

  it.each<[string, Record<string, unknown>, Partial<SecretUse>]>([
    ["an output", { output: { o: { value: secret } } }, { place: "output", attribute: "value", sensitive: false }],
    [
      "a sensitive output",
      { output: { o: [{ value: secret, sensitive: true }] } },
      { place: "output", sensitive: true },
    ],
    [
      "an output that is sensitive by text",
      { output: { o: { value: secret, sensitive: "true" } } },
      { sensitive: true },
    ],
    ["a resource", { resource: { t: { x: { a: secret } } } }, { place: "resource", attribute: "a" }],
    [
      "a provisioner",
      { resource: { t: { x: { provisioner: { "local-exec": [{ command: secret }] } } } } },
      { place: "provisioner" },
    ],
    ["a connection", { resource: { t: { x: { connection: { password: secret } } } } }, { place: "provisioner" }],
    ["a data source", { data: { t: { x: { a: secret } } } }, { place: "data" }],
    ["a provider", { provider: { kubernetes: { token: secret } } }, { place: "provider" }],
    ["a module", { module: { m: { input: secret } } }, { place: "module" }],
    ["a check", { check: { c: { assert: [{ error_message: secret }] } } }, { place: "other" }],
    [
      "a dynamic block",
      { resource: { t: { x: { dynamic: { b: { content: { a: secret } } } } } } },
      { attribute: "dynamic.b.content.a" },
    ],
    [
      "a condition",
      { resource: { t: { x: { lifecycle: { precondition: { error_message: secret } } } } } },
      { place: "resource" },
    ],
  ])("may be %s", (_, rest, expected) => {
    expect(usesOf(rest)).toMatchObject([expected]);
  });

  it("may be the key itself", () => {
    const provisioner = [{ "local-exec": { command: "echo ${self.secret} > ${self.id}" } }];
    expect(inventoryOf(withKeys({ k: { provisioner } })).secretUses).toMatchObject([
      { place: "provisioner", attribute: "provisioner.0.local-exec.command", accessKey: { address: KEY } },
    ]);
  });

  it("is none where a resource is only named", () => {
    const lifecycle = { replace_triggered_by: [`\${${KEY}}`], ignore_changes: [`\${${KEY}}`] };
    expect(usesOf({ resource: { t: { x: { depends_on: [`\${${KEY}}`], lifecycle, "//": secret } } } })).toEqual([]);
  });

  it.each<[string, string, number]>([
    ["for_each", `\${${KEY}}`, 0],
    ["for_each", `\${{ a = ${KEY} }}`, 0],
    ["count", `\${one(${KEY}[*]) == null ? 0 : 1}`, 0],
    ["count", `\${length(${KEY}.secret) + 1}`, 0],
    ["for_each", `\${${KEY}.secret}`, 1],
    ["count", `\${upper(${KEY}.secret)}`, 0],
  ])("is none where instances are made from more than the secret: %s of %s", (argument, value, count) => {
    expect(usesOf({ resource: { t: { x: { [argument]: value } } } })).toHaveLength(count);
  });

  it("is none in a list of lifecycle blocks either, but is in one of another name", () => {
    const named = (body: unknown): unknown => usesOf({ resource: { t: { x: body } } });
    expect(named({ lifecycle: [{ ignore_changes: [`\${${KEY}}`] }] })).toEqual([]);
    expect(named({ lifecycle: { ignore_changes_of: [`\${${KEY}}`] } })).toHaveLength(1);
    expect(named({ inner: { lifecycle: { ignore_changes: [`\${${KEY}}`] } } })).toHaveLength(1);
  });

  it("is sensitive in an output alone", () => {
    expect(usesOf({ resource: { t: { x: { sensitive: true, a: secret } } } })).toMatchObject([{ sensitive: false }]);
  });

  it.each([
    [`\${nonsensitive(${KEY}.secret)} ${secret}`, true, null],
    [`${secret} \${nonsensitive(${KEY}.secret)}`, true, null],
    [`\${custom(${KEY}).id} ${secret}`, false, null],
    [`${secret} \${custom(${KEY}).id}`, false, null],
  ])("is shown by the most telling of several reads: %s", (value, unmasked, unknown) => {
    expect(usesOf({ output: { o: { value } } })).toMatchObject([{ unmasked, unknown }]);
  });

  it("tells apart the keys of one expression", () => {
    const value = `\${${KEY}.secret}\${alicloud_ram_access_key.l.secret}\${${KEY}.secret}`;
    const { secretUses } = inventoryOf(withKeys({ k: {}, l: {} }, { output: { o: { value } } }));
    expect(secretUses.map(({ accessKey }) => accessKey.address).sort()).toEqual([KEY, "alicloud_ram_access_key.l"]);
  });

  it("is unmasked where nonsensitive() is on the way", () => {
    const unmasked = (value: string, locals = {}): unknown => usesOf({ output: { o: { value } }, locals })[0]?.unmasked;
    expect(unmasked(secret)).toBe(false);
    expect(unmasked(`\${nonsensitive(${KEY}.secret)}`)).toBe(true);
    expect(unmasked(`\${upper(nonsensitive("\${${KEY}.secret}"))}`)).toBe(true);
    expect(unmasked("${local.l}", { l: `\${nonsensitive(${KEY}.secret)}` })).toBe(true);
    expect(unmasked("${nonsensitive(local.l)}", { l: secret })).toBe(true);
    expect(unmasked(`\${[for s in [${KEY}.secret] : nonsensitive(s)]}`)).toBe(true);
    expect(unmasked(`\${length(nonsensitive(${KEY}.secret))}`)).toBeUndefined();
    expect(unmasked(`\${nonsensitive(${KEY}.id)}\${${KEY}.secret}`)).toBe(false);
  });
});
