import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../documents";
import { runCommand, type CommandResult } from "../e2e/terraform";
import { StandInGithub } from "./stand-in-github";

const TOKEN = "a-token-of-the-run";
const OWN = "github-actions[bot]";

describe("the comment on a pull request", () => {
  let directory: string;
  let github: StandInGithub;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "ramparts-comment-"));
    github = await StandInGithub.start(TOKEN);
  });
  afterEach(() => {
    github.close();
    rmSync(directory, { recursive: true });
  });

  function comment(reports: Readonly<Record<string, string>>, environment = {}): Promise<CommandResult> {
    const files = Object.entries({ ...reports, "event.json": '{"pull_request":{"number":7}}' }).map(([name, text]) => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    });
    const reportFiles = files.filter((file) => file.endsWith(".md"));
    return runCommand(process.execPath, [join(repository, "action/comment.mjs"), ...reportFiles], {
      cwd: directory,
      env: {
        ...process.env,
        ...github.environment,
        GITHUB_REPOSITORY: "octo/infra",
        GITHUB_EVENT_PATH: join(directory, "event.json"),
        GITHUB_TOKEN: TOKEN,
        ...environment,
      },
    });
  }

  it("has the reports in the order in which they are given", async () => {
    expect(await comment({ "review.md": "one\n", "check.md": "two\n" })).toEqual({ code: 0, output: "" });
    expect(github.of(OWN).map(({ body }) => body)).toEqual(["<!-- ramparts -->\none\n\ntwo\n\n"]);
  });

  it("leaves a report out that would make it longer than GitHub takes, and says so", async () => {
    // As long as a renderer makes it at most.
    const [review, check] = ["r".repeat(65_380), "c".repeat(1000)];
    await comment({ "review.md": review, "check.md": check });
    const [{ body } = { body: "" }] = github.of(OWN);
    expect(body).toContain(review);
    expect(body).toMatch(/\n_Too long for this comment: check\. The summary of the run has all\._\n$/);
    expect(body.length).toBeLessThanOrEqual(65_536);
  });

  it("is not the one of somebody else, nor another one of its own author", async () => {
    github.add("mallory", "<!-- ramparts -->\n");
    github.add(OWN, "Quoted: <!-- ramparts -->");
    await comment({ "check.md": "new" });
    expect(github.comments.map(({ body }) => body.includes("new"))).toEqual([false, false, true]);
  });

  it("is left out with a notice where the token may only read", async () => {
    github.refusal = { status: 403, message: "Resource not accessible by integration" };
    const { code, output } = await comment({ "check.md": "new" });
    expect({ code, output }).toEqual({
      code: 0,
      output:
        "::notice title=ramparts::There is no comment: the token of this run may only read. " +
        "The summary of the run has the reports.\n",
    });
  });

  it.each<[string, { status: number; message: string } | null, Record<string, string>, RegExp]>([
    ["GitHub fails", { status: 502, message: "Server Error" }, {}, /comments: 502 Server Error$/],
    ["it writes too much", { status: 403, message: "rate limit exceeded" }, {}, /comments: 403 rate limit exceeded$/],
    ["the token is none", null, { GITHUB_TOKEN: "another" }, /POST \/graphql: 401 Bad credentials$/],
    ["the token is no header", null, { GITHUB_TOKEN: `${TOKEN}\nx` }, /POST \/graphql: no answer TypeError$/],
  ])("fails with a sentence, and without the token, when %s", async (_, refusal, environment, message) => {
    github.refusal = refusal;
    const { code, output } = await comment({ "check.md": "new" }, environment);
    expect(code).toBe(1);
    expect(output).toMatch(/^::error title=ramparts::The comment was not written\. [^\n]*\n$/);
    expect(output.trim()).toMatch(message);
    expect(output).not.toContain(TOKEN);
  });

  it("fails with a sentence when nobody answers", async () => {
    github.close();
    const { code, output } = await comment({ "check.md": "new" });
    expect({ code, output }).toEqual({
      code: 1,
      output: "::error title=ramparts::The comment was not written. POST /graphql: no answer ECONNREFUSED\n",
    });
  });
});
