import { InputError } from "../../lib/files/input-error";
import { readJsonDocument, type DocumentKind } from "../../lib/plans/json-document";
import { readPlans } from "../../lib/inventory/read-plans";
import { readStates } from "../../lib/inventory/read-states";
import { bytesOf, findingsOfPlan, findingsOfState, held, KEY, keyValues, newKey, planOf, stateOf } from "./documents";

const SECRET = ["nobody", "may", "see", "this", "0".repeat(16)].join("");
const plan = planOf([{ address: `${KEY}.k`, actions: ["create"], ...newKey("etl") }]);
const state = stateOf([held(`${KEY}.k`, keyValues("etl"))]);
const stateFile = { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "x", outputs: {}, resources: [] };

/** What a user reads when the bytes cannot be used. */
function problemOf(bytes: Buffer | string, wanted: readonly DocumentKind[] = ["plan"]): string {
  try {
    readJsonDocument(typeof bytes === "string" ? Buffer.from(bytes) : bytes, "plan.json", wanted);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "";
}

describe("a document that can be read", () => {
  it.each<[string, unknown, DocumentKind]>([
    ["a plan", plan, "plan"],
    ["a plan of Terraform 1.0", { ...plan, format_version: "0.2" }, "plan"],
    ["a plan that changes nothing", { format_version: "1.2", planned_values: {} }, "plan"],
    ["a plan with a newer minor version", { ...plan, format_version: "1.99" }, "plan"],
    ["a state", state, "state"],
    ["an empty state", { format_version: "1.0", terraform_version: "1.11.4" }, "state"],
    ["a state file", stateFile, "stateFile"],
  ])("is %s", (_, document, kind) => {
    expect(readJsonDocument(bytesOf(document), "x", ["plan", "state", "stateFile"]).kind).toBe(kind);
  });

  it("may start with a byte-order mark, which some shells write", () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(plan)]);
    expect(readJsonDocument(bytes, "x", ["plan"]).content).toEqual(plan);
  });

  it("may hold lone surrogates and members that are called like those of a prototype", () => {
    const text = JSON.stringify(plan)
      .replace('"etl"', '"\\ud800"')
      .replace("{", '{"__proto__":{"actions":["create"]},"constructor":[1],');
    const { content } = readJsonDocument(Buffer.from(text), "x", ["plan"]);
    expect(() => findingsOfPlan(readPlans([{ name: "app", document: content }]))).not.toThrow();
    expect(({} as { actions?: unknown }).actions).toBeUndefined();
  });
});

describe("a document that cannot be read is named with the likely fix:", () => {
  const text = JSON.stringify({ ...plan, note: SECRET });
  it.each<[string, Buffer | string, RegExp]>([
    ["nothing", "", /is empty; .*terraform show -json/],
    ["white space", " \n", /is empty/],
    ["half of a plan", text.slice(0, -20), /ends in the middle of the JSON; it is truncated/],
    ["half of a text", text.slice(0, text.indexOf(SECRET) + 10), /truncated/],
    ["what is not JSON", `{"note": ${SECRET}}`, /:1:\d+: is not JSON/],
    ["JSON of something else", JSON.stringify({ note: SECRET }), /is JSON, but neither a plan nor a state/],
    ["a list", JSON.stringify([plan]), /neither a plan nor a state/],
    ["null", "null", /neither a plan nor a state/],
    ["a text", JSON.stringify(SECRET), /neither a plan nor a state/],
    ["the text of a plan", `\nTerraform will perform the following actions:\n  + ${SECRET}`, /prints for people/],
    ["the text of a plan in colours", `\u001b[0m\u001b[1m${SECRET}: Refreshing state...`, /prints for people/],
    ["the text of OpenTofu", "OpenTofu used the selected providers", /prints for people/],
    ["the text of a state", `# alicloud_ram_user.u:\nresource "x" "y" { a = "${SECRET}" }`, /prints for people/],
    ["a plan without changes, as text", "No changes. Your infrastructure matches", /prints for people/],
    ["a text that starts with what is read", "alicloud_ram_user.u: Refreshing state... [id=1]", /prints for people/],
    ["a text that starts with data", "data.alicloud_account.a: Reading...", /prints for people/],
    ["a binary plan", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from(SECRET)]), /binary plan file/],
    ["UTF-16", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]), /is UTF-16/],
    ["UTF-16 of the other order", Buffer.from([0xfe, 0xff, 0, 0x7b]), /is UTF-16/],
    [
      "a plan of a format to come",
      JSON.stringify({ ...plan, format_version: "2.0" }),
      /format version 2\.0; known is 0 and 1/,
    ],
    [
      "a version that is none",
      JSON.stringify({ ...plan, format_version: `\u001b[2J${SECRET}` }),
      /version that cannot be read/,
    ],
    ["a state for a plan", JSON.stringify(state), /is a state .*Give a plan/],
    ["a state file for a plan", JSON.stringify(stateFile), /is a state file .*Give a plan/],
    [
      "two members of one name",
      `{"format_version":"1.2","resource_changes":[],"resource_changes":["${SECRET}"]}`,
      /member resource_changes stands here for the second time/,
    ],
    [
      "two members of one name, spelled differently",
      '{"format_version":"1.2","a":1,"\\u0061":2}',
      /member a stands here for the second time/,
    ],
  ])("%s", (_, bytes, problem) => {
    const message = problemOf(bytes);
    expect(message).toMatch(problem);
    expect(message).toMatch(/^plan\.json/);
    expect(message).not.toContain(SECRET.slice(0, 12));
  });

  describe("with something else around the JSON:", () => {
    const pretty = JSON.stringify({ ...plan, note: SECRET }, undefined, 2);
    const message = (text: string): string =>
      JSON.stringify({ "@level": "info", "@message": text, "@module": "terraform.ui", type: "version" });
    const wrapper = /lines around the JSON \(line \d+\) that the wrapper .*"terraform_wrapper: false"/;
    const other = /has other text around the JSON \(line \d+\)/;
    it.each<[string, string, RegExp]>([
      ["a command before", `[command]/usr/bin/terraform show -json p\n${text}`, wrapper],
      ["a command before what is printed in lines", `\n[command]/x/terraform show -json p\n${pretty}\n`, wrapper],
      ["workflow commands behind", `${text}\n\n::debug::Terraform exited with code 0.\n`, wrapper],
      ["the output again behind", `${pretty}\n::set-output name=stdout::${text}\n`, wrapper],
      ["the exit code behind", `${text}\nTerraform exited with code 0.\n`, wrapper],
      ["both", `[command]terraform\n${text}\n::debug::stdout: ${text}`, wrapper],
      ["a workflow command before", `::debug::${SECRET}\n${text}`, wrapper],
      ["what a shell runs", `+ terraform show -json ${SECRET}\n${text}`, other],
      ["the time of a log", `2026-06-15T12:00:00.000Z ${text}`, other],
      ["a warning before", `Warning: ${SECRET}\n\n${pretty}`, other],
      ["a warning behind", `${pretty}\nwarning: ${SECRET}`, other],
      ["text of Terraform before", `Terraform v1.11.4\n${text}`, other],
      ["a second document", `${text}\n${text}`, /another document behind the first, from line 2/],
      ["a command before a text for people", `[command]terraform\nNo changes. ${SECRET}`, /prints for people/],
      ["the messages of a run", `${message(SECRET)}\n${message("b")}\n`, /stream of messages .*-out=PLANFILE/],
      ["one message", message(SECRET), /stream of messages/],
      ["messages behind a command", `[command]terraform plan -json\n${message(SECRET)}\n`, /stream of messages/],
    ])("%s", (_, given, problem) => {
      for (const wanted of [["plan"], ["state", "stateFile"]] as const) {
        const told = problemOf(given, wanted);
        expect(told).toMatch(problem);
        expect(told).toMatch(/^plan\.json: .* Give a (?:plan|state) /);
        expect(told).not.toContain(SECRET.slice(0, 12));
      }
    });
  });

  it("a plan for a state", () => {
    expect(problemOf(bytesOf(plan), ["state", "stateFile"])).toMatch(/is a plan .*Give a state .* or a state file/);
  });

  it("a state file of an old version", () => {
    const old = bytesOf({ ...stateFile, version: 3 });
    expect(problemOf(old, ["stateFile"])).toMatch(/format version 3; known is 4\. Let a current Terraform/);
  });

  it("shows no content when a duplicate is deep inside, but its names without control characters", () => {
    const message = problemOf(`{"format_version":"1.2","a":[{"b\\n":{"c":"${SECRET}","c":1}}]}`);
    expect(message).toMatch(/member a\.0\.\[…\]\.c stands/);
    expect(message).not.toContain(SECRET);
  });
});

describe("10,000 levels of nesting do not end the run:", () => {
  const LEVELS = 10_000;
  const nested = (open: string, inner: string, close: string): string =>
    open.repeat(LEVELS) + inner + close.repeat(LEVELS);
  const objects = nested('{"a":', "true", "}");
  const lists = nested("[", "true", "]");
  const withPlan = (members: string): string =>
    `{"format_version":"1.2","resource_changes":[],${members},"terraform_version":"1.11.4"}`;
  const changed = (members: string): string =>
    `{"format_version":"1.2","resource_changes":[{"address":"${KEY}.k","mode":"managed","type":"${KEY}","name":"k","change":{"actions":["update"],${members}}}]}`;
  const policy = JSON.stringify(`{"Version":"1","Statement":${lists}}`);

  it.each([
    ["values", changed(`"before":${objects},"after":{"user_name":${lists},"status":${objects}}`)],
    [
      "masks",
      changed(
        `"before":{},"after":{"status":"Active"},"after_unknown":${objects},"after_sensitive":{"status":${lists}}`,
      ),
    ],
    ["a mask of what is as deep", changed(`"before":${objects},"before_sensitive":${objects},"after":{}`)],
    ["paths", changed(`"before":{},"after":{},"replace_paths":${lists},"importing":${objects}`)],
    ["actions", changed(`"actions2":${lists}`).replace('["update"]', lists)],
    [
      "expressions",
      withPlan(
        `"configuration":{"root_module":{"resources":[{"mode":"managed","type":"${KEY}","name":"k","expressions":${objects}}]}}`,
      ),
    ],
    [
      "constants",
      withPlan(
        `"configuration":{"root_module":{"resources":[{"mode":"managed","type":"${KEY}","name":"k","expressions":{"user_name":{"constant_value":${lists}}}}]}}`,
      ),
    ],
    [
      "modules of the configuration",
      withPlan(`"configuration":{"root_module":${nested('{"module_calls":{"m":{"module":', "{}", "}}}")}}`),
    ],
    [
      "modules of the state",
      withPlan(
        `"prior_state":{"values":{"root_module":${nested('{"address":"module.m","child_modules":[', "", "]}")}}}`,
      ),
    ],
    ["lists of resources", withPlan(`"prior_state":{"values":{"root_module":{"resources":${lists}}}}`)],
    [
      "outputs and variables",
      withPlan(
        `"output_changes":{"o":{"after":${lists},"after_sensitive":true}},"variables":{"v":{"value":${objects}}}`,
      ),
    ],
    [
      "an address",
      changed('"before":{},"after":{}').replace(
        `"address":"${KEY}.k"`,
        `"address":"${"module.m.".repeat(LEVELS)}${KEY}.k","module_address":"${"module.m.".repeat(LEVELS).slice(0, -1)}"`,
      ),
    ],
    [
      "a policy document",
      changed(`"before":{},"after":{"policy_document":${policy}}`).replaceAll(KEY, "alicloud_ram_policy"),
    ],
    [
      "drift and deferred changes",
      withPlan(`"resource_drift":${lists},"deferred_changes":[{"resource_change":${objects}}]`),
    ],
  ])("%s of a plan", (_, text) => {
    const { content } = readJsonDocument(Buffer.from(text), "plan.json", ["plan"]);
    expect(() => findingsOfPlan(readPlans([{ name: "app", document: content }]))).not.toThrow();
  });

  it.each([
    ["attributes", `[{"mode":"managed","type":"${KEY}","name":"k","instances":[{"attributes":${objects}}]}]`],
    ["paths", `[{"type":"${KEY}","name":"k","instances":[{"attributes":{},"sensitive_attributes":${lists}}]}]`],
    ["resources", lists],
  ])("%s of a state file", (_, resources) => {
    const text = `{"version":4,"serial":1,"lineage":"x","resources":${resources}}`;
    const document = readJsonDocument(Buffer.from(text), "terraform.tfstate", ["stateFile"]);
    expect(() => findingsOfState(readStates([{ name: "app", document }]))).not.toThrow();
  });
});
