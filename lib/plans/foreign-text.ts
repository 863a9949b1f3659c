import { isObject, member } from "../json/json";

/** How a document of Terraform's begins, and a message of its stream. */
const BEGINNING = /\{\s*"(?:format_version|version|terraform_version|@level)"\s*:/;
const BEGINNING_OF_LINE = new RegExp(`^${BEGINNING.source}`, "m");
/** What the wrapper of hashicorp/setup-terraform and a workflow itself write around the output of a command. */
const WRAPPER = /^(?:\[command\]|::[a-z-]+(?: [^\n]*?)?::|##\[|Terraform exited with code )/;
/** A message of the stream is not longer. */
const LONGEST_MESSAGE = 1_000_000;

const STREAM =
  "is the stream of messages that Terraform prints with -json while it works, as in terraform plan -json: it holds no " +
  "plan and no state. Keep the plan with terraform plan -out=PLANFILE, and let terraform show -json PLANFILE print it.";

/**
 * What is written before the JSON of a document, or instead of it, in a sentence for whoever has given it; null where
 * nothing tells. It never shows any of the text.
 */
export function textBefore(text: string): string | null {
  const start = text.trimStart();
  if (start.startsWith("{")) return isMessage(firstLine(start)) ? STREAM : null;
  const at = (isScreenText(text) ? BEGINNING_OF_LINE : BEGINNING).exec(text)?.index;
  // A list of documents is JSON of something else.
  if (at !== undefined && start.startsWith("[") && parsed(text) !== null) return null;
  if (at !== undefined) {
    const before = text.slice(0, at);
    return isMessage(firstLine(text.slice(at))) ? STREAM : around(before.split("\n"), 1);
  }
  const lines = text.slice(0, LONGEST_MESSAGE).split("\n");
  const rest = lines.filter((line) => !WRAPPER.test(line)).join("\n");
  return isScreenText(rest) ? "is the text that Terraform prints for people." : null;
}

/** The same of what is written behind the JSON. */
export function textAfter(text: string): string | null {
  const end = endOfJson(text);
  if (end === null) return null;
  const rest = text.slice(end);
  if (rest.trim() === "") return null;
  const line = text.slice(0, end + rest.length - rest.trimStart().length).split("\n").length;
  if (/^\s*[{[]/.test(rest)) {
    return `holds another document behind the first, from line ${line}. Give each in a file of its own.`;
  }
  return around(rest.split("\n"), line);
}

/** Whether a text is what Terraform shows on a screen. */
export function isScreenText(text: string): boolean {
  const start = text.slice(0, 500).trimStart();
  if (start.startsWith("\u001b[")) return true;
  return /^(?:Terraform |OpenTofu |No changes\.|# |Refreshing state|[\w.-]+: (?:Refreshing|Reading))/.test(start);
}

function around(lines: readonly string[], line: number): string {
  if (lines.some((each) => WRAPPER.test(each.trim()))) {
    return (
      `has lines around the JSON (line ${line}) that the wrapper of the action hashicorp/setup-terraform writes, or a ` +
      'workflow. Set "terraform_wrapper: false" for that action, and let terraform show -json write the file again.'
    );
  }
  return (
    `has other text around the JSON (line ${line}): a wrapper of Terraform, a shell or a log has written it. Let only ` +
    "what terraform show -json prints into the file."
  );
}

function firstLine(text: string): string {
  const end = text.slice(0, LONGEST_MESSAGE).indexOf("\n");
  return end === -1 ? text : text.slice(0, end);
}

function isMessage(line: string): boolean {
  if (line.length > LONGEST_MESSAGE || !line.includes('"@level"')) return false;
  const message = parsed(line);
  return typeof member(message, "@level") === "string" && typeof member(message, "@message") === "string";
}

/** Where a document ends that stands on one line, or whose last bracket stands at the start of one. */
function endOfJson(text: string): number | null {
  const ends = [text.indexOf("\n", text.indexOf("{")), text.indexOf("\n}") + 2];
  return ends.find((end) => end > 1 && isObject(parsed(text.slice(0, end)))) ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
