import { blocksOf } from "../documents";
import { Project } from "./project";
import { describeWithTerraform } from "./terraform";

const BLOCKS = blocksOf("docs/review.md");
const codeIn = (language: string): string[] =>
  BLOCKS.filter((block) => block.language === language).map(({ code }) => code);

/** The app at rest, what the pull requests change of it, and what is shown of each. */
const [APP = ""] = codeIn("ts");
const [ROTATE_BOTH = "", CREATE_FIRST = "", ROTATE_GREEN = "", DISABLE_BLUE = ""] = codeIn("diff");
const [GREEN_REVIEW, BOTH_REVIEW, CREATE_FIRST_REVIEW = "", BLUE_REVIEW, FOUND, AUDITED] = codeIn("text");

/** A text after the lines of a difference with `-` have become those with `+`. */
function patched(text: string, difference: string): string {
  const side = (sign: string): string =>
    difference
      .split("\n")
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1))
      .join("\n");
  if (!text.includes(side("-"))) throw new Error(`the app does not have these lines:\n${side("-")}`);
  return text.replace(side("-"), () => side("+"));
}

/** Ids and days are others in every run. */
function gist(text: string): string {
  return text
    .replace(/sandbox-key-[-\w]+/g, "ID")
    .replace(/sand…\w{4}/g, "SHORT ID")
    .replace(/\d{4}-\d\d-\d\d/g, "DAY")
    .trim();
}

describeWithTerraform("docs/review.md", () => {
  const project = new Project();
  afterAll(() => project.remove());

  let synthesised = "";

  /** Runs a line of shell on the embedded account; what it says beside the result is left out. */
  async function inSandbox(app: string, line: string): Promise<string> {
    // What is written after it was synthesised counts as newer, also where it is the same.
    if (app !== synthesised) project.write("main.ts", app);
    const synth = app === synthesised ? "" : "ts-node main.ts >synth.log 2>&1; ";
    synthesised = app;
    const program = ["dist/lib/cli/main.js", "sandbox", "--", "sh", "-c", synth + line];
    const { output } = await project.run(process.execPath, program, {
      CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "1",
      CHECKPOINT_DISABLE: "1",
    });
    return gist(output);
  }

  const ramparts = (args: string): string => `node dist/lib/cli/main.js ${args} 2>ramparts.log`;

  /** Applies the plan that was reviewed, as the document says. */
  function apply(app: string): Promise<string> {
    const terraform = "terraform apply -no-color ../../../plans/etl-credentials.tfplan";
    const review = ramparts("review --save-plan plans >review.log");
    return inSandbox(app, `rm -rf plans; ${review}; cd cdktf.out/stacks/etl-credentials && ${terraform} 2>&1`);
  }

  it("shows what its commands print", async () => {
    const afterGreen = patched(APP, ROTATE_GREEN);
    const both = patched(APP, ROTATE_BOTH);
    expect(await apply(APP)).toContain("Apply complete!");
    expect(await inSandbox(both, ramparts("review"))).toBe(gist(BOTH_REVIEW ?? ""));
    const createdFirst = await inSandbox(patched(both, CREATE_FIRST), ramparts("review"));
    expect(createdFirst.split("\n\n")[0]).toBe(gist(CREATE_FIRST_REVIEW));

    expect(await inSandbox(afterGreen, ramparts("review"))).toBe(gist(GREEN_REVIEW ?? ""));
    expect(await apply(afterGreen)).toContain("Apply complete!");
    const id = `$(node -p '${OLDEST_KEY}')`;
    expect(await inSandbox(afterGreen, ramparts(`find "${id}"`))).toBe(gist(FOUND ?? ""));
    expect(await inSandbox(afterGreen, ramparts("audit"))).toBe(gist(AUDITED ?? ""));
    expect(await inSandbox(patched(afterGreen, DISABLE_BLUE), ramparts("review"))).toBe(gist(BLUE_REVIEW ?? ""));
  }, 180_000);
});

/** Reads its id in the file of the account. */
const OLDEST_KEY =
  'require("fs").readFileSync(".ramparts/sandbox/account.json", "utf8").match(/sandbox-key-[-\\w]+/)[0]';
