import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SandboxError } from "../../../sandbox/sandbox-error";
import { cliConfiguration } from "../../../sandbox/terraform/cli-configuration";

interface Written {
  readonly [name: string]: unknown;
  readonly provider_installation: readonly [Record<string, Record<string, unknown>[]>];
}

describe("the CLI configuration of a command in the sandbox", () => {
  const home = mkdtempSync(join(tmpdir(), "ramparts-home-"));
  afterAll(() => rmSync(home, { recursive: true }));

  function written(environment: NodeJS.ProcessEnv): Written {
    return JSON.parse(cliConfiguration(environment, "/the/reason").text) as Written;
  }

  function own(text: string): NodeJS.ProcessEnv {
    const file = join(home, "own.tfrc");
    writeFileSync(file, text);
    return { TF_CLI_CONFIG_FILE: file, HOME: home };
  }

  it("installs from the default registries, and no provider that the sandbox serves", () => {
    const [{ filesystem_mirror: mirrors, direct }] = written(own("")).provider_installation;
    expect(mirrors).toEqual([{ path: "/the/reason" }]);
    expect(direct).toEqual([
      {
        include: ["registry.terraform.io/*/*", "registry.opentofu.org/*/*"],
        exclude: [
          "registry.terraform.io/aliyun/alicloud",
          "registry.terraform.io/hashicorp/alicloud",
          "registry.opentofu.org/aliyun/alicloud",
          "registry.opentofu.org/hashicorp/alicloud",
        ],
      },
    ]);
  });

  it("installs from hosts that somebody has named, in their ways, but nothing of that name", () => {
    const mirror = join(home, "mirror");
    mkdirSync(join(mirror, "mirror.example.com", "fork", "AliCloud"), { recursive: true });
    const environment = own(`
      provider_installation {
        dev_overrides {
          "mirror.example.com/aliyun/alicloud" = "/real"
          "example.com/our/other" = "/other"
        }
        filesystem_mirror { path = "${mirror}" }
        network_mirror {
          url = "https://example.com/"
          include = ["named.example.com/our/*"]
        }
      }`);
    const [{ dev_overrides: overrides, filesystem_mirror: mirrors, network_mirror: network }] =
      written(environment).provider_installation;
    expect(overrides).toEqual({ "example.com/our/other": "/other" });
    expect(mirrors?.[1]).toMatchObject({
      path: mirror,
      include: expect.arrayContaining(["mirror.example.com/*/*", "named.example.com/*/*"]) as string[],
      exclude: expect.arrayContaining([
        "mirror.example.com/fork/AliCloud",
        "named.example.com/aliyun/alicloud",
      ]) as string[],
    });
    expect(network?.[0]).toMatchObject({ url: "https://example.com/", include: ["named.example.com/our/*"] });
  });

  it("has the directories in which Terraform looks unasked", () => {
    const data = join(home, "data");
    const plugins = join(data, "terraform", "plugins");
    mkdirSync(join(plugins, "registry.terraform.io", "hashicorp", "random"), { recursive: true });
    const environment = { ...own("disable_checkpoint = true"), XDG_DATA_HOME: data };
    const { provider_installation: installation, disable_checkpoint: kept } = written(environment);
    expect(kept).toBe(true);
    expect(installation[0]["filesystem_mirror"]).toContainEqual(expect.objectContaining({ path: plugins }));
    expect(installation[0]["direct"]?.[0]?.["exclude"]).toContain("registry.terraform.io/hashicorp/random");
  });

  it("holds no token: they go on as variables", () => {
    const environment = own(`
      plugin_cache_dir = "/cache"
      credentials "our-app.example.com" { token = "not-a-secret" }`);
    const { text, tokens } = cliConfiguration(environment, "/the/reason");
    expect(text).not.toContain("not-a-secret");
    expect(text).toContain("/cache");
    expect(tokens).toEqual({ TF_TOKEN_our__app_example_com: "not-a-secret" });
    expect(text).toContain("our-app.example.com/*/*");
  });

  it("reads those of the home directory where none is named, and goes on without one that is not there", () => {
    writeFileSync(join(home, ".terraformrc"), 'host "rc.example.com" {}');
    mkdirSync(join(home, ".terraform.d"));
    writeFileSync(join(home, ".terraform.d", "more.tfrc.json"), '{"host": {"json.example.com": {}}}');
    const [{ direct }] = written({ HOME: home }).provider_installation;
    expect(direct?.[0]?.["include"]).toEqual(
      expect.arrayContaining(["rc.example.com/*/*", "json.example.com/*/*"]) as string[],
    );
    expect(written({ HOME: home, TF_CLI_CONFIG_FILE: join(home, "none") }).provider_installation).toBeDefined();
  });

  it.each(["provider_installation {", "{"])("refuses %j with the way out", (text) => {
    expect(() => written(own(text))).toThrow(SandboxError);
    expect(() => written(own(text))).toThrow("TF_CLI_CONFIG_FILE=/dev/null");
  });
});
