import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instance } from "../../lib/configuration/instance";
import { evaluateConfigurations } from "../../lib/configuration/configurations";
import type { ConfigurationStack } from "../../lib/inventory/configuration";
import { RemoteStates } from "../../lib/configuration/remote-states";
import { createScopes } from "../../lib/configuration/scope";
import { Marked, Unknown, unmarked } from "../../lib/language/value";
import { stack } from "../inventory/fixtures";

const KEY = "alicloud_ram_access_key";

function evaluatedKeys(...stacks: ConfigurationStack[]): readonly Instance[] {
  const scopes = createScopes(stacks);
  const evaluated = evaluateConfigurations(scopes, new RemoteStates(scopes.filter(({ call }) => call === null)));
  return evaluated.modules.flatMap(({ resources }) => resources);
}

/** The resources of configurations after evaluation: what `user_name` of each comes to, by its address. */
function userNames(...stacks: ConfigurationStack[]): Record<string, unknown> {
  return Object.fromEntries(
    evaluatedKeys(...stacks).map(({ site, values }) => [site.address, shown(values["user_name"])]),
  );
}

function shown(value: unknown): unknown {
  if (!(value instanceof Marked || value instanceof Unknown)) return value;
  const inner = unmarked(value);
  return inner instanceof Unknown ? `not known: ${inner.because}` : inner;
}

function keys(k: Record<string, unknown>, rest: Record<string, unknown> = {}): ConfigurationStack {
  return stack("app", { resource: { [KEY]: { k } }, ...rest });
}

describe("the instances of a configuration", () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["none where count is 0", { count: "${var.on ? 1 : 0}", user_name: "etl" }, {}],
    ["one where it is decided", { count: "${!var.on ? 1 : 0}", user_name: "etl" }, { "k[0]": "etl" }],
    ["none of an empty set", { for_each: "${toset([])}", user_name: "etl" }, {}],
    [
      "each with its own values",
      { for_each: '${{ for n in ["a", "b"] : upper(n) => n if n != "c" }}', user_name: "${each.value}-${each.key}" },
      { 'k["A"]': "a-A", 'k["B"]': "b-B" },
    ],
    ["numbered", { count: 2, user_name: "u${count.index}" }, { "k[0]": "u0", "k[1]": "u1" }],
    ["one for all that are alike", { count: 1e9, user_name: "etl" }, { k: "etl" }],
    ["one for all where nobody knows how many", { count: "${var.open}", user_name: "etl" }, { k: "etl" }],
  ])("are %s", (_, block, expected) => {
    const variable = { on: { default: false }, open: { type: "number" } };
    const named = Object.entries(expected).map(([name, value]) => [`${KEY}.${name}`, value]);
    expect(userNames(keys(block, { variable }))).toEqual(Object.fromEntries(named));
  });

  it("know of the workspace that it has a name", () => {
    const [key] = evaluatedKeys(keys({ user_name: "${terraform.workspace}" }));
    const name = key?.values["user_name"];
    expect(name).toMatchObject({ because: "it is known only to Terraform", certain: { isSet: true } });
  });

  it("are not told apart by names that are secret, which their addresses would show", () => {
    const variable = { secret: { type: "string", sensitive: true, default: "hush-hush" } };
    const block = { for_each: '${toset(["a", base64encode(var.secret)])}', user_name: "${each.key}" };
    expect(Object.keys(userNames(keys(block, { variable })))).toEqual([`${KEY}.k`]);
  });

  it("have no number that is too long to be written", () => {
    expect(userNames(keys({ user_name: '${tonumber("1e99999999999")}' }))).toEqual({
      [`${KEY}.k`]: "not known: it is a number of a million digits",
    });
  });

  it("stand in each instance of a module, with what it is given", () => {
    const files = [
      {
        name: "m.tf.json",
        content: {
          variable: { name: { type: "string", nullable: false, default: "etl" } },
          resource: { [KEY]: { k: { user_name: "${var.name}" } } },
        },
      },
    ];
    const module = { m: { source: "./m", for_each: { a: null, b: "bi" }, name: "${each.value}" } };
    expect(userNames(stack("app", { module }, { modules: [{ path: ["m"], files }] }))).toEqual({
      [`module.m["a"].${KEY}.k`]: "etl",
      [`module.m["b"].${KEY}.k`]: "bi",
    });
  });
});

describe("a value of a configuration", () => {
  it("has the type of a variable that is null", () => {
    const variable = { nothing: { type: "string", default: null } };
    const user_name = "${jsonencode(true ? 2 : var.nothing)}";
    expect(userNames(keys({ user_name }, { variable }))).toEqual({ [`${KEY}.k`]: '"2"' });
  });

  it("is followed through chains of any length", () => {
    const locals = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`l${index}`, index === 0 ? "etl" : `\${local.l${index - 1}}`]),
    );
    expect(userNames(keys({ user_name: "${local.l9999}" }, { locals }))).toEqual({ [`${KEY}.k`]: "etl" });
  });

  it("is not known where it refers to itself, and all else is", () => {
    const locals = { a: "${local.b}", b: "${local.a}", c: "etl" };
    expect(userNames(keys({ user_name: "${local.a}" }, { locals }))).toEqual({
      [`${KEY}.k`]: "not known: it refers to itself: local.a → local.b → local.a",
    });
    expect(userNames(keys({ user_name: "${local.c}" }, { locals }))).toEqual({ [`${KEY}.k`]: "etl" });
  });

  it.each([
    ["JSON", "cdk.tf.json", "$${name}"],
    ["HCL", "main.tf", "${name}"],
  ])("is a default as %s has it", (_, name, expected) => {
    const content = {
      variable: { user: { default: "$${name}" } },
      resource: { [KEY]: { k: { user_name: "${var.user}" } } },
    };
    expect(userNames({ name: "app", files: [{ name, content }] })).toEqual({ [`${KEY}.k`]: expected });
  });

  it("is read from a file beside the configuration, and from none elsewhere", () => {
    const directory = mkdtempSync(join(tmpdir(), "ramparts-"));
    try {
      writeFileSync(join(directory, "name.txt"), "etl\n");
      const named = (path: string): Record<string, unknown> =>
        userNames({ ...keys({ user_name: `\${chomp(file("${path}"))}` }), directory });
      expect(named("${path.module}/name.txt")).toEqual({ [`${KEY}.k`]: "etl" });
      expect(named("/etc/hostname")[`${KEY}.k`]).toContain("outside of the directory that is checked");
      writeFileSync(join(directory, "name.tpl"), "${team}-%{ if isBatch }etl%{ else }web%{ endif }");
      const template = '${templatefile("${path.module}/name.tpl", { team = "data", isBatch = count.index == 0 })}';
      expect(userNames({ ...keys({ count: 2, user_name: template }), directory })).toEqual({
        [`${KEY}.k[0]`]: "data-etl",
        [`${KEY}.k[1]`]: "data-web",
      });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it("keeps its reason where it comes with the apply", () => {
    expect(
      userNames(
        keys(
          { user_name: "${random_pet.p.id}" },
          {
            resource: {
              random_pet: { p: {} },
              [KEY]: { k: { user_name: "${random_pet.p.id}" } },
            },
          },
        ),
      ),
    ).toEqual({
      [`${KEY}.k`]: "not known: random_pet.p.id is known after apply only",
      "random_pet.p": undefined,
    });
  });
});
