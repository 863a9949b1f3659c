import fc from "fast-check";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Decimal, numberText } from "../../lib/language/decimal";
import { parseExpression, parseTemplate } from "../../lib/language/syntax/parse";
import type { Expression } from "../../lib/language/tree";
import { describeWithTerraform, TerraformDirectory } from "./terraform";

/** A long run: `LITERALS=5000 npx jest literals`. */
const LITERALS = Number(process.env["LITERALS"] ?? 300);
const SEED = Number(process.env["SEED"] ?? 1);

type Text = fc.Arbitrary<string>;

/** What means the same in any text. */
const piece = fc.constantFrom(
  ...[
    "a",
    "b ",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u0085",
    "\u3000",
    "\ufeff",
    "é",
    "e\u0301",
    "😀",
    "{",
    "}",
    "'",
    "#",
    "//",
  ],
  ...["$ ", "$$ ", "%% ", "$x", "$${", "%%{ ", "$$${", "$${~", "~}", "<<E"],
  ...[
    '${"b"}',
    '${~ "b" ~}',
    '${" b " ~}',
    "x${~ 1.50}",
    "x${12345678901234567890123}",
    "x${1e30 ~}",
    "x${true}",
    "${~ true}y",
  ],
  ...["%{ if true }a%{ endif }", " %{~ if false ~} a %{~ else ~} b %{~ endif ~} ", '${"%{ if true ~} c %{ endif }" ~}'],
);
const escape = fc.constantFrom(...String.raw`\n \r \t \" \\ \u00e9 \u0301 \U0001f600 \u0041 \u2003`.split(" "));
const quoted = several(fc.oneof(piece, escape), 6).map((text) => `"${text}${text.length % 3 === 0 ? "$" : ""}"`);

const indent = fc.constantFrom("", "  ", "    ", "      ", "\t", "\t\t", "\u3000 ");
const line = joined(indent, several(piece, 3), fc.constantFrom("", "", "\\n", '"', "$", " "));
const block = fc
  .tuple(indent, fc.constantFrom("true", "false"), fc.constantFrom("", "~"), fc.array(line, { maxLength: 2 }))
  .map(([before, condition, strip, lines]) =>
    [`${before}%{${strip} if ${condition} ~}`, ...lines, `${before}%{ endif ${strip}}`].join("\n"),
  );
const lines = fc.array(fc.oneof({ weight: 4, arbitrary: line }, block, fc.constantFrom("", "   ")), { maxLength: 5 });
const heredoc = fc
  .tuple(fc.constantFrom("<<E", "<<-E", "<<-E"), lines, indent, fc.constantFrom("\n", "\n", "\r\n"))
  .map(([opening, body, end, newline]) => [opening, ...body, `${end}E`, ""].join("\n").replaceAll("\n", newline));

function several(part: Text, maxLength: number): Text {
  return fc.array(part, { maxLength }).map((parts) => parts.join(""));
}

function joined(...parts: Text[]): Text {
  return fc.tuple(...parts).map((all) => all.join(""));
}

/** What an expression of constants comes to. */
function valueOf(tree: Expression): unknown {
  switch (tree.kind) {
    case "literal":
      return typeof tree.value === "string" ? tree.value.normalize("NFC") : tree.value;
    case "template":
      return tree.parts.map(valueOf).map(textOf).join("").normalize("NFC");
    case "condition":
      return valueOf(valueOf(tree.condition) === true ? tree.then : tree.otherwise);
    default:
      return tree;
  }
}

function textOf(value: unknown): string {
  return value instanceof Decimal ? String(numberText(value)) : String(value);
}

describeWithTerraform("literals, compared with a plan", () => {
  const directory = new TerraformDirectory({}, () => process.env);
  afterAll(() => directory.remove());

  it("come to the same values, in HCL and in JSON", async () => {
    const literals = fc.sample(fc.oneof(quoted, heredoc), { numRuns: LITERALS, seed: SEED });
    const templates = fc
      .sample(lines, { numRuns: LITERALS, seed: SEED })
      // A byte order mark at the beginning of a JSON string is the one thing that differs on purpose.
      .map((each) => each.join("\n").replace(/^\ufeff+/, ""));
    const tuple = literals.map((literal) => `${literal},\n`).join("");
    writeFileSync(join(directory.path, "hcl.tf"), `resource "terraform_data" "hcl" {\n  input = [\n${tuple}  ]\n}\n`);
    directory.write({ resource: { terraform_data: { json: { input: templates } } } });

    const planned = await plannedInputs();
    for (const [index, literal] of literals.entries()) {
      expect([literal, valueOf(parseExpression(literal))]).toEqual([literal, planned["hcl"]?.[index]]);
    }
    for (const [index, template] of templates.entries()) {
      expect([template, valueOf(parseTemplate(template))]).toEqual([template, planned["json"]?.[index]]);
    }
  }, 300_000);

  async function plannedInputs(): Promise<Readonly<Record<string, readonly unknown[]>>> {
    await directory.init();
    const { output: said } = await directory.plan("-out=plan");
    if (!said.includes("Plan: 2 to add")) throw new Error(said);
    const { output } = await directory.terraform("show", "-json", "plan");
    const { planned_values: values } = JSON.parse(output) as {
      planned_values: { root_module: { resources: { name: string; values: { input: unknown[] } }[] } };
    };
    return Object.fromEntries(values.root_module.resources.map(({ name, values: { input } }) => [name, input]));
  }
});
