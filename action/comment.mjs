// Keeps one comment on a pull request: the reports that are given as files, in place of those of the run before.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** Own comments start with it. */
const MARKER = "<!-- ramparts -->";
/** What GitHub takes as a comment; one report alone always leaves the room that is reserved for the last sentence. */
const LONGEST = 65_536;
const RESERVE = 120;
const PAGE = 100;
const TIMEOUT = 30_000;

const { GITHUB_API_URL, GITHUB_GRAPHQL_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, GITHUB_TOKEN } = process.env;

/** An answer of GitHub that is none. */
class Refused extends Error {
  constructor(request, status, message) {
    super(`${request}: ${status} ${message}`);
    this.isReadOnly = status === 403 && /not accessible by/i.test(message);
  }
}

/** The reports that fit, the first ones first. */
function bodyOf(files) {
  let body = `${MARKER}\n`;
  const leftOut = [];
  for (const file of files.filter((each) => existsSync(each))) {
    const report = readFileSync(file, "utf8");
    if (body.length + report.length > LONGEST - RESERVE) leftOut.push(basename(file, ".md"));
    else body += `${report}\n`;
  }
  if (leftOut.length > 0)
    body += `_Too long for this comment: ${leftOut.join(", ")}. The summary of the run has all._\n`;
  return body;
}

async function ask(method, url, content) {
  const request = `${method} ${new URL(url).pathname}`;
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${GITHUB_TOKEN}`,
      "content-type": "application/json",
      "user-agent": "ramparts",
    },
    ...(content && { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch((error) => {
    // Its message may quote a header, and with it the token.
    throw new Refused(request, "no answer", error.cause?.code ?? error.name);
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(request, response.status, answer?.message ?? "");
  return answer;
}

/** Whose token this is: anybody can write a comment that starts with the marker. */
async function ownLogin() {
  const { data, errors } = await ask("POST", GITHUB_GRAPHQL_URL, { query: "{ viewer { login } }" });
  if (!data?.viewer?.login) throw new Refused("viewer", 200, errors?.[0]?.message ?? "without a login");
  return data.viewer.login;
}

async function ownComment(comments) {
  const login = await ownLogin();
  for (let page = 1; ; page += 1) {
    const found = await ask("GET", `${comments}?per_page=${PAGE}&page=${page}`);
    const own = found.find(({ user, body }) => user?.login === login && body?.startsWith(MARKER));
    if (own || found.length < PAGE) return own;
  }
}

async function main(files) {
  const { number } = JSON.parse(readFileSync(GITHUB_EVENT_PATH, "utf8")).pull_request;
  const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;
  const own = await ownComment(`${issues}/${number}/comments`);
  const content = { body: bodyOf(files) };
  if (own) await ask("PATCH", `${issues}/comments/${own.id}`, content);
  else await ask("POST", `${issues}/${number}/comments`, content);
}

/** A command of the workflow; what it says stays one line of text. */
function tell(command, text) {
  const escaped = text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  console.log(`::${command} title=ramparts::${escaped}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  if (error.isReadOnly) {
    tell("notice", "There is no comment: the token of this run may only read. The summary of the run has the reports.");
  } else {
    tell("error", `The comment was not written. ${error.message}`);
    process.exitCode = 1;
  }
}
