import type { ConfigurationStack } from "../../lib/inventory/configuration";
import { NO_SETTINGS, type Settings } from "../../lib/rules/settings";
import { findingsOf } from "./configurations";
import { heldFindings, plannedFindings } from "./planned";

/** A key whose secret lies in clear in the state, by itself or one for each of a set. */
function keyOf(more: object, comment: object = {}, ofStack: object = {}): ConfigurationStack {
  const key = { user_name: "etl", ...more, "//": { metadata: { path: "app/etl/load" }, ramparts: comment } };
  const content = {
    "//": { ramparts: { guard: true, ...ofStack } },
    terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } },
    resource: { alicloud_ram_user: { etl: { name: "etl" } }, alicloud_ram_access_key: { load: key } },
  };
  return { name: "app", files: [{ name: "cdk.tf.json", content }] };
}

const ACCEPTANCE = { reason: "the bridge needs it in clear", until: "2027-03-31" };
const CUSTODY = {
  accessKey: { name: "load", necessity: "none", custody: { kind: "state", acknowledgement: ACCEPTANCE } },
};
const IN_FILE: Settings["acknowledgements"] = (["address", "path"] as const).map((by) => ({
  ...ACCEPTANCE,
  rule: "SEC001",
  by,
  source: { file: "ramparts.yaml", line: 1 },
  target: by === "path" ? "app/etl" : "alicloud_ram_access_key.load",
}));

describe("what is accepted once stays accepted in a configuration, a plan and a state", () => {
  it.each<[string, (more: object) => ConfigurationStack, Settings]>([
    ["in the custody", (more) => keyOf(more, CUSTODY), NO_SETTINGS],
    [
      "by the guard",
      (more) => keyOf(more, {}, { acknowledgements: [{ ...ACCEPTANCE, rule: "SEC001", path: "app/etl" }] }),
      NO_SETTINGS,
    ],
    ["in ramparts.yaml by address", keyOf, { ...NO_SETTINGS, acknowledgements: IN_FILE.slice(0, 1) }],
    ["in ramparts.yaml by path", keyOf, { ...NO_SETTINGS, acknowledgements: IN_FILE.slice(1) }],
  ])("%s", (_, stackOf, settings) => {
    for (const more of [{}, { for_each: { a: "a" } }]) {
      const configuration = { stacks: [stackOf(more)], settings };
      for (const findings of [
        findingsOf(configuration),
        plannedFindings(configuration, "create"),
        plannedFindings(configuration, "no-op"),
        heldFindings(configuration),
      ]) {
        const found = findings.filter(({ rule }) => rule === "SEC001");
        expect(found).toMatchObject([{ acknowledged: ACCEPTANCE }]);
      }
    }
  });
});
