import { startReader } from "../pgp/public-key";
import { InputError } from "../files/input-error";
import { isScreenText, textAfter, textBefore } from "./foreign-text";
import { isObject, member, type JsonObject } from "../json/json";
import { parseStrictJson } from "../json/strict-json";

/** What a document of Terraform's is, as its members tell. */
export type DocumentKind = "plan" | "state" | "stateFile";

const NOUNS: Readonly<Record<DocumentKind, string>> = {
  plan: 'a plan ("terraform show -json PLANFILE")',
  state: 'a state ("terraform show -json")',
  stateFile: "a state file (terraform.tfstate)",
};

/** The newest format of each kind that is known; a newer minor number only adds members. */
const MAJOR_VERSIONS: Readonly<Record<DocumentKind, readonly string[]>> = {
  plan: ["0", "1"],
  state: ["0", "1"],
  stateFile: ["4"],
};

/** A document of Terraform's that was read, with what it is. */
export interface JsonDocument {
  readonly kind: DocumentKind;
  readonly content: JsonObject;
}

/** More characters than V8 takes for one text. */
const LONGEST_TEXT = 0x1fffffe8;
/** A version as an error may show it: anything may have been written there. */
const VERSION = /^[\d.]{1,20}$/;

/**
 * Reads a document of Terraform's from its bytes.
 *
 * @param name what errors call it
 * @param wanted the kinds that the caller can do something with
 * @throws InputError for what is empty, truncated, no JSON, JSON of something else, of another kind or of a format that
 *   did not exist when this was written; it never shows any of the contents.
 */
export function readJsonDocument(bytes: Buffer, name: string, wanted: readonly DocumentKind[]): JsonDocument {
  const expected = `Give ${wanted.map((kind) => NOUNS[kind]).join(" or ")}.`;
  const text = textOf(bytes, name, expected);
  if (text.includes('"pgp_key":"')) startReader();
  const content = parsed(text, name, expected);
  const kind = kindOf(content);
  if (kind === null || !isObject(content)) {
    throw new InputError(`${name}: is JSON, but neither a plan nor a state. ${expected}`);
  }
  if (!wanted.includes(kind)) throw new InputError(`${name}: is ${NOUNS[kind]}. ${expected}`);
  refuseNewer(content, kind, name);
  return { kind, content };
}

function parsed(text: string, name: string, expected: string): unknown {
  try {
    return parseStrictJson(text, name, {
      empty: `a JSON object is expected. ${expected}`,
      truncated: "Write it again, or copy it whole.",
      notJson: expected,
      duplicate: "Terraform writes each name once, so that this is not what it wrote.",
    });
  } catch (error) {
    const problem = error instanceof InputError ? textAfter(text) : null;
    throw problem === null ? error : new InputError(`${name}: ${problem} ${expected}`);
  }
}

function textOf(bytes: Buffer, name: string, expected: string): string {
  const problem = binaryProblem(bytes);
  if (problem !== null) throw new InputError(`${name}: ${problem} ${expected}`);
  if (bytes.length >= LONGEST_TEXT) {
    throw new InputError(
      `${name}: has ${bytes.length} bytes; at most ${LONGEST_TEXT - 1} can be read as one document.`,
    );
  }
  // Some shells put a byte-order mark before whatever they redirect.
  const text = bytes.toString("utf8", bytes.subarray(0, 3).toString("latin1") === "\u00ef\u00bb\u00bf" ? 3 : 0);
  const foreign = textBefore(text);
  if (foreign !== null) throw new InputError(`${name}: ${foreign} ${expected}`);
  if (isScreenText(text)) {
    throw new InputError(`${name}: is the text that Terraform prints for people. ${expected}`);
  }
  return text;
}

/** What the first bytes tell of something that is no UTF-8 text. */
function binaryProblem(bytes: Buffer): string | null {
  if (bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") {
    return "is a binary plan file; its JSON is what terraform show -json prints for it.";
  }
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? "is UTF-16, which some shells write for a redirection; write it as UTF-8." : null;
}

function kindOf(content: unknown): DocumentKind | null {
  const has = (name: string): boolean => member(content, name) !== undefined;
  if (has("format_version")) {
    if (has("resource_changes") || has("planned_values") || has("configuration")) return "plan";
    // Where there is no state yet, Terraform writes the version of the format and nothing else.
    const isEmpty = isObject(content) && Object.keys(content).length === 1;
    return isEmpty || has("values") || has("terraform_version") ? "state" : null;
  }
  return has("version") && has("serial") && has("lineage") ? "stateFile" : null;
}

function refuseNewer(content: JsonObject, kind: DocumentKind, name: string): void {
  const given = kind === "stateFile" ? content["version"] : content["format_version"];
  const version = typeof given === "string" || typeof given === "number" ? String(given) : "";
  const known = MAJOR_VERSIONS[kind];
  if (known.includes(version.split(".")[0] ?? "")) return;
  const shown = VERSION.test(version) ? version : "that cannot be read";
  const fix = kind === "stateFile" ? "Let a current Terraform write it anew." : "A newer ramparts may know it.";
  throw new InputError(`${name}: has the format version ${shown}; known is ${known.join(" and ")}. ${fix}`);
}
