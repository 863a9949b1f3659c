import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { blocksOf } from "../documents";
import { Project } from "./project";
import { describeWithGpg, describeWithTerraform } from "./terraform";

const MAIN = `
import { readFileSync } from "node:fs";
import { App, TerraformStack } from "cdktf";
import { AccessKeyScenario, AlicloudProvider, SecretCustody, User } from "ramparts";

const app = new App();
const stack = new TerraformStack(app, "analytics-credentials");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
new User(stack, "hologres-bi", { userName: "hologres-bi" })
  .addAccessKey("dashboards", {
    scenario: AccessKeyScenario.THIRD_PARTY_SERVICE,
    necessity: "the dashboard service accepts only an AccessKey pair",
    custody: SecretCustody.pgp(readFileSync("bi-team.asc", "utf8")),
  })
  .outputEncryptedSecret();
app.synth();
`;

describeWithTerraform("docs/handover.md", () => {
  describeWithGpg("from the apply to the consumer", () => {
    const project = new Project({ "main.ts": MAIN });
    // GnuPG talks to its agent over a socket in this folder, whose path must be short.
    const keyring = mkdtempSync("/tmp/gpg-");
    afterAll(() => {
      project.remove();
      rmSync(keyring, { recursive: true, force: true });
    });

    it("works as it is written, block by block", async () => {
      const [makeKey, ...handOver] = blocksOf("docs/handover.md")
        .filter(({ language }) => language === "sh")
        .map(({ code }) => code);
      const bash = (script: string): string[] => ["bash", "-euo", "pipefail", "-c", script];
      const inSandbox = (...command: string[]) =>
        project.run(process.execPath, [join("dist/lib/cli/main.js"), "sandbox", "--", ...command], {
          GNUPGHOME: keyring,
        });

      expect(await inSandbox(...bash(makeKey ?? ""))).toMatchObject({ code: 0 });
      const deploy = ["cdktf", "deploy", "analytics-credentials", "--auto-approve", "--skip-provider-lock"];
      expect(await inSandbox(...deploy)).toMatchObject({ code: 0 });
      const { code, output } = await inSandbox(...bash(handOver.join("\n")));
      expect({ code, output }).toMatchObject({ code: 0 });
      // The first block prints the id without a line break, the last one how many characters the secret has.
      expect(output).toMatch(/^sandbox-key(-[0-9a-f]{4}){3}[2-9]\d\s*$/m);
      expect(output).not.toContain("sandbox-secret-");
    }, 90_000);
  });
});
