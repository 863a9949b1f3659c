import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { RamUser } from "../../provider-alicloud/lib/ram-user";
import { AccessKey } from "../../lib/ram/access-key";
import { User } from "../../lib/ram/user";
import { refusal, render, stackOf, stateKey } from "./fixtures";

describe("two elements at one address", () => {
  it("are refused when the second one is made, with both paths and lines", () => {
    const stack = stackOf();
    new User(new Construct(stack, "one"), "user", { userName: "bi" });
    const error = refusal(() => new User(new Construct(stack, "two"), "user", { userName: "bi" }));
    expect(error.message).toMatch(
      new RegExp(
        "^alicloud_ram_user\\.bi is declared a second time: credentials/two/user would be merged with " +
          "credentials/one/user \\(__tests__/ram/addresses\\.test\\.ts:\\d+\\)\n(.|\n)*" +
          "at: credentials/two/user {2}__tests__/ram/addresses\\.test\\.ts:\\d+$",
      ),
    );
    expect(stack.node.tryFindChild("two")?.node.children).toHaveLength(0);
  });

  it("are refused for keys whose user is the same by name only", () => {
    const stack = stackOf();
    new User(stack, "bi", { userName: "bi" }).addAccessKey("key", stateKey());
    const user = User.fromUserName(stack, "same", "bi");
    expect(refusal(() => user.addAccessKey("key", stateKey())).message).toContain("alicloud_ram_access_key.bi_key");
  });

  it("are not left behind by an element that was taken out of the tree", () => {
    const stack = stackOf();
    new User(new Construct(stack, "team"), "one", { userName: "bi" });
    expect(stack.node.tryRemoveChild("team")).toBe(true);
    new User(stack, "two", { userName: "bi" });
    expect(Object.keys(render(stack).resource["alicloud_ram_user"] ?? {})).toEqual(["bi"]);
  });

  it("are two elements in two stacks", () => {
    for (const stack of [stackOf(), stackOf()]) new User(stack, "bi", { userName: "bi" });
  });

  it("are found at synthesis when the other one is not ours", () => {
    const stack = stackOf();
    new User(stack, "ours", { userName: "hologres-bi" });
    new RamUser(stack, "hologres-bi", { name: "somebody-else" });
    const found = /alicloud_ram_user\.hologres-bi is declared .* credentials\/ours \(.*\) and credentials\/hologres-bi/;
    expect(() => stack.runAllValidations()).toThrow(found);
  });

  it("are none where an element of another library has an id of its own", () => {
    const stack = stackOf();
    new User(stack, "ours", { userName: "hologres-bi" });
    new RamUser(stack, "theirs", { name: "somebody-else" });
    new TerraformResource(stack, "hologres-bi", { terraformResourceType: "terraform_data" });
    expect(() => stack.runAllValidations()).not.toThrow();
  });
});

describe("an id of the user's own", () => {
  it("takes the place of the one made of names, which is free again", () => {
    const stack = stackOf();
    const user = new User(stack, "one", { userName: "bi" });
    user.overrideLogicalId("other");
    new User(stack, "two", { userName: "bi" });
    const error = refusal(() => new User(stack, "three", { userName: "other" }));
    expect(error.message).toContain("alicloud_ram_user.other is declared a second time");
    expect(Object.keys(render(stack).resource["alicloud_ram_user"] ?? {})).toEqual(["other", "bi"]);
  });

  it("is refused when it is taken", () => {
    const stack = stackOf();
    new User(stack, "one", { userName: "a" });
    const other = new User(stack, "two", { userName: "b" });
    expect(refusal(() => other.overrideLogicalId("a")).message).toContain("alicloud_ram_user.a is declared a second");
    expect(Object.keys(render(stack).resource["alicloud_ram_user"] ?? {})).toEqual(["a", "b"]);
  });

  it("goes back to the one made of names", () => {
    const stack = stackOf();
    const user = new User(stack, "one", { userName: "bi" });
    user.overrideLogicalId("other");
    user.resetOverrideLogicalId();
    expect(Object.keys(render(stack).resource["alicloud_ram_user"] ?? {})).toEqual(["bi"]);
  });

  it("reaches the references of keys that were made before", () => {
    const stack = stackOf();
    const user = new User(stack, "one", { userName: "bi" });
    new AccessKey(stack, "key", { ...stateKey(), user });
    user.overrideLogicalId("other");
    expect(render(stack).resource["alicloud_ram_access_key"]?.["bi_key"]).toMatchObject({
      user_name: "${alicloud_ram_user.other.name}",
    });
  });

  it("is refused once something refers to the element, which would point nowhere", () => {
    const user = new User(stackOf(), "one", { userName: "bi" });
    expect(user.userName).toBeDefined();
    expect(refusal(() => user.overrideLogicalId("other")).message).toContain("the id bi of this resource is in use");
  });
});
