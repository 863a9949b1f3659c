import { join } from "node:path";
import { createSyncFn } from "synckit";
import { mergedBodies } from "../language/syntax/hcl-builder";
import { readItems } from "../language/syntax/hcl-items";
import { hasHugeNumber } from "./huge-numbers";
import { InputError } from "../files/input-error";
import { isObject, type JsonObject } from "../json/json";

type WorkerReading =
  /** JSON. */
  | { readonly content: string; readonly problem?: never }
  | { readonly problem: "depth"; readonly content?: never }
  | {
      readonly problem: "syntax";
      readonly line?: string;
      readonly column?: string;
      readonly summary?: string;
      readonly content?: never;
    };

/** The largest configuration takes the library twenty seconds; text that is made for it could take hours. */
const MAXIMUM_SECONDS = 60;
/** Kinds of blocks with as many labels as they have; those without are spelled as a list. */
const LABELS = new Map([
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["provider", 1],
  ["module", 1],
  ["output", 1],
  ["variable", 1],
  ["check", 1],
]);
/** What Terraform JSON spells without `${…}`, by kind of block: addresses and types, which are no values. */
const BARE = new Map<string, readonly string[]>([
  ["resource", ["provider", "depends_on"]],
  ["data", ["provider", "depends_on"]],
  ["ephemeral", ["provider", "depends_on"]],
  ["module", ["providers", "depends_on"]],
  ["output", ["depends_on"]],
  ["variable", ["type"]],
  ["moved", ["from", "to"]],
  ["import", ["to", "provider"]],
  ["removed", ["from"]],
]);
/** The same in the `lifecycle` of any block. */
const BARE_IN_LIFECYCLE = ["ignore_changes", "replace_triggered_by"];

let worker: ((text: string) => WorkerReading) | undefined;

/**
 * Parses HCL into what its JSON would be: literal values, and expressions as `${…}`. It has no comments.
 *
 * A megabyte takes half a second. What is left to the HCL library takes several seconds a megabyte, and the first
 * call 0.2 s more (it starts the library). The text never appears in a problem, since it may hold a secret.
 *
 * @throws InputError naming the file and, where it is known, line and column.
 */
export function parseHcl(text: string, fileName: string): JsonObject {
  if (hasHugeNumber(text)) {
    throw new InputError(
      `${fileName}: has a number of hundreds of digits, or with an exponent of four. Write it as text.`,
    );
  }
  const items = readItems(text);
  if (items?.rest === null) return items.body;
  const rest = items === null ? null : mergedBodies(items.body, parseByLibrary(items.rest, fileName));
  return rest ?? parseByLibrary(text, fileName);
}

function parseByLibrary(text: string, fileName: string): JsonObject {
  const reading = read(text, fileName);
  if (reading.content !== undefined) return JSON.parse(reading.content) as JsonObject;
  if (reading.problem === "depth") {
    throw new InputError(`${fileName}: is nested more deeply than can be read. Is it a configuration at all?`);
  }
  const { line, column, summary } = reading;
  const place = line === undefined || column === undefined ? "" : `:${line}:${column}`;
  throw new InputError(
    `${fileName}${place}: cannot be read as HCL${summary === undefined ? "" : `: ${summary}`}. ` +
      'Run "terraform validate" in its directory, which says more.',
  );
}

function read(text: string, fileName: string): WorkerReading {
  worker ??= createSyncFn<(text: string) => Promise<WorkerReading>>(join(__dirname, "hcl-worker.js"), {
    timeout: MAXIMUM_SECONDS * 1000,
  });
  try {
    return worker(text);
  } catch (error) {
    if (!(error instanceof Error && error.message.endsWith("timed-out"))) throw error;
    throw new InputError(`${fileName}: takes more than ${MAXIMUM_SECONDS} s to read. Is it a configuration at all?`);
  }
}

/**
 * A parsed HCL file in the shape of Terraform JSON. The parser has a list wherever a block may be repeated, and writes
 * addresses as if they were values.
 */
export function terraformJsonOf(content: JsonObject): JsonObject {
  return mapMembers(content, (value, kind) => {
    const labels = LABELS.get(kind);
    if (labels === undefined) return single(mapBodies(value, (body) => blockOf(kind, body)));
    return labelled(value, labels, (body) => blockOf(kind, body));
  });
}

function labelled(value: unknown, labels: number, change: (body: JsonObject) => unknown): unknown {
  if (labels === 0) return single(mapBodies(value, change));
  return isObject(value) ? mapMembers(value, (inner) => labelled(inner, labels - 1, change)) : value;
}

function blockOf(kind: string, body: JsonObject): JsonObject {
  if (kind === "terraform") return mapMembers(body, settingOf);
  const bare = BARE.get(kind) ?? [];
  return mapMembers(body, (value, name) => {
    if (bare.includes(name)) return withoutMarks(value);
    return name === "lifecycle" ? single(mapBodies(value, lifecycleOf)) : value;
  });
}

function settingOf(value: unknown, name: string): unknown {
  return name === "backend" ? labelled(value, 1, (body) => body) : single(value);
}

function lifecycleOf(body: JsonObject): JsonObject {
  return mapMembers(body, (value, name) => (BARE_IN_LIFECYCLE.includes(name) ? withoutMarks(value) : value));
}

/** `${a.b}` as `a.b`, in a list or in an object too. */
function withoutMarks(value: unknown): unknown {
  const bare = (each: unknown): unknown => (typeof each === "string" ? each.replace(/^\$\{([^]*)\}$/, "$1") : each);
  if (Array.isArray(value)) return value.map(bare);
  return isObject(value) ? mapMembers(value, bare) : bare(value);
}

/** A block that is there once is written without a list around it. */
function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 && isObject(value[0]) ? value[0] : value;
}

function mapBodies(value: unknown, change: (body: JsonObject) => unknown): unknown {
  return Array.isArray(value) ? value.map((body: unknown) => (isObject(body) ? change(body) : body)) : value;
}

function mapMembers(object: JsonObject, change: (value: unknown, name: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}
