import { TerraformOutput, TerraformVariable, Testing } from "cdktf";
import { SecretCustody } from "../../lib/custody/secret-custody";
import { AccessKey, type AccessKeyProps } from "../../lib/ram/access-key";
import { AccessKeyScenario } from "../../lib/ram/access-key-scenario";
import { Consumer } from "../../lib/ram/consumer";
import { User } from "../../lib/ram/user";
import { metadataOf, pgpKeys, refusal, render, stackOf, stateKey, untyped } from "./fixtures";

let publicKey = "";
beforeAll(async () => {
  ({ publicKey } = await pgpKeys());
});

describe("AccessKey", () => {
  it("belongs to its user by reference and encrypts its secret", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "hologres-bi" });
    user.addAccessKey("dashboards", {
      scenario: AccessKeyScenario.THIRD_PARTY_SERVICE,
      necessity: "the dashboard service accepts only an AccessKey pair",
      custody: SecretCustody.pgp(publicKey),
      consumers: [Consumer.of("hologres", "bi-production", { owner: "bi-team@example.com" })],
    });
    const key = render(stack).resource["alicloud_ram_access_key"]?.["hologres-bi_dashboards"];
    expect(key).toEqual({
      "//": expect.anything() as unknown,
      user_name: "${alicloud_ram_user.hologres-bi.name}",
      pgp_key: expect.stringMatching(/^[A-Za-z0-9+/]{100,}=*$/) as unknown,
      lifecycle: { ignore_changes: ["pgp_key"] },
    });
    expect(metadataOf(key)).toEqual({
      source: expect.stringMatching(/^__tests__\/ram\/access-key\.test\.ts:\d+$/) as unknown,
      accessKey: {
        name: "dashboards",
        scenario: "third-party-service",
        necessity: "the dashboard service accepts only an AccessKey pair",
        custody: { kind: "pgp" },
        consumers: [{ service: "hologres", name: "bi-production", owner: "bi-team@example.com" }],
      },
    });
  });

  it("is named by its construct id unless it has a name", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "bi" });
    new AccessKey(stack, "one", { ...stateKey(), user });
    new AccessKey(stack, "other", { ...stateKey(), user, name: "two" });
    expect(Object.keys(render(stack).resource["alicloud_ram_access_key"] ?? {})).toEqual(["bi_one", "bi_two"]);
  });

  it("pins a status only when it is given", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "bi" });
    user.addAccessKey("free", stateKey());
    user.addAccessKey("off", { ...stateKey(), status: "Inactive" });
    const keys = render(stack).resource["alicloud_ram_access_key"];
    expect(keys?.["bi_free"]).not.toHaveProperty("status");
    expect(keys?.["bi_off"]).toHaveProperty("status", "Inactive");
  });

  it("keeps what looks like a Terraform expression in its metadata as it was written", () => {
    const stack = stackOf();
    const necessity = 'only ${var.x} and } %{ if y } "take" it\n';
    new User(stack, "bi", { userName: "bi" }).addAccessKey("key", { ...stateKey(), necessity });
    const key = render(stack).resource["alicloud_ram_access_key"]?.["bi_key"];
    expect(metadataOf(key)).toMatchObject({ accessKey: { necessity } });
  });

  it.each<[string, Partial<Record<keyof AccessKeyProps, unknown>>, string]>([
    ["no owner", { user: undefined }, "the user of the AccessKey is undefined"],
    ["an owner that is a name", { user: "hologres-bi" }, "the user of the AccessKey is a string"],
    ["an empty necessity", { necessity: "  " }, "necessity of the AccessKey is empty"],
    ["no scenario", { scenario: undefined }, "scenario of the AccessKey is undefined"],
    ["a scenario of its own", { scenario: "because" }, 'scenario of the AccessKey is "because"'],
    ["no custody", { custody: undefined }, "custody of the AccessKey is undefined"],
    ["a custody that is a text", { custody: "-----BEGIN" }, "custody of the AccessKey is a string"],
    ["an unknown status", { status: "active" }, 'status of the AccessKey is "active"'],
    ["consumers that are texts", { consumers: ["bi"] }, "consumers of the AccessKey hold something else"],
    ["consumers that are no list", { consumers: {} }, "consumers of the AccessKey is an object"],
    ["an empty name", { name: "" }, "name of an AccessKey is empty"],
  ])("refuses %s, and leaves nothing behind", (_case, props, problem) => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "bi" });
    const error = refusal(() => new AccessKey(stack, "key", untyped({ ...stateKey(), user, ...props })));
    expect(error.message).toContain(problem);
    expect(error.message).toMatch(/\n {2}at: credentials\/key {2}__tests__\/ram\/access-key\.test\.ts:\d+$/);
    expect(error.stack).toBe(`RampartsError: ${error.message}`);
    expect(stack.node.tryFindChild("key")).toBeUndefined();
  });

  it("refuses a necessity that only Terraform knows, since reviewers have to read it", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "bi" });
    const why = new TerraformVariable(stack, "why", {}).stringValue;
    const error = refusal(() => user.addAccessKey("key", { ...stateKey(), necessity: `because ${why}` }));
    expect(error.message).toContain("necessity of the AccessKey is a value that is known only after apply");
  });

  it("gives out its id and encrypted secret under stable names, also when it is asked twice", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "hologres-bi" });
    const key = user.addAccessKey("dashboards", { ...stateKey(), custody: SecretCustody.pgp(publicKey) });
    key.outputEncryptedSecret();
    key.outputEncryptedSecret();
    expect(render(stack).output).toEqual({
      "hologres-bi_dashboards_access_key_id": { value: "${alicloud_ram_access_key.hologres-bi_dashboards.id}" },
      "hologres-bi_dashboards_encrypted_secret": {
        value: "${alicloud_ram_access_key.hologres-bi_dashboards.encrypted_secret}",
      },
    });
  });

  it("has either an encrypted secret or a clear one", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "bi" });
    const encrypted = user.addAccessKey("pgp", { ...stateKey(), custody: SecretCustody.pgp(publicKey) });
    const clear = user.addAccessKey("state", stateKey());
    expect(refusal(() => encrypted.unsafeClearSecret()).message).toContain("there is no clear secret");
    expect(refusal(() => clear.outputEncryptedSecret()).message).toContain("there is no encrypted secret");
    expect(clear.node.children).toHaveLength(0);
    new TerraformOutput(stack, "secret", { value: clear.unsafeClearSecret(), sensitive: true });
    expect(render(stack).output["secret"]).toHaveProperty("value", "${alicloud_ram_access_key.bi_state.secret}");
  });

  it("takes a custody and a user of another copy of the library", () => {
    const stack = stackOf();
    jest.isolateModules(() => {
      const other = jest.requireActual<typeof import("../../lib/custody/secret-custody")>(
        "../../lib/custody/secret-custody",
      );
      const { User: OtherUser } = jest.requireActual<typeof import("../../lib/ram/user")>("../../lib/ram/user");
      expect(other.SecretCustody).not.toBe(SecretCustody);
      const custody = other.SecretCustody.state({ reason: "a test", until: "2027-01-31" });
      const user = OtherUser.fromUserName(stack, "bi", "bi");
      new AccessKey(stack, "key", { ...stateKey(), user, custody });
    });
    expect(render(stack).resource["alicloud_ram_access_key"]).toHaveProperty("bi_key");
  });

  it("refers to its user also from another stack", () => {
    const app = Testing.app();
    const [people, keys] = [stackOf(app, "people"), stackOf(app, "keys")];
    const user = new User(people, "bi", { userName: "bi" });
    new AccessKey(keys, "key", { ...stateKey(), user });
    people.prepareStack();
    expect(render(keys).resource["alicloud_ram_access_key"]?.["bi_key"]).toHaveProperty(
      "user_name",
      expect.stringMatching(/^\$\{data\.terraform_remote_state\..*outputs\./),
    );
  });
});
