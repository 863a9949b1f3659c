import type { ConfigurationStack } from "../../lib/configuration/load";
import { refuseOtherPrograms } from "../../lib/terraform/allowed-programs";

const ALLOWED = {
  providers: ["aliyun/alicloud", "registry.terraform.io/hashicorp/random"],
  modules: ["git::https://git.example.com/platform/"],
  backends: ["oss"],
};
const REQUIRED = { required_providers: { alicloud: { source: "aliyun/alicloud" } } };

function stackOf(content: object, modules: ConfigurationStack["modules"] = []): ConfigurationStack {
  return { name: "app", files: [{ name: "cdk.tf.json", content }], modules };
}

describe("what a review may have Terraform run", () => {
  it.each<[string, object]>([
    ["an allowed provider", { terraform: REQUIRED, resource: { alicloud_ram_user: { u: {} } } }],
    ["one by its full address", { terraform: { required_providers: { random: { source: "hashicorp/random" } } } }],
    ["one that needs no source", { data: { random_pet: { p: {} } } }],
    ["what is part of Terraform", { resource: { terraform_data: { t: {} } } }],
    ["an allowed backend", { terraform: { backend: { oss: {} } } }],
    ["a state beside the configuration", { terraform: { backend: { local: {} } } }],
    ["an allowed module", { module: { m: { source: "git::https://git.example.com/platform/users?ref=v1" } } }],
    ["an allowed remote state", { data: { terraform_remote_state: { s: { backend: "oss" } } } }],
  ])("is %s", (_, content) => {
    expect(() => refuseOtherPrograms([stackOf(content)], ALLOWED)).not.toThrow();
  });

  it.each<[string, object, string]>([
    [
      "another provider",
      { terraform: { required_providers: { x: { source: "evil/x" } } } },
      "registry.terraform.io/evil/x",
    ],
    [
      "one of another registry",
      { terraform: { required_providers: { alicloud: { source: "example.com/aliyun/alicloud" } } } },
      "example.com/aliyun/alicloud",
    ],
    ["one without a source", { terraform: { required_providers: { alicloud: "~> 1.0" } } }, "hashicorp/alicloud"],
    ["a program that a data source starts", { data: { external: { e: { program: ["sh"] } } } }, "hashicorp/external"],
    ["a request that one makes", { data: { http: { h: { url: "https://example.com" } } } }, "hashicorp/http"],
    ["what exists for a run alone", { ephemeral: { vault_token: { t: {} } } }, "hashicorp/vault"],
    [
      "a provider that only an argument names",
      { resource: { alicloud_ram_user: { u: { provider: "other.x" } } }, terraform: REQUIRED },
      "hashicorp/other",
    ],
    ["a provider configuration", { provider: { aws: [{}] } }, "hashicorp/aws"],
    ["another backend", { terraform: { backend: { http: { address: "https://example.com" } } } }, "http"],
    ["a cloud", { terraform: { cloud: { organization: "o" } } }, "cloud"],
    ["another remote state", { data: { terraform_remote_state: { s: { backend: "http" } } } }, "http"],
    [
      "a remote state that is an expression",
      { data: { terraform_remote_state: { s: { backend: "${var.b}" } } } },
      "an expression",
    ],
    [
      "another module",
      { module: { m: { source: "git::https://git.example.com/other/m" } } },
      "git.example.com/other/m",
    ],
    ["a module that is an expression", { module: { m: { source: "${var.m}" } } }, "an expression"],
  ])("is not %s", (_, content, named) => {
    const refused = (): void => refuseOtherPrograms([stackOf(content)], ALLOWED);
    expect(refused).toThrow(named);
    expect(refused).toThrow(
      /^.* in the stack "app": .* Nothing was run\. If it may, add it to terraform\.\w+ in ramparts\.yaml/,
    );
  });

  it("is looked for in local modules and in override files, too", () => {
    const content = { terraform: { required_providers: { x: { source: "evil/x" } } } };
    const module = { path: ["m"], files: [{ name: "main.tf.json", content }] };
    const caller = { module: { m: { source: "./m" } } };
    expect(() => refuseOtherPrograms([stackOf(caller, [module])], ALLOWED)).toThrow(
      "module.m.terraform.required_providers.x",
    );
    const overridden = {
      ...stackOf({}),
      files: [
        { name: "cdk.tf.json", content: {} },
        { name: "x_override.tf.json", content },
      ],
    };
    expect(() => refuseOtherPrograms([overridden], ALLOWED)).toThrow("evil/x");
  });
});
