import { FUNCTIONS } from "../../../lib/language/functions/catalogue";
import { CheckedFiles } from "../../../lib/language/functions/checked-files";
import { fileFunctions } from "../../../lib/language/functions/files";
import { isSpecial } from "../../../lib/language/functions/special";
import { isTemplateFunction } from "../../../lib/language/functions/templates";
import { describeWithTerraform, TerraformDirectory } from "../../e2e/terraform";

interface Parameter {
  readonly is_nullable?: true;
}

interface Signature {
  readonly parameters?: readonly Parameter[];
  readonly variadic_parameter?: Parameter;
}

const ALL = { ...FUNCTIONS, ...fileFunctions(new CheckedFiles(".", ".")) };

/** What is said of itself, and is more than it does: `join` refuses to be called without a list. */
const UNLIKE = ["join"];

describeWithTerraform("the catalogue of functions, beside Terraform's", () => {
  let signatures: Readonly<Record<string, Signature>> = {};

  beforeAll(async () => {
    const terraform = new TerraformDirectory({}, () => process.env);
    const { output } = await terraform.terraform("metadata", "functions", "-json");
    terraform.remove();
    ({ function_signatures: signatures } = JSON.parse(output) as { function_signatures: typeof signatures });
  });

  it("has all of its functions, and no others", () => {
    const names = Object.keys(signatures).filter((name) => !name.startsWith("core::"));
    const isKnown = (name: string): boolean => Object.hasOwn(ALL, name) || isSpecial(name) || isTemplateFunction(name);
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
    expect(Object.keys(ALL).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("gives them the same arguments, and null to those that take it", () => {
    const theirs = Object.keys(ALL).map((name) => {
      const { parameters = [], variadic_parameter: rest = null } = signatures[name] ?? {};
      return [name, parameters.map(takesNull), rest && takesNull(rest)];
    });
    const ours = Object.entries(ALL).map(([name, { parameters, rest = null }]) => [
      name,
      parameters.map((each) => each.takesNull === true),
      rest && rest.takesNull === true,
    ]);
    const isAlike = ([name]: readonly unknown[]): boolean => !UNLIKE.includes(String(name));
    expect(ours.filter(isAlike)).toEqual(theirs.filter(isAlike));
  });
});

function takesNull({ is_nullable: isNullable }: Parameter): boolean {
  return isNullable === true;
}
