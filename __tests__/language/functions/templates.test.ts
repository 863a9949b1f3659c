import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oneOf } from "../../../lib/language/alternatives";
import { isFailure } from "../../../lib/language/convert";
import { evaluate } from "../../../lib/language/evaluate";
import { FUNCTIONS } from "../../../lib/language/functions/catalogue";
import { CheckedFiles } from "../../../lib/language/functions/checked-files";
import { fileFunctions } from "../../../lib/language/functions/files";
import { marksWithin } from "../../../lib/language/marks-within";
import { partsOf } from "../../../lib/language/parts";
import { parseExpression } from "../../../lib/language/syntax/parse";
import { STRING } from "../../../lib/language/type";
import { object, Unknown, unmarked, withMarks, type Value } from "../../../lib/language/value";
import { describeWithTerraform } from "../../e2e/terraform";
import { evaluateWithTerraform, REFUSED } from "./terraform-values";
import { value } from "./values";

const FILES: Readonly<Record<string, string>> = {
  "hello.tpl": "hello ${name}",
  "only.tpl": "${name}",
  "static.tpl": "static",
  "empty.tpl": "",
  "lines.tpl": "%{ for n in name ~}\n- ${n}\n%{ endfor ~}\nend\r\n",
  "if.tpl": '%{ if name == "a" }yes%{ else }no%{ endif }',
  "strip.tpl": "<a>\n  ${~ name ~}\n</a>",
  "dead.tpl": "%{ if false }${absent}%{ endif }${name}",
  "tried.tpl": "${try(absent, 1)}",
  "again.tpl": '${templatefile("static.tpl", {})}',
  "again-core.tpl": '${core::templatefile("static.tpl", {})}',
  "reads.tpl": '${filemd5("static.tpl")} ${file("hello.tpl")}',
  "path.tpl": "${path.module}",
  "escapes.tpl": 'a\\n${name} $${x} %%{x} "q" \\u0041',
  "mark.tpl": "\ufeff${name}",
  "composed.tpl": "e\u0301${length(name)}",
  "broken.tpl": "a ${b",
};

/** Texts that are written in a configuration, in which they are no templates yet. */
const TEXTS = {
  hello: "hello ${name}",
  only: "${name}",
  broken: "a ${b",
  again: '${templatestring(name, {})}${templatefile("static.tpl", {})}',
  reads: '${file("static.tpl")}',
  tried: '${try(file("static.tpl"), upper(name))} ${abspath("/x")}',
};

const EXPRESSIONS = [
  ...Object.keys(FILES).flatMap((name) =>
    ['{ name = "a" }', '{ name = ["a", "b"] }', "{ name = 5 }", "{}", "{ name = null }"].map(
      (variables) => `templatefile("${name}", ${variables})`,
    ),
  ),
  'templatefile("path.tpl", { path = { module = "m" } })',
  'templatefile("hello.tpl", tomap({ name = "a" }))',
  'templatefile("hello.tpl", { name = "a", other = 1 })',
  ...["a b", "1a", "", "-a"].map((name) => `templatefile("hello.tpl", { name = "a", "${name}" = 1 })`),
  ...["a-b", "_a", "ä", "if"].map((name) => `templatefile("hello.tpl", { name = "a", "${name}" = 1 })`),
  ...["null", "[]", '"x"', 'toset(["name"])'].map((variables) => `templatefile("static.tpl", ${variables})`),
  'templatefile("absent.tpl", {})',
  'templatefile(".", {})',
  "templatefile(null, {})",
  'templatefile(["hello.tpl", { name = "a" }]...)',
  'core::templatefile("hello.tpl", { name = core::upper("a") })',
  ...Object.keys(TEXTS).flatMap((name) => [
    `templatestring(local.texts.${name}, { name = "a" })`,
    `templatestring(local.texts["${name}"], {})`,
    `templatestring(local.texts[join("", ["${name}"])], { name = [1] })`,
  ]),
  "templatestring(local.texts.only, { name = true })",
  "templatestring(local.texts.only, { name = null })",
  "templatestring(local.texts.only, null)",
  'templatestring("hello", {})',
  'templatestring("hello ${local.texts.only}", {})',
  "templatestring(upper(local.texts.hello), {})",
  "templatestring(local.texts, {})",
  "templatestring(null, {})",
  "templatestring([local.texts.hello, {}]...)",
  '[for text in ["a"] : templatestring(text, {})]',
];

function writeFiles(directory: string): void {
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(directory, name), content);
  const texts = JSON.parse(JSON.stringify(TEXTS).replace(/[$%](?=\{)/g, "$&$&")) as object;
  writeFileSync(join(directory, "texts.tf.json"), JSON.stringify({ locals: { texts } }));
}

describe("templates", () => {
  const directory = mkdtempSync(join(tmpdir(), "ramparts-templates-"));
  const secret = { origin: { kind: "secret", isSensitive: true }, holds: "contains", isUnmasked: false } as const;
  const computed = new Unknown("it is computed", { type: STRING, isSet: true });
  const hole = { value: computed, as: "text" };
  const texts = object(Object.entries(TEXTS));
  const local = (members: Record<string, Value>): Value => object([["texts", texts], ...Object.entries(members)]);
  const functions = { ...FUNCTIONS, ...fileFunctions(new CheckedFiles(directory, directory)) };

  /** What an expression comes to beside these locals. */
  const come = (expression: string, locals: Record<string, Value> = {}): Value =>
    evaluate(parseExpression(expression), { functions, valueOf: () => local(locals) });
  const reason = (given: Value): string => (unmarked(given) as Unknown).because;

  beforeAll(() => writeFiles(directory));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it("keep what is known of a text beside what is not", () => {
    expect(partsOf(come('templatefile("hello.tpl", { name = local.open })', { open: computed }))).toEqual([
      "hello ",
      hole,
    ]);
    const whole = come("templatestring(local.texts.hello, local.open)", { open: new Unknown("it is computed") });
    expect(partsOf(whole)).toMatchObject(["hello ", { value: { because: "it is computed" }, as: "text" }]);
  });

  it("come to one of several where the template or a variable is", () => {
    const open = oneOf(["static.tpl", "hello.tpl"], "a condition decides it");
    const either = unmarked(come('templatefile(local.open, { name = "a" })', { open })) as Unknown;
    expect(either.certain.oneOf?.map(unmarked)).toEqual(["static", "hello a"]);
  });

  it("are not known where the template is not, and may hold what is secret in the variables", () => {
    const marked = withMarks("x", [secret]);
    for (const expression of [
      "templatefile(local.open, { name = local.marked })",
      "templatestring(local.open, { name = local.marked })",
    ]) {
      const result = come(expression, { open: computed, marked });
      expect(reason(result)).toBe("it is computed");
      expect(isFailure(result)).toBe(false);
      expect(marksWithin(result)).toContainEqual(secret);
    }
  });

  it("hold the marks of the file and of the variables that they use", () => {
    const marked = object([
      ["name", withMarks("x", [secret])],
      ["other", "y"],
    ]);
    const ofFile = { origin: { kind: "file" }, holds: "contains" };
    const used = marksWithin(come('templatefile("hello.tpl", local.marked)', { marked }));
    expect(used).toMatchObject([secret, ofFile]);
    expect(used[1]?.origin).toBe(marksWithin(come('file("hello.tpl")'))[0]?.origin);
    expect(marksWithin(come('templatefile("static.tpl", local.marked)', { marked }))).toMatchObject([ofFile]);
    const only = come("templatestring(local.marked, {})", { marked: withMarks("a", [secret]) });
    expect(marksWithin(only)).toEqual([secret]);
  });

  it("say nothing of what is in a file", () => {
    for (const name of Object.keys(FILES)) {
      const result = come(`templatefile("${name}", { other = local.open })`, { open: new Unknown("it is computed") });
      if (unmarked(result) instanceof Unknown) expect(reason(result)).not.toMatch(/absent|name|provider|path|static/);
    }
  });

  it("do not know the functions of providers", () => {
    const result = come("templatestring(local.foreign, {})", { foreign: "${provider::a::b(1)}" });
    expect(reason(result)).toBe("nobody but Terraform knows what a function in a template comes to");
    expect(isFailure(result)).toBe(false);
  });

  it("are not followed where Terraform takes them for something else than everybody would", () => {
    expect(reason(come("templatestring(local.cut, {})", { cut: "a\r${b}" }))).toBe(
      "it is a template of an unusual form",
    );
  });

  it("end where there are more of them than anybody waits for", () => {
    const long = `\${name}${"a".repeat(100_000)}`;
    const result = come('[for n in range(100) : templatestring(local.all[n], { name = "" })]', {
      all: value(Array.from({ length: 100 }, (_, index) => `${long}${index}`)),
    });
    expect(JSON.stringify(result)).toContain("it takes longer to evaluate than anybody waits for");
  });

  it("read no file where the configuration is not read from a directory", () => {
    const result = evaluate(parseExpression('templatefile("hello.tpl", {})'), {
      functions: FUNCTIONS,
      valueOf: () => null,
    });
    expect(reason(result)).toBe("no file is read for it");
  });

  describeWithTerraform("beside Terraform's", () => {
    it("come to the same", async () => {
      const expected = await evaluateWithTerraform(EXPRESSIONS, writeFiles);
      const ours = EXPRESSIONS.map((expression) => inWords(come(expression)));
      expect(EXPRESSIONS.map((each, at) => [each, ours[at]])).toEqual(
        EXPRESSIONS.map((each, at) => [each, inWords(expected[at] ?? null)]),
      );
    });
  });
});

function inWords(result: Value | typeof REFUSED): unknown {
  if (result === REFUSED || isFailure(result)) return "refused";
  return JSON.stringify(unmarked(result));
}
