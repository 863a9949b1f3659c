import { terraformBinary, terraformEnvironment } from "../../lib/terraform/environment";

describe("the environment in which Terraform runs", () => {
  it("is the user's, but asks for nothing", () => {
    const environment = terraformEnvironment({ ALICLOUD_REGION: "cn-hangzhou", TF_INPUT: "1", HOME: undefined });
    expect(environment).toEqual({
      ALICLOUD_REGION: "cn-hangzhou",
      TF_INPUT: "0",
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    });
  });

  it("keeps the arguments that an apply will have too, but none that upgrade, move state or change the output", () => {
    const environment = terraformEnvironment({
      TF_CLI_ARGS: "-no-color",
      TF_CLI_ARGS_init: '-upgrade -backend-config=team.hcl --migrate-state=true "-force-copy"',
      TF_CLI_ARGS_plan: "-var-file=team.tfvars -detailed-exitcode -json -target=alicloud_ram_user.upgrade",
      TF_CLI_ARGS_show: "-help",
      TF_CLI_ARGS_apply: "-auto-approve",
    });
    const kept = Object.entries(environment).filter(([name]) => name.startsWith("TF_CLI_ARGS"));
    expect(kept.map(([name, value]) => [name, value?.split(/\s+/)])).toEqual([
      ["TF_CLI_ARGS", ["-no-color"]],
      ["TF_CLI_ARGS_init", ["-backend-config=team.hcl"]],
      ["TF_CLI_ARGS_plan", ["-var-file=team.tfvars", "-target=alicloud_ram_user.upgrade"]],
    ]);
  });

  it("logs to a file only", () => {
    expect(terraformEnvironment({ TF_LOG: "trace", TF_LOG_PROVIDER: "debug" })).not.toHaveProperty("TF_LOG");
    expect(terraformEnvironment({ TF_LOG: "trace", TF_LOG_PATH: "log" })).toMatchObject({ TF_LOG: "trace" });
  });

  it("names the program as the CDKTF CLI takes it", () => {
    expect(terraformBinary({})).toBe("terraform");
    expect(terraformBinary({ TERRAFORM_BINARY_NAME: "" })).toBe("terraform");
    expect(terraformBinary({ TERRAFORM_BINARY_NAME: "tofu" })).toBe("tofu");
  });
});
