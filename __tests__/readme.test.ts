import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import { AccessKeyScenario, SecretCustody, synthFindings, User } from "../lib";
import { renderHuman } from "../lib/report/human";
import { ramparts } from "./cli/program";
import { Project } from "./cli/project";
import { blocksOf, repository } from "./documents";
import { newApp, newStack } from "./guard/fixtures";
import { planDocument } from "./plan/plans";

/** Columns and line numbers depend on where an app is written. */
function gist(text: string): string {
  return text
    .replace(/\S+\.ts:\d+/g, "FILE:LINE")
    .replace(/ +/g, " ")
    .trim();
}

describe("README.md", () => {
  it("shows a finding as `ramparts check` prints it", () => {
    const user = new User(newStack(newApp(), "analytics-credentials"), "hologres-bi", { userName: "hologres-bi" });
    for (const name of ["dashboards", "etl", "third"]) {
      user.addAccessKey(name, {
        scenario: AccessKeyScenario.THIRD_PARTY_SERVICE,
        necessity: "the dashboard service accepts only an AccessKey pair",
        custody: SecretCustody.state({ reason: "a test", until: "2999-12-31" }),
      });
    }
    const app = user.node.root as App;
    const third = synthFindings(app).filter(({ rule }) => rule === "KEY002");
    const [sample] = blocksOf("README.md").filter(({ language }) => language === "text");
    expect(gist(sample?.code ?? "")).toBe(gist(renderHuman(third, {})));
  });

  it("shows a review as `ramparts review` prints it", async () => {
    const project = new Project();
    try {
      const directory = project.directory;
      const config = join(directory, "cdktf.out");
      const manifest = join(directory, "credentials.yaml");
      const consumer = { service: "hologres", name: "bi-production", owner: "bi-team@example.com" };
      const key = (name: string, line: number): object => {
        const told = { name, necessity: "nothing else works", custody: { kind: "pgp" }, consumers: [consumer] };
        const path = `analytics-credentials/hologres-bi/${name}`;
        const comment = { metadata: { path }, ramparts: { accessKey: told, source: `main.ts:${line}` } };
        return { [`hologres-bi_${name}`]: { "//": comment, user_name: "${alicloud_ram_user.hologres-bi.name}" } };
      };
      const synthesise = (keys: object): string =>
        project.write("cdktf.out/cdk.tf.json", {
          "//": { metadata: { stackName: "analytics-credentials" } },
          resource: { alicloud_ram_user: { "hologres-bi": { name: "hologres-bi" } }, alicloud_ram_access_key: keys },
        });
      synthesise({ ...key("blue", 22), ...key("green", 30) });
      await ramparts(["manifest", config, "--output", manifest]);
      synthesise(key("green", 30));
      const user = "hologres-bi";
      const document = planDocument({
        users: [{ at: user, name: user, do: "no-op" }],
        keys: [
          { at: "hologres-bi_blue", user, do: "delete" },
          { at: "hologres-bi_green", user, do: "no-op" },
        ],
      });
      const caller = { identity_type: "RAMUser", arn: "acs:ram::1234567890123456:user/terraform" };
      const data = { address: "data.alicloud_caller_identity.me", mode: "data", type: "alicloud_caller_identity" };
      const resources = [{ ...data, name: "me", values: { account_id: "1234567890123456", ...caller } }];
      const plan = JSON.stringify({ ...document, prior_state: { values: { root_module: { resources } } } });
      // Its secrets were encrypted.
      const armoured = readFileSync(join(repository, "keys/analytics-team.asc"), "utf8");
      const team = JSON.stringify(SecretCustody.pgp(armoured).pgpKey);
      const file = project.write("plan.json", plan.replaceAll('"status":', `"pgp_key":${team},"status":`));
      const { out } = await ramparts(["review", file, "--config", config, "--manifest", manifest], { directory });
      const [, sample] = blocksOf("README.md").filter(({ language }) => language === "text");
      expect(gist(sample?.code ?? "")).toBe(gist(out));
    } finally {
      project.remove();
    }
  });
});
