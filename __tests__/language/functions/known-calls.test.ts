import { describeWithTerraform, TerraformDirectory } from "../../e2e/terraform";
import { call, plain, REFUSED, type KnownCall, type Plain } from "./known-calls";
import { ENCODINGS } from "./known/encodings";
import { HASHES } from "./known/hashes";
import { NETWORKS } from "./known/networks";
import { PATHS } from "./known/paths";
import { PATTERNS } from "./known/patterns";
import { TEXTS } from "./known/texts";
import { TIMES } from "./known/times";

const ALL = {
  texts: TEXTS,
  patterns: PATTERNS,
  encodings: ENCODINGS,
  hashes: HASHES,
  networks: NETWORKS,
  times: TIMES,
  paths: PATHS,
};

describe.each(Object.entries(ALL))("functions of %s, called with what is known", (_, calls) => {
  it.each(calls)("%s(%j)", (name, given, expected) => {
    expect(plain(call(name, ...given))).toEqual(expected);
  });
});

describeWithTerraform("functions of texts and Terraform's", () => {
  it("come to the same", async () => {
    const calls = Object.values(ALL).flat();
    const results = await evaluate(calls);
    expect(calls.map(([name, given], index) => [name, given, results[index]])).toEqual(calls);
  });
});

async function evaluate(calls: readonly KnownCall[]): Promise<readonly unknown[]> {
  const tried = calls.map(([name, given]) => `\${try([${name}(${given.map(expressionOf).join(", ")})], "refused")}`);
  const directory = new TerraformDirectory({ output: { all: { value: tried } } }, () => process.env);
  try {
    const planned = await directory.plan("-out", "plan");
    if (planned.code === 1) throw new Error(planned.output);
    const { output } = await directory.terraform("show", "-json", "plan");
    const { planned_values: values } = JSON.parse(output) as {
      planned_values: { outputs: { all: { value: readonly (readonly [unknown] | "refused")[] } } };
    };
    return values.outputs.all.value.map((each) => (each === "refused" ? REFUSED : each[0]));
  } finally {
    directory.remove();
  }
}

function expressionOf(given: Plain): string {
  return JSON.stringify(given).replace(/[$%](?=\{)/g, "$&$&");
}
