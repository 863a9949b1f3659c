import { readConfiguration } from "../../lib/inventory/configuration";
import type { SecretUse } from "../../lib/inventory/model";
import { remote, remoteStack, stack, withKeys } from "./fixtures";

const KEY = "alicloud_ram_access_key.k";

describe("a secret that crosses stacks", () => {
  const keys = withKeys(
    { k: { user_name: "bob" } },
    {
      output: {
        secret: { value: `\${${KEY}.secret}`, sensitive: true },
        pair: { value: { id: `\${${KEY}.id}`, secret: "${local.s}" } },
        id: { value: `\${${KEY}.id}` },
      },
      locals: { s: `\${${KEY}.secret}` },
    },
  );
  const crossing = (value: string): readonly SecretUse[] => {
    const consumer = { resource: { t: { x: { value } } } };
    const stacks = [remoteStack("consumer", consumer, ["keys"]), remoteStack("keys", keys)];
    return readConfiguration(stacks).secretUses.filter(({ site }) => site.stack === "consumer");
  };

  it.each([
    remote("keys", "secret"),
    remote("keys", "pair"),
    remote("keys", "pair.secret"),
    "${data.terraform_remote_state.keys-state.outputs}",
    "${data.terraform_remote_state.keys-state}",
    '${lookup(data.terraform_remote_state.keys-state.outputs["pair"], "secret")}',
  ])("is read by %s", (value) => {
    expect(crossing(value)).toMatchObject([
      { crossesStacks: true, accessKey: { stack: "keys", address: KEY }, place: "resource" },
    ]);
  });

  it.each([
    remote("keys", "id"),
    remote("keys", "pair.id"),
    remote("keys", "missing"),
    remote("other", "secret"),
    "${data.terraform_remote_state.keys-state.outputs == null}",
    '${contains(keys(data.terraform_remote_state.keys-state.outputs), "secret")}',
  ])("is not read by %s", (value) => {
    expect(crossing(value)).toEqual([]);
  });

  it("is followed through outputs that refer to each other", () => {
    const a = { output: { a: { value: remote("b", "b") } } };
    const b = { output: { b: { value: `${remote("a", "a")} ${remote("keys", "secret")}` } } };
    const { secretUses } = readConfiguration([
      remoteStack("a", a, ["b"]),
      remoteStack("b", b, ["a", "keys"]),
      remoteStack("keys", keys),
    ]);
    expect(secretUses.filter(({ crossesStacks }) => crossesStacks).map(({ site }) => site.stack)).toEqual(["a", "b"]);
  });

  const at = (config: unknown, more = {}): unknown => ({ k: { backend: "local", config, ...more } });
  const local = (states: unknown, directory: string | undefined, output = "secret"): readonly SecretUse[] => {
    const where = directory === undefined ? {} : { directory };
    const backend = { terraform: { backend: { local: { path: "/states/keys.tfstate" } } } };
    const consumer = {
      data: { terraform_remote_state: states },
      output: { o: { value: `\${data.terraform_remote_state.k.outputs${output === "" ? "" : `.${output}`}}` } },
    };
    const inner = {
      name: "m/main.tf.json",
      content: withKeys({ k: {} }, { output: { inner: { value: `\${${KEY}.secret}` } } }),
    };
    const modules = [{ path: ["m"], files: [inner] }];
    const producer = { ...keys, ...backend, module: { m: { source: "./m" } } };
    const stacks = [stack("keys", producer, { modules }), stack("consumer", consumer, where)];
    return readConfiguration(stacks).secretUses.filter(({ site }) => site.stack === "consumer");
  };

  it.each(["module", "root", "cwd"])("is found by a path that starts at ${path.%s}", (name) => {
    const path = `\${path.${name}}/../keys.tfstate`;
    expect(local(at({ path }), "/states/consumer")).toMatchObject([{ crossesStacks: true, unknown: null }]);
  });

  it.each<[string, unknown]>([
    ["its configuration is an expression", at('${{ path = "x" }}')],
    ["its path is a variable", at({ path: "${var.path}" })],
    ["it reads another workspace", at({ path: "/states/keys.tfstate" }, { workspace: "${var.workspace}" })],
  ])("may be read when %s", (_, states) => {
    const [use, ...others] = local(states, "/states/consumer");
    expect(others).toEqual([]);
    expect(use).toMatchObject({ crossesStacks: true, accessKey: { stack: "keys", address: KEY } });
    expect(use?.unknown).toMatchObject({ unknown: true, attribute: "output.o.value" });
    expect(use?.unknown?.because).toContain("data.terraform_remote_state.k");
  });

  it("is not read from a state that certainly is another, nor by an output that no stack fills with one", () => {
    expect(local(at({ path: "/states/other.tfstate" }), "/states/consumer")).toEqual([]);
    expect(local(at({ path: "${var.path}" }), "/states/consumer", "id")).toEqual([]);
    expect(local(at({ path: "${var.path}" }), "/states/consumer", "inner")).toEqual([]);
  });

  it("may be read with all outputs of a state that nobody knows", () => {
    expect(local(at({ path: "${var.path}" }), "/states/consumer", "")).toMatchObject([
      { accessKey: { stack: "keys", address: KEY }, unknown: { unknown: true } },
    ]);
  });
});
