import type { App } from "cdktf";
import { AccessKeyScenario, SecretCustody, synthFindings, User } from "../lib";
import { renderHuman } from "../lib/report/human";
import { blocksOf } from "./documents";
import { newApp, newStack } from "./guard/fixtures";

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
});
