import { TerraformStack } from "cdktf";
import type * as Bindings from "../../provider-alicloud/lib";
import { CredentialGuard, synthFindings, User } from "../../lib";
import { newApp, newStack, synthesised } from "./fixtures";

/** A module of this project as a second package would bring it, with the one cdktf that every app has. */
function otherCopy<Module extends object>(path: string): Module {
  let copy: Module | undefined;
  const cdktf: unknown = jest.requireActual("cdktf");
  jest.isolateModules(() => {
    jest.doMock("cdktf", () => cdktf);
    copy = jest.requireActual<Module>(path);
  });
  jest.dontMock("cdktf");
  return copy as Module;
}

describe("beside another copy", () => {
  it("counts the keys of bindings that `cdktf get` made, under a provider of those bindings", () => {
    const bindings = otherCopy<typeof Bindings>("../../provider-alicloud/lib");
    const app = newApp();
    const stack = new TerraformStack(app, "one");
    const provider = new bindings.provider.AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
    const user = new User(stack, "user", { userName: "user", provider });
    for (const id of ["a", "b", "c"]) {
      new bindings.ramAccessKey.RamAccessKey(stack, id, { userName: user.userName, provider });
    }
    const finding = synthFindings(app).find(({ rule }) => rule === "KEY002");
    expect(finding?.message).toContain('RAM user "user" would hold 3 AccessKeys');
  });

  it("of ramparts itself, one guard looks at the app and knows the acknowledgements of both", () => {
    const other = otherCopy<{ CredentialGuard: typeof CredentialGuard }>("../../lib");
    const app = newApp();
    const stack = newStack(app, "one");
    const until = "2999-12-31";
    CredentialGuard.of(stack).acknowledge("KEY008", { reason: "here", until });
    other.CredentialGuard.of(stack).acknowledge("KEY010", { reason: "there", until });
    app.synth();
    expect(synthesised(app, "one")["//"]).toMatchObject({
      ramparts: { acknowledgements: [{ rule: "KEY008" }, { rule: "KEY010" }] },
    });
  });
});
