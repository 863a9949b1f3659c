import { SANDBOX_SCHEMA_VERSION } from "../../../sandbox/provider/provider";
import { encodeValue, UNKNOWN, type ObjectValue } from "../../../sandbox/provider/value";
import { GrpcClient } from "./grpc-client";

const DOCUMENT = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:Get*", Resource: "*" }] });
const STATEMENT = { effect: "Allow", action: ["oss:Get*"], resource: ["*"] };

describe("the Terraform provider of the sandbox", () => {
  let provider: GrpcClient;
  beforeEach(async () => {
    provider = await GrpcClient.start();
  });
  afterEach(() => provider.close());

  describe("validation", () => {
    it.each<[string, string, ObjectValue, string, string]>([
      ["a missing name", "alicloud_ram_user", { name: null }, "name", "is required"],
      [
        "129 bytes of comment",
        "alicloud_ram_user",
        { name: "u", comments: "é".repeat(64) + "x" },
        "comments",
        "got 129",
      ],
      ["a status there is not", "alicloud_ram_access_key", { status: "active" }, "status", 'Inactive; got "active"'],
      [
        "a document that is not JSON",
        "alicloud_ram_policy",
        { policy_document: "{" },
        "policy_document",
        "must be JSON",
      ],
      [
        "both names of the document",
        "alicloud_ram_policy",
        { policy_document: DOCUMENT, document: DOCUMENT },
        "document",
        'cannot be set together with "policy_document"',
      ],
      [
        "an effect there is not, inside a block",
        "alicloud_ram_policy",
        { statement: [STATEMENT, { ...STATEMENT, effect: "allow" }] },
        "statement",
        '"statement.effect" must be one of Allow, Deny',
      ],
    ])("refuses %s, with its place", async (_, type, config, attribute, detail) => {
      const errors = (await provider.validate(type, config)).filter(({ severity }) => severity === 1);
      expect(errors[0]?.detail).toContain(detail);
      expect(errors[0]?.attribute?.steps[0]?.attribute_name).toBe(attribute);
    });

    it("judges nothing that is not known yet", async () => {
      const config = { name: UNKNOWN, comments: UNKNOWN };
      expect(await provider.validate("alicloud_ram_user", config)).toEqual([]);
      expect(await provider.validate("alicloud_ram_access_key", { status: UNKNOWN })).toEqual([]);
      const either = { policy_name: "p", policy_document: DOCUMENT, statement: UNKNOWN };
      const errors = (await provider.validate("alicloud_ram_policy", either)).filter(({ severity }) => severity === 1);
      expect(errors).toEqual([]);
    });

    it("warns of deprecated arguments and names the new one", async () => {
      const [warning, ...more] = await provider.validate("alicloud_ram_policy", {
        name: "p",
        policy_document: DOCUMENT,
      });
      expect(warning).toMatchObject({ severity: 2 });
      expect(warning?.detail).toBe('"name" is deprecated since provider version 1.114.0. Use "policy_name" instead.');
      expect(more).toEqual([]);
    });

    it("takes an empty document and an empty comment", async () => {
      expect(await provider.validate("alicloud_ram_policy", { policy_document: "" })).toEqual([]);
      expect(await provider.validate("alicloud_ram_user", { name: "u", comments: "" })).toEqual([]);
    });

    it("judges the provider's own configuration", async () => {
      const ask = (config: ObjectValue): Promise<{ diagnostics?: readonly { detail?: string }[] }> =>
        provider.ask("PrepareProviderConfig", { config: encodeValue(config) });
      expect((await ask({ region: "cn-hangzhou", account_type: "domestic", protocol: "HTTP" })).diagnostics).toEqual(
        [],
      );
      expect((await ask({ protocol: "http" })).diagnostics?.[0]?.detail).toContain(
        '"protocol" must be one of HTTP, HTTPS',
      );
    });
  });

  describe("planning", () => {
    it("leaves unknown what the service decides, and nothing else", async () => {
      const { planned } = await provider.plan("alicloud_ram_access_key", null, { user_name: "u", status: null });
      expect(planned).toMatchObject({ user_name: "u", pgp_key: null, secret_file: null, status: UNKNOWN, id: UNKNOWN });
    });

    it("sets defaults", async () => {
      const { planned } = await provider.plan("alicloud_ram_policy", null, { policy_name: "p" });
      expect(planned).toMatchObject({ version: "1", policy_name: "p", name: UNKNOWN });
    });

    it.each<[string, string, ObjectValue, ObjectValue, string[]]>([
      ["a key's user", "alicloud_ram_access_key", { user_name: "a" }, { user_name: "b" }, ["user_name"]],
      [
        "a key's user that becomes unknown",
        "alicloud_ram_access_key",
        { user_name: "a" },
        { user_name: UNKNOWN },
        ["user_name"],
      ],
      ["a key's PGP key", "alicloud_ram_access_key", { pgp_key: "a" }, { pgp_key: "b" }, ["pgp_key"]],
      ["a key's status", "alicloud_ram_access_key", { status: "Active" }, { status: "Inactive" }, []],
      ["a user's name", "alicloud_ram_user", { name: "a" }, { name: "b" }, []],
      ["a policy's name", "alicloud_ram_policy", { policy_name: "a" }, { policy_name: "b" }, ["policy_name"]],
      [
        "the spelling of a policy's name",
        "alicloud_ram_policy",
        { policy_name: "a", name: "a" },
        { policy_name: null, name: "a" },
        [],
      ],
    ])("knows whether a change of %s replaces the resource", async (_, type, prior, config, replaces) => {
      expect((await provider.plan(type, prior, config)).replaces).toEqual(replaces);
    });

    it("keeps the document when only its spelling changes", async () => {
      const prior = { policy_document: DOCUMENT };
      const spelled = { policy_document: JSON.stringify(JSON.parse(DOCUMENT), null, 2) };
      expect((await provider.plan("alicloud_ram_policy", prior, spelled)).planned).toMatchObject(prior);
      const changed = { policy_document: DOCUMENT.replace("Get", "Put") };
      expect((await provider.plan("alicloud_ram_policy", prior, changed)).planned).toMatchObject(changed);
    });

    it("keeps the status that is there when it is taken out of the configuration", async () => {
      const { planned } = await provider.plan("alicloud_ram_access_key", { status: "Inactive" }, { status: null });
      expect(planned).toMatchObject({ status: "Inactive" });
    });
  });

  it("says of an unserved type, whatever is asked, that it is not served", async () => {
    const type = "alicloud_ram_role";
    const results = [
      await provider.validate(type, { role_name: "r" }),
      (await provider.apply(type, null, { role_name: "r" })).diagnostics,
      (await provider.import(type, "r")).diagnostics,
    ];
    for (const [diagnostic] of results) {
      expect(diagnostic).toMatchObject({ severity: 1, summary: "The sandbox does not serve alicloud_ram_role" });
      expect(diagnostic?.detail).toContain("alicloud_ram_access_key, alicloud_ram_policy");
    }
    const data = await provider.ask("ValidateDataSourceConfig", {
      type_name: "alicloud_ram_users",
      config: { msgpack: new Uint8Array([0x80]) },
    });
    expect(data.diagnostics?.[0]?.summary).toBe("The sandbox does not serve alicloud_ram_users");
  });

  it("takes up its own states, and refuses those of the real provider", async () => {
    const own = await provider.upgrade("alicloud_ram_user", { id: "1", name: "u", gone_since: "x" });
    expect(own.state).toMatchObject({ id: "1", name: "u", comments: null, timeouts: null });
    expect(own.state).not.toHaveProperty("gone_since");
    const foreign = await provider.upgrade("alicloud_ram_user", { id: "1", name: "u" }, 0);
    expect(foreign.state).toBeNull();
    expect(foreign.diagnostics[0]?.summary).toBe("This state was not written by the sandbox");
    const flat = await provider.ask("UpgradeResourceState", {
      type_name: "alicloud_ram_user",
      version: SANDBOX_SCHEMA_VERSION,
      raw_state: { json: new Uint8Array() },
    });
    expect(flat.diagnostics?.[0]?.detail).toContain("in the format of Terraform 0.11 (attributes_flat)");
  });
});
