import { spawnSync } from "node:child_process";
import { answerText, ask } from "../../oracle/ask";
import { SIGNATURES } from "../../oracle/generate/signatures";
import { QUESTIONS } from "../../oracle/judge/judge";
import { closed, opened } from "../../oracle/names/given";
import { NAMES } from "../../oracle/names/names";
import { TerraformPlans } from "../../oracle/terraform/plan";
import { describeWithTerraform } from "../e2e/terraform";

/** A few of the expressions of `npm run oracle`, always the same ones. */
const COUNT = 60;
/** Of the values in the place of what is open: plain ones, and those with a null among them, which breaks most. */
const TRIED = [0, 1];

describeWithTerraform("the values of random expressions", () => {
  const plans = new TerraformPlans();
  afterAll(() => plans.remove());

  it.each(QUESTIONS)(
    "are Terraform's: %s",
    (question) => {
      const answer = ask(plans, question, "test", COUNT, TRIED);
      expect(answer.differences.length === 0 ? "" : answerText(question, answer)).toBe("");
      expect(answer.refused).toBeLessThan(COUNT / 10);
    },
    60_000,
  );

  it("are asked of Terraform with what is unknown and sensitive, whatever fails beside them", () => {
    const texts = ["[var.open_text, 1]", "nope(1)", "[1][2]", "{ a = var.secret }", "1 / 0", '"${var.open_text}"'];
    expect(plans.evaluate(texts, opened(NAMES))).toMatchObject([
      { kind: "value", unknown: [true, false], sensitive: [false, false] },
      { kind: "failed", because: expect.stringContaining("There is no function named") as string },
      { kind: "failed", because: expect.stringContaining("Invalid index") as string },
      { kind: "value", value: { a: "hush-hush" }, sensitive: { a: true } },
      { kind: "failed", because: expect.stringContaining("infinity") as string },
      { kind: "value", unknown: true },
    ]);
    expect(plans.evaluate(texts.slice(-1), closed(NAMES, 2))).toMatchObject([{ value: "12", unknown: false }]);
  });

  it("call the functions that Terraform has", () => {
    const { stdout } = spawnSync("terraform", ["metadata", "functions", "-json"], { encoding: "utf8" });
    const { function_signatures: listed } = JSON.parse(stdout) as { function_signatures: Record<string, Listed> };
    const names = Object.keys(listed).filter((name) => !name.startsWith("core::"));
    expect([...SIGNATURES.keys()].filter((name) => !names.includes(name))).toEqual([]);
    for (const [name, { parameters, returns }] of SIGNATURES) {
      const { parameters: known = [], return_type: type } = listed[name] ?? {};
      expect([name, parameters.map(({ name: own }) => own), returns]).toEqual([
        name,
        known.map((each) => each.name),
        type,
      ]);
    }
  });
});

interface Listed {
  readonly parameters?: readonly { readonly name: string }[];
  readonly return_type: unknown;
}
