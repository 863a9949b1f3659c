import { sandboxEnvironment } from "../../sandbox/environment";
import { SandboxError } from "../../sandbox/sandbox-error";

const PLACE = { directory: "/somewhere/.ramparts/sandbox", socket: "/somewhere/provider.sock" };

describe("the environment of a command in the sandbox", () => {
  it("holds no variable from which credentials or endpoints of a real account could come", () => {
    const real = {
      ALICLOUD_ACCESS_KEY: "x",
      ALICLOUD_SECRET_KEY: "x",
      ALIBABA_CLOUD_ACCESS_KEY_ID: "x",
      ALIBABA_CLOUD_SECURITY_TOKEN: "x",
      ALIBABA_CLOUD_PROFILE: "x",
      ALIBABA_CLOUD_CREDENTIALS_URI: "x",
      ALIBABA_CLOUD_ENDPOINT_RAM: "x",
      ALIBABACLOUD_ACCESS_KEY_ID: "x",
      ALICLOUD_SHARED_CREDENTIALS_FILE: "x",
    };
    const environment = sandboxEnvironment({ ...real, PATH: "/bin", AWS_PROFILE: "kept" }, PLACE);
    const nowhere = `${PLACE.directory}/no-credentials-in-the-sandbox`;
    expect(environment).toMatchObject({
      PATH: "/bin",
      AWS_PROFILE: "kept",
      ALICLOUD_SHARED_CREDENTIALS_FILE: nowhere,
      ALIBABA_CLOUD_CREDENTIALS_FILE: nowhere,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    });
    expect(Object.values(environment)).not.toContain("x");
  });

  it("keeps Terraform's state and data apart from those of real runs", () => {
    expect(sandboxEnvironment({ TF_WORKSPACE: "production", TF_DATA_DIR: "/data" }, PLACE)).toMatchObject({
      TF_WORKSPACE: "ramparts-sandbox",
      TF_DATA_DIR: ".terraform/ramparts-sandbox",
      RAMPARTS_SANDBOX: PLACE.directory,
    });
  });

  it("adds the sandbox to providers that run already", () => {
    const other = { Protocol: "grpc", Addr: { Network: "unix", String: "/other.sock" } };
    const existing = JSON.stringify({ "registry.terraform.io/hashicorp/random": other });
    const { TF_REATTACH_PROVIDERS: text } = sandboxEnvironment({ TF_REATTACH_PROVIDERS: existing }, PLACE);
    expect(JSON.parse(text ?? "")).toMatchObject({
      "registry.terraform.io/hashicorp/random": other,
      "registry.terraform.io/aliyun/alicloud": { ProtocolVersion: 5, Addr: { String: PLACE.socket } },
    });
  });

  it("is the only provider of its name, however a list spells another, under both default registries", () => {
    const other = { Addr: { String: "/other.sock" } };
    const names = ["aliyun/alicloud", "alicloud", "mirror.example.com/aliyun/AliCloud", "hashicorp/random"];
    const existing = JSON.stringify(Object.fromEntries(names.map((name) => [name, other])));
    const { TF_REATTACH_PROVIDERS: text } = sandboxEnvironment({ TF_REATTACH_PROVIDERS: existing }, PLACE);
    expect(Object.keys(JSON.parse(text ?? "") as object)).toEqual([
      "hashicorp/random",
      "registry.terraform.io/aliyun/alicloud",
      "registry.terraform.io/hashicorp/alicloud",
      "registry.opentofu.org/aliyun/alicloud",
      "registry.opentofu.org/hashicorp/alicloud",
    ]);
  });

  it.each(["not JSON", "[]", "null"])("is refused when TF_REATTACH_PROVIDERS is %s", (text) => {
    expect(() => sandboxEnvironment({ TF_REATTACH_PROVIDERS: text }, PLACE)).toThrow(SandboxError);
  });
});
