import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE } from "../../lib/rules/catalogue";
import { addressWithoutKeys, compare, textOf } from "./comparison";
import { configurations, type Configuration } from "./configurations";
import { figuresOf } from "./figures";

const CORPUS = configurations();
const RULES = CATALOGUE.map(({ id }) => id);

/** The text of every file in which a configuration declares something. */
function filesOf({ directory }: Configuration): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tf(?:\.json)?$/.test(name))
    .map((name) => readFileSync(join(directory, name), "utf8"));
}

/** The labels that one file must have each for an address to be declared: those of its modules, then its own. */
function declarationsOf(address: string): string[][] {
  const steps = addressWithoutKeys(address).split(".");
  const declarations: string[][] = [];
  while (steps[0] === "module") declarations.push(steps.splice(0, 2));
  declarations.push(steps[0] === "output" || steps[0] === "provider" ? steps.slice(1) : steps);
  return declarations.map((labels) => labels.filter((label) => label !== "module").map((label) => `"${label}"`));
}

describe("the corpus", () => {
  it("is large enough to tell something", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(45);
  });

  describe.each(CORPUS.map((configuration) => [configuration.name, configuration] as const))("%s", (_name, corpus) => {
    it("expects each finding once", () => {
      const texts = corpus.expected.map(textOf);
      expect(new Set(texts).size).toBe(texts.length);
    });

    it("expects only rules that exist, of what is declared", () => {
      const files = filesOf(corpus);
      for (const { rule, address } of corpus.expected) {
        expect(RULES).toContain(rule);
        // What is said of a backend is said of the default one, too.
        if (address.startsWith("terraform")) continue;
        for (const labels of declarationsOf(address)) {
          expect(files.some((text) => labels.every((label) => text.includes(label)))).toBe(true);
        }
      }
    });

    it("can be checked", async () => {
      await expect(compare(corpus)).resolves.toMatchObject({ name: corpus.name });
    });
  });
});

describe("the figures", () => {
  it("tell false errors, false findings, what is undecided and what is missed apart", () => {
    const address = "alicloud_ram_access_key.loader";
    const error = { kind: "error", rule: "SEC001", address } as const;
    const warning = { kind: "warning", rule: "KEY011", address } as const;
    const unknown = { kind: "unknown", rule: "KEY001", address } as const;
    const figures = figuresOf([
      { name: "right", found: [error, warning], wrong: [], missed: [] },
      { name: "wrong", found: [error, warning, unknown], wrong: [error, unknown], missed: [warning] },
    ]);
    expect(figures).toContain("2 configurations, 1 of them judged rightly");
    expect(figures).toContain("1 of 4 definite findings false (25.0 %), 1 of them errors");
    expect(figures).toContain('1 times "not known" of what the text decides; 1 findings missed');
  });
});
