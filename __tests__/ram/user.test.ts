import { Aspects, TerraformVariable, Testing, type IAspect } from "cdktf";
import { Construct } from "constructs";
import { AlicloudProvider } from "../../provider-alicloud/lib/provider";
import { Account } from "../../lib/ram/account";
import { SystemPolicy } from "../../lib/ram/system-policy";
import { User, type UserProps } from "../../lib/ram/user";
import { metadataOf, refusal, render, stackOf, stateKey, untyped } from "./fixtures";

describe("User", () => {
  it("renders the user of the provider under its own name, and nothing that was not said", () => {
    const stack = stackOf();
    new User(stack, "anything", { userName: "hologres-bi", comments: "dashboards on Hologres" });
    const user = render(stack).resource["alicloud_ram_user"]?.["hologres-bi"];
    expect(user).toEqual({
      "//": expect.anything() as unknown,
      name: "hologres-bi",
      comments: "dashboards on Hologres",
    });
    expect(metadataOf(user)).toEqual({
      source: expect.stringMatching(/^__tests__\/ram\/user\.test\.ts:\d+$/) as unknown,
      user: { origin: "created" },
    });
  });

  it("keeps its address when the construct moves in the tree", () => {
    const [flat, nested] = [stackOf(), stackOf()];
    const team = new Construct(new Construct(nested, "teams"), "bi");
    for (const scope of [flat, team]) {
      const user = new User(scope, "user", { userName: "hologres-bi" });
      user.addAccessKey("dashboards", stateKey());
      user.attachPolicy(SystemPolicy.of("AliyunHologresReadOnlyAccess"));
    }
    const addresses = (stack: typeof flat) =>
      Object.entries(render(stack).resource).flatMap(([type, elements]) =>
        Object.keys(elements).map((id) => `${type}.${id}`),
      );
    expect(addresses(nested)).toEqual(addresses(flat));
    expect(addresses(flat).sort()).toEqual([
      "alicloud_ram_access_key.hologres-bi_dashboards",
      "alicloud_ram_user.hologres-bi",
      "alicloud_ram_user_policy_attachment.hologres-bi_System_AliyunHologresReadOnlyAccess",
    ]);
  });

  it.each<[string, Partial<UserProps>, string, string]>([
    ["an over-long name", { userName: "u".repeat(65) }, "has 65 characters", "1 to 64 characters"],
    ["an empty name", { userName: "" }, "is empty", "1 to 64 characters"],
    ["a name with a space", { userName: "my user" }, 'RAM user name "my user" contains U+0020', 'letters, digits, "."'],
    ["a name that is none", { userName: untyped(undefined) }, "RAM user name is undefined", "a text"],
    ["an over-long comment", { comments: "評".repeat(43) }, "has 129 bytes", "0 to 128 bytes"],
    ["an empty display name", { displayName: "" }, 'display name "" is empty', "1 to 128 characters"],
    ["an empty importId", { importId: " " }, "importId is empty", "a text that is not empty"],
    ["an empty former name", { formerlyNamed: "" }, "formerlyNamed is empty", "a text that is not empty"],
    ["the same former name", { formerlyNamed: "bi" }, 'formerlyNamed is "bi"', "a name that the user had before"],
    ["half a key", { existingAccessKeys: 0.5 }, "existingAccessKeys is 0.5", "a whole number from 0"],
    ["fewer keys than none", { existingAccessKeys: -1 }, "existingAccessKeys is -1", "a whole number from 0"],
  ])("refuses %s, and leaves nothing behind", (_case, props, problem, allowed) => {
    const stack = stackOf();
    const children = stack.node.children.length;
    const error = refusal(() => new User(stack, "bi", { userName: "bi", ...props }));
    expect(error.message.split("\n")).toEqual([
      expect.stringContaining(problem),
      expect.stringContaining(`  allowed: ${allowed}`),
      expect.stringMatching(/^ {2}fix: \S/),
      expect.stringMatching(/^ {2}at: credentials\/bi {2}__tests__\/ram\/user\.test\.ts:\d+$/),
    ]);
    expect(stack.node.children).toHaveLength(children);
  });

  it("judges no value that is known only to Terraform, and falls back to the id of the construct path", () => {
    const stack = stackOf();
    const name = new TerraformVariable(stack, "name", {});
    const user = new User(new Construct(stack, "team"), "bi", {
      userName: name.stringValue,
      comments: name.stringValue,
    });
    user.addAccessKey("dashboards", stateKey());
    user.attachPolicy(SystemPolicy.of("AliyunOSSReadOnlyAccess"));
    const { resource } = render(stack);
    const [[id, rendered] = ["", {}]] = Object.entries(resource["alicloud_ram_user"] ?? {});
    expect(id).toMatch(/^team_bi_[0-9A-F]{8}$/);
    expect(rendered).toMatchObject({ name: "${var.name}", comments: "${var.name}" });
    expect(Object.values(resource["alicloud_ram_access_key"] ?? {})).toMatchObject([
      { user_name: `\${alicloud_ram_user.${id}.name}` },
    ]);
  });

  it("adopts a user by an import block, whatever its name is like", () => {
    const stack = stackOf();
    new User(stack, "one", { userName: "old name!", importId: "221100" });
    new User(stack, "two", { userName: "two", importId: "221101", existingAccessKeys: 1 });
    const rendered = render(stack);
    expect(rendered.import).toEqual([
      { to: expect.stringMatching(/^alicloud_ram_user\.old-name-_[0-9a-f]{8}$/) as unknown, id: "221100" },
      { to: "alicloud_ram_user.two", id: "221101" },
    ]);
    expect(metadataOf(rendered.resource["alicloud_ram_user"]?.["two"])).toMatchObject({
      user: { origin: "adopted", existingAccessKeys: 1 },
    });
  });

  it("moves the user, its keys and its attachments when it was formerly named otherwise", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "hologres-bi", formerlyNamed: "bi" });
    user.addAccessKey("dashboards", stateKey());
    user.attachPolicy(SystemPolicy.of("AliyunHologresReadOnlyAccess"));
    expect(render(stack).moved).toEqual([
      { from: "alicloud_ram_user.bi", to: "alicloud_ram_user.hologres-bi" },
      { from: "alicloud_ram_access_key.bi_dashboards", to: "alicloud_ram_access_key.hologres-bi_dashboards" },
      {
        from: "alicloud_ram_user_policy_attachment.bi_System_AliyunHologresReadOnlyAccess",
        to: "alicloud_ram_user_policy_attachment.hologres-bi_System_AliyunHologresReadOnlyAccess",
      },
    ]);
  });

  it("does not move what has an id of its own", () => {
    const stack = stackOf();
    new User(stack, "bi", { userName: "hologres-bi", formerlyNamed: "bi" }).overrideLogicalId("people");
    const rendered = render(stack);
    expect(rendered.moved).toBeUndefined();
    expect(rendered.resource["alicloud_ram_user"]).toHaveProperty("people");
  });

  it("gives its provider configuration to its keys and attachments", () => {
    const stack = stackOf();
    const provider = new AlicloudProvider(stack, "second", { alias: "second", region: "cn-beijing" });
    for (const user of [
      new User(stack, "bi", { userName: "bi", provider }),
      User.fromUserName(stack, "etl", "etl", { provider }),
    ]) {
      user.addAccessKey("key", stateKey());
      user.attachPolicy(SystemPolicy.of("AliyunOSSReadOnlyAccess"));
    }
    const elements = Object.values(render(stack).resource).flatMap((byId) => Object.values(byId));
    expect(elements.map((element) => element["provider"])).toEqual(Array(5).fill("alicloud.second"));
  });

  it("can be changed by aspects and overrides like any resource", () => {
    const stack = stackOf();
    const user = new User(stack, "bi", { userName: "bi" });
    const aspect: IAspect = { visit: (node) => node === user && user.addOverride("force", true) };
    Aspects.of(stack).add(aspect);
    Testing.fullSynth(stack);
    expect(render(stack).resource["alicloud_ram_user"]?.["bi"]).toMatchObject({ name: "bi", force: true });
  });
});

describe("User.fromUserName", () => {
  it("renders nothing itself, and takes the name as it is", () => {
    const stack = stackOf();
    const user = User.fromUserName(stack, "legacy", "legacy user@example", { existingAccessKeys: 1 });
    expect(render(stack).resource).toBeUndefined();
    user.addAccessKey("etl", stateKey());
    const [key] = Object.values(render(stack).resource["alicloud_ram_access_key"] ?? {});
    expect(key).toMatchObject({ user_name: "legacy user@example" });
    expect(metadataOf(key)).toMatchObject({
      source: expect.stringContaining("user.test.ts:") as unknown,
      accessKey: { name: "etl", user: { origin: "referred", existingAccessKeys: 1 } },
    });
  });

  it("does what a new user does", () => {
    const stack = stackOf();
    const user = User.fromUserName(stack, "legacy", "legacy");
    user.attachPolicy(SystemPolicy.of("AliyunOSSReadOnlyAccess"));
    expect(render(stack).resource["alicloud_ram_user_policy_attachment"]).toMatchObject({
      legacy_System_AliyunOSSReadOnlyAccess: {
        user_name: "legacy",
        policy_name: "AliyunOSSReadOnlyAccess",
        policy_type: "System",
      },
    });
  });

  it("refuses an empty name and a count that is none", () => {
    const stack = stackOf();
    expect(refusal(() => User.fromUserName(stack, "a", "")).message).toContain("name of an existing RAM user is empty");
    expect(refusal(() => User.fromUserName(stack, "b", "b", { existingAccessKeys: NaN })).message).toContain("is NaN");
    expect(stack.node.tryFindChild("a") ?? stack.node.tryFindChild("b")).toBeUndefined();
  });
});

describe("what a user sets on a construct", () => {
  it("is added to its lifecycle and takes no safeguard away", () => {
    const stack = stackOf();
    const key = new User(stack, "user", { userName: "user" }).addAccessKey("key", stateKey());
    key.lifecycle = { preventDestroy: true, ignoreChanges: ["status"] };
    const account = new Account(stack, "account", { accountId: "1234567890123456" });
    account.lifecycle = {};
    const { resource, data } = render(stack);
    expect(resource["alicloud_ram_access_key"]?.["user_key"]?.["lifecycle"]).toEqual({
      prevent_destroy: true,
      ignore_changes: ["pgp_key", "status"],
    });
    const lifecycle = data["alicloud_caller_identity"]?.["account"]?.["lifecycle"] as { postcondition: unknown[] };
    expect(lifecycle.postcondition).toHaveLength(2);
  });

  it.each([
    ["a text", "alicloud.eu", "the provider is a string"],
    ["an object", {}, "the provider is an object"],
  ])("cannot be %s as the provider, which would silently mean another account", (_name, provider, problem) => {
    const error = refusal(() => new User(stackOf(), "user", { userName: "user", provider: untyped(provider) }));
    expect(error.message).toContain(problem);
  });

  it("cannot be the provider of another stack", () => {
    const app = Testing.app();
    const [one, two] = [stackOf(app, "one"), stackOf(app, "two")];
    const provider = new AlicloudProvider(two, "eu", { alias: "eu", region: "eu-central-1" });
    expect(refusal(() => new User(one, "user", { userName: "user", provider })).message).toContain(
      "belongs to another stack",
    );
  });

  it.each([undefined, null, "user", []])("cannot be %p instead of the properties", (props) => {
    expect(refusal(() => new User(stackOf(), "user", untyped(props))).message).toContain("the properties are");
  });

  it("cannot be a second construct of one id", () => {
    const stack = stackOf();
    new User(stack, "user", { userName: "one" });
    expect(refusal(() => new User(stack, "user", { userName: "two" })).message).toContain("is there already");
  });

  it("cannot be the former name of a user that is still declared", () => {
    const stack = stackOf();
    new User(stack, "old", { userName: "old" });
    new User(stack, "new", { userName: "new", formerlyNamed: "old" });
    expect(() => stack.runAllValidations()).toThrow("credentials/new was formerly alicloud_ram_user.old");
  });
});
