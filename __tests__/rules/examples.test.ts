import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { App, TerraformStack } from "cdktf";
import * as ramparts from "../../lib";
import { readConfiguration } from "../../lib/inventory/configuration";
import { CATALOGUE } from "../../lib/rules/catalogue";
import { evaluate } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import { TODAY } from "./inventory";

const teamPublicKey = readFileSync(join(__dirname, "../../keys/analytics-team.asc"), "utf8");

/** What the guard finds in an example: a configuration, or statements in an app that has what they speak of. */
function findingsOf(example: string): readonly Finding[] {
  return example.startsWith("{") ? inConfiguration(example) : inApp(example);
}

function inConfiguration(json: string): readonly Finding[] {
  const files = [{ name: "main.tf.json", content: JSON.parse(json) as unknown }];
  return evaluate(readConfiguration([{ name: "app", files }]), { stage: "configuration", today: TODAY });
}

function inApp(statements: string): readonly Finding[] {
  const { AccessKeyScenario, AlicloudProvider, Consumer, SecretCustody, User } = ramparts;
  const app = new App();
  const stack = new TerraformStack(app, "app");
  new AlicloudProvider(stack, "alicloud", {});
  const scope = {
    ...ramparts,
    TerraformStack,
    app,
    stack,
    teamPublicKey,
    etl: new User(stack, "etl", { userName: "etl" }),
    bi: new User(stack, "bi", { userName: "bi" }),
    loader: Consumer.of("adb", "loader", { owner: "data@example.com" }),
    dashboards: Consumer.of("adb", "dashboards", { owner: "bi@example.com" }),
    options: {
      scenario: AccessKeyScenario.OTHER,
      necessity: "an example",
      custody: SecretCustody.pgp(teamPublicKey),
    },
  };
  const run = compileFunction(statements, Object.keys(scope)) as (...values: unknown[]) => void;
  run(...Object.values(scope));
  return ramparts.synthFindings(app);
}

describe("the example of a rule", () => {
  beforeAll(() => jest.useFakeTimers({ now: Date.parse(TODAY), doNotFake: ["setImmediate", "nextTick"] }));
  afterAll(() => jest.useRealTimers());

  const examples = CATALOGUE.flatMap(({ id, example }) => (example ? [[id, example] as const] : []));

  it.each(examples)("%s fires before and not after", (id, { before, after }) => {
    const violations = (example: string) =>
      findingsOf(example).filter(({ rule, verdict }) => rule === id && verdict === "violation");
    expect(violations(before)).not.toEqual([]);
    expect(violations(after)).toEqual([]);
  });
});
