import { existsSync } from "node:fs";
import { readFile, UnreadFile } from "../files/read-file";
import { InputError } from "../files/input-error";
import { isObject, member } from "../json/json";
import { jsonPieces } from "../report/json-pieces";
import { printable } from "../report/printable";
import type { BaselineEntry } from "../rules/baseline";
import { baselineOf, inVersion2, newSince, newSinceVersion1 } from "../rules/baseline";
import type { Finding } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { counted } from "../rules/wording";
import type { Door } from "./door";

/** Of the file; a later form gets the next number. In the first one an entry stood for all instances of a block. */
const VERSION = 2;
const VERSIONS: readonly unknown[] = [1, VERSION];
/** The document, and the list of its findings. */
const JSON_LEVELS = 2;
/** A million findings. */
const MAXIMUM_BYTES = 128 * 1024 * 1024;
const REMEDY = "Restore the file, or remove it to record the findings of today anew.";

/** What a baseline leaves of the findings. */
export interface SinceBaseline {
  readonly findings: readonly Finding[];
  /** The file, and how many findings of it are still there. */
  readonly baseline: { readonly file: string; readonly old: number };
}

/**
 * The findings that are new since a baseline file was recorded, and how many old ones are left out. Where there is no
 * such file, it is recorded first.
 *
 * @throws InputError for a file that is no baseline, or that cannot be written.
 */
export function sinceBaseline(findings: readonly Finding[], file: string, door: Door): SinceBaseline {
  if (!existsSync(file)) {
    const entries = baselineOf(findings);
    record(file, entries, door);
    const what = counted(entries.length, "finding");
    door.err(`ramparts: recorded ${what} in ${printable(file)}: commit it, and only new findings are reported\n`);
  }
  const { version, entries } = readBaseline(file);
  const found = version === VERSION ? newSince(entries, findings) : newSinceVersion1(entries, findings);
  if (version !== VERSION) {
    record(file, inVersion2(entries, findings, found), door);
    door.err(`ramparts: rewrote ${printable(file)} as a baseline of version ${VERSION}: commit it\n`);
  }
  const old = findings.length - found.length;
  if (old > 0) door.err(`ramparts: ${counted(old, "old finding")} in ${printable(file)} not shown\n`);
  return { findings: found, baseline: { file, old } };
}

function record(file: string, findings: readonly BaselineEntry[], door: Door): void {
  door.writeFile(file, jsonPieces({ baseline: VERSION, findings }, JSON_LEVELS));
}

function readBaseline(file: string): { readonly version: unknown; readonly entries: readonly BaselineEntry[] } {
  let content: unknown;
  try {
    content = JSON.parse(readFile(file, MAXIMUM_BYTES).toString("utf8"));
  } catch (error) {
    if (error instanceof UnreadFile) throw new InputError(`${file}: ${error.message}. ${REMEDY}`);
    const problem = error instanceof SyntaxError ? "is not JSON" : `cannot be read (${codeOf(error)})`;
    throw new InputError(
      `${file}: ${problem}; a baseline that "ramparts check --baseline" wrote is expected. ${REMEDY}`,
    );
  }
  const version = member(content, "baseline");
  if (!VERSIONS.includes(version)) {
    const got =
      version === undefined ? "has no member baseline" : `is of version ${printable(JSON.stringify(version))}`;
    throw new InputError(`${file}: ${got}; a baseline of version ${VERSION} is expected. ${REMEDY}`);
  }
  const entries = member(content, "findings");
  if (!Array.isArray(entries)) throw new InputError(`${file}: has no list of findings. ${REMEDY}`);
  for (const [index, entry] of entries.entries()) {
    if (isEntry(entry)) continue;
    const expected = `a fingerprint of 32 hexadecimal digits, a level (${LEVELS.join(", ")}), a rule, stack and address`;
    throw new InputError(`${file}: findings[${index}] is no recorded finding, which has ${expected}. ${REMEDY}`);
  }
  return { version, entries: entries as BaselineEntry[] };
}

function isEntry(value: unknown): boolean {
  if (!isObject(value)) return false;
  const fingerprint = member(value, "fingerprint");
  const level = member(value, "level");
  const isTold = ["rule", "stack", "address"].every((name) => typeof member(value, name) === "string");
  const isKnown = typeof fingerprint === "string" && /^[0-9a-f]{32}$/.test(fingerprint);
  return isTold && isKnown && LEVELS.some((each) => each === level);
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
}
