import { readConfiguration } from "../../lib/inventory/configuration";
import { notReadOf } from "../../lib/configuration/not-read";
import { renderHuman } from "../../lib/report/human";
import { renderJson } from "../../lib/report/json";
import { evaluate } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import { redactedNotRead } from "../../lib/rules/redacted";
import { ID, SECRET } from "../inventory/fixtures";
import { textOf } from "../report/text-of";
import { TODAY } from "./inventory";

const ACKNOWLEDGEMENT = { reason: "agreed", until: "2020-01-01", owner: "platform", link: "https://example.com" };

/** A configuration in which every kind of text stands that a report may show. */
const CONFIGURATION = {
  "//": {
    metadata: { stackName: "stack" },
    ramparts: { acknowledgements: [{ ...ACKNOWLEDGEMENT, rule: "KEY999", path: "stack/user" }] },
  },
  provider: { alicloud: { region: "cn-hangzhou", secret_key: SECRET, alias: "west" } },
  locals: { owner: "owner" },
  resource: {
    alicloud_ram_user: { etl: { name: "e t l", display_name: "name", comments: "text" } },
    alicloud_ram_access_key: {
      a: {
        user_name: "${alicloud_ram_user.etl.name}",
        pgp_key: "keybase:somebody",
        secret_file: "file",
        status: "Active",
        "//": {
          metadata: { path: "stack/user/a" },
          ramparts: {
            source: "main.ts:7",
            accessKey: {
              name: "a",
              scenario: "other",
              necessity: "needed",
              custody: { kind: "state", acknowledgement: ACKNOWLEDGEMENT },
              consumers: [
                { service: "hologres", name: "one", owner: "team" },
                { service: "hologres", name: "two", owner: "team", runbook: "https://example.com" },
              ],
            },
          },
        },
      },
      b: { user_name: "${local.owner}" },
      c: { user_name: '${alicloud_ram_user.other["x"].name}', count: "${local.count}" },
      d: { user_name: "etl" },
      e: { user_name: "etl" },
      f: { user_name: "etl" },
      root: {
        "//": {
          ramparts: {
            accessKey: {
              name: "root",
              necessity: "needed",
              custody: { kind: "pgp" },
              root: { ...ACKNOWLEDGEMENT, statement: "I know" },
            },
          },
        },
      },
    },
  },
  output: { secret: { value: "${alicloud_ram_access_key.a.secret}" } },
};

/** Every text of a value, names included, each as the JSON in which a canary stands instead of it. */
function* withCanary(canary: string): Iterable<[string, unknown]> {
  const json = JSON.stringify(CONFIGURATION);
  for (const match of json.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
    const put = (text: string): unknown =>
      JSON.parse(json.slice(0, match.index) + JSON.stringify(text) + json.slice(match.index + match[0].length));
    const text = JSON.parse(match[0]) as string;
    yield [`in place of ${text}`, put(canary)];
    yield [`before ${text}`, put(canary + text)];
    yield [`after ${text}`, put(text + canary)];
    if (text.includes("${")) yield [`within ${text}`, put(text.replace(/\.\w+/, `.x${canary}`))];
  }
}

function evaluated(content: unknown): Finding[] {
  const stack = { name: "stack", files: [{ name: "cdk.tf.json", content }] };
  return evaluate(readConfiguration([stack]), { stage: "configuration", today: TODAY });
}

describe("what was not read", () => {
  it("is named by stack without the credentials that its names would show", () => {
    const stacks = [
      { name: "read" },
      { name: `app-${ID}`, notRead: [{ what: `module.${SECRET}`, why: `its source "./${ID}" does not exist` }] },
    ];
    const inventory = readConfiguration([{ name: "app", files: [{ name: "main.tf.json", content: CONFIGURATION }] }]);
    const masked = `${ID.slice(0, 4)}…${ID.slice(-4)}`;
    expect(redactedNotRead(notReadOf(stacks), inventory)).toEqual([
      { stack: `app-${masked}`, what: "module.[redacted]", why: `its source "./${masked}" does not exist` },
    ]);
  });
});

describe("a report", () => {
  it.each([
    ["id", ID],
    ["secret that is literal somewhere", SECRET],
  ])("never shows an AccessKey %s, wherever it stands", (_, canary) => {
    let shown = 0;
    for (const [place, content] of withCanary(canary)) {
      const findings = evaluated(content);
      const texts = [
        textOf(renderHuman(findings)),
        textOf(renderJson(findings, { version: "1" })),
        ...findings.flatMap(({ message, address }) => [message, address]),
      ];
      expect([place, texts.some((text) => text.includes(canary))]).toEqual([place, false]);
      if (texts.some((text) => /\[redacted\]|…/.test(text))) shown++;
    }
    expect(shown).toBeGreaterThan(100);
  });

  it("still says what it is about", () => {
    const rules = (content: unknown) => new Set(evaluated(content).map(({ rule }) => rule));
    const expected = [
      "GRD001",
      "GRD002",
      "KEY002",
      "KEY012",
      "ROOT004",
      "SEC001",
      "SEC002",
      "SEC004",
      "SEC005",
      "SEC009",
    ];
    expect([...rules(CONFIGURATION)]).toEqual(expect.arrayContaining(expected));
  });

  it("finds an acknowledgement by the path that stands in the configuration", () => {
    const acknowledgement = { ...ACKNOWLEDGEMENT, until: "2030-01-01", rule: "SEC002", path: `stack/${ID}` };
    const key = { user_name: "etl", secret_file: "f", "//": { metadata: { path: `stack/${ID}/k` } } };
    const findings = evaluated({
      "//": { ramparts: { acknowledgements: [acknowledgement] } },
      resource: { alicloud_ram_access_key: { k: key } },
    });
    const found = findings.find(({ rule }) => rule === "SEC002");
    expect(found?.acknowledged).not.toBeNull();
    expect(found?.path).toBe(`stack/${ID.slice(0, 4)}…${ID.slice(-4)}/k`);
  });
});
