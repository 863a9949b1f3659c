import { InputError } from "../files/input-error";
import type { JsonObject } from "./json";
import { mayBeQuoted } from "../redaction/looks";
import { redactCredentials } from "../redaction/redaction";

/**
 * Parses Terraform JSON without losing what Terraform would see: JSON.parse keeps the last of several members with one
 * name, Terraform reads all of them (or refuses), so a key could hide in the first. Duplicates are an error here.
 *
 * Needs no call stack, however deep the text is nested.
 *
 * @throws InputError naming the file and, where it is known, line and column.
 */
export function parseTerraformJson(text: string, fileName: string): unknown {
  return parseStrictJson(text, fileName, CONFIGURATION_FIXES);
}

/** What an error about a document advises, for each thing that can be wrong with it. */
export interface Fixes {
  readonly empty: string;
  readonly truncated: string;
  readonly notJson: string;
  readonly duplicate: string;
}

const CONFIGURATION_FIXES: Fixes = {
  empty: "a JSON object is expected. Synthesise again, or leave the file out.",
  truncated: "Synthesise again, or copy it whole.",
  notJson: "Give a synthesised directory or a Terraform JSON file (*.tf.json); HCL is read from *.tf files.",
  duplicate:
    "Terraform would read both where other readers see one, so each name is allowed once. Remove or rename one of them.",
};

/**
 * Parses any JSON document in which each name may stand once in an object.
 *
 * @throws InputError with the advice that fits
 */
export function parseStrictJson(text: string, fileName: string, fixes: Fixes): unknown {
  if (text.charCodeAt(0) === 0xfeff) {
    throw new InputError(
      `${fileName}:1:1: starts with a byte-order mark; Terraform reads UTF-8 without one. Save the file without "BOM".`,
    );
  }
  if (text.trim() === "") {
    throw new InputError(`${fileName}: is empty; ${fixes.empty}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${fileName}${syntaxProblem(text, error, fixes)}`);
  }
  // Of members with one name JSON.parse keeps one, so that fewer are left than have been written.
  if (membersIn(value) < mostNamesIn(text)) refuseDuplicates(text, fileName, fixes);
  return value;
}

/** What JSON.parse found, without the excerpt that it adds: that may be a secret. */
function syntaxProblem(text: string, error: unknown, fixes: Fixes): string {
  if (isTruncation(text, error)) {
    const place = placeOf(text, text.length);
    return `:${place}: ends in the middle of the JSON; it is truncated. ${fixes.truncated}`;
  }
  const place = placeOf(text, positionOf(error) ?? firstWrongPosition(text));
  return `:${place}: is not JSON. ${fixes.notJson}`;
}

function isTruncation(text: string, error: unknown): boolean {
  const message = error instanceof Error ? error.message : "";
  if (message.startsWith("Unexpected end") || message.startsWith("Unterminated string")) return true;
  return (positionOf(error) ?? -1) >= text.trimEnd().length;
}

function positionOf(error: unknown): number | null {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? null : Number(position);
}

/** Some errors of JSON.parse have no position: it is where the longest beginning ends that is wrong by its end only. */
function firstWrongPosition(text: string): number {
  let right = 0;
  let wrong = text.length;
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2);
    const beginning = text.slice(0, middle);
    try {
      JSON.parse(beginning);
      right = middle;
    } catch (error) {
      if (isTruncation(beginning, error)) right = middle;
      else wrong = middle;
    }
  }
  return right;
}

/** `line:column`, both from 1. */
function placeOf(text: string, position: number): string {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < position; at = text.indexOf("\n", start)) {
    line++;
    start = at + 1;
  }
  return `${line}:${position - start + 1}`;
}

/** One object or array that is open at a moment of the scan. */
interface Level {
  isArray: boolean;
  /** Names so far. A few are searched faster in a list than in a set. */
  names: string[];
  set: Set<string> | null;
  /** The name whose value is being read, or the index in an array. */
  name: string;
  index: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const FEW = 12;

/**
 * How many names of members text that JSON.parse has accepted has at most: each has a colon behind its last quote. Only
 * a string that begins with a colon looks like one, too.
 */
function mostNamesIn(text: string): number {
  let names = 0;
  for (let colon = text.indexOf(":"); colon !== -1; colon = text.indexOf(":", colon + 1)) {
    let before = colon - 1;
    while (isSpace(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === QUOTE && !isEscaped(text, before)) names++;
  }
  return names;
}

/** Whether it is what may stand between the tokens of JSON. */
function isSpace(character: number): boolean {
  return character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;
}

/** How many members the objects in a parsed value have; what JSON.parse makes inherits none that a loop would see. */
function membersIn(root: unknown): number {
  let members = 0;
  const pending: object[] = [];
  add(root);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const value of next as unknown[]) add(value);
    else {
      for (const name in next as JsonObject) {
        members++;
        add((next as JsonObject)[name]);
      }
    }
  }
  return members;
  function add(value: unknown): void {
    if (typeof value === "object" && value !== null) pending.push(value);
  }
}

/**
 * Finds a name that stands twice in text that JSON.parse has accepted, if there is one: only strings, brackets and
 * commas matter.
 */
function refuseDuplicates(text: string, fileName: string, fixes: Fixes): void {
  // A level is used again for the next object of its depth: there are hundreds of thousands of objects.
  const levels: Level[] = [];
  let depth = 0;
  let level: Level | undefined;
  let expectsName = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (expectsName && level) {
          const raw = text.slice(at + 1, end);
          const name = raw.includes("\\") ? (JSON.parse(`"${raw}"`) as string) : raw;
          if (isKnown(level, name)) throw duplicate(text, fileName, at, levels.slice(0, depth), name, fixes);
          level.name = name;
          expectsName = false;
        }
        at = end;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        expectsName = text.charCodeAt(at) === OPEN_OBJECT;
        level = levels[depth] ??= { isArray: false, names: [], set: null, name: "", index: 0 };
        depth++;
        level.isArray = !expectsName;
        level.names.length = 0;
        level.set = null;
        level.index = 0;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        depth--;
        level = levels[depth - 1];
        expectsName = false;
        break;
      case COMMA:
        if (level === undefined) break;
        expectsName = !level.isArray;
        level.index++;
        break;
    }
  }
}

/** Whether the object has a member of that name already; notes it if not. */
function isKnown(level: Level, name: string): boolean {
  const { names } = level;
  if (level.set) {
    if (level.set.has(name)) return true;
    level.set.add(name);
    return false;
  }
  if (names.includes(name)) return true;
  names.push(name);
  if (names.length > FEW) level.set = new Set(names);
  return false;
}

/** Position of the quote that ends the string which starts at a position. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1))
    if (!isEscaped(text, end)) return end;
}

/** Whether backslashes make what stands at a position a part of a string. */
function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(position - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function duplicate(
  text: string,
  fileName: string,
  at: number,
  levels: readonly Level[],
  name: string,
  fixes: Fixes,
): InputError {
  const outer = levels.slice(0, -1).map((level) => (level.isArray ? String(level.index) : level.name));
  const path = [...outer, name].map(shorten).join(".");
  return new InputError(
    `${fileName}:${placeOf(text, at)}: the member ${path} stands here for the second time in one object. ${fixes.duplicate}`,
  );
}

/** A name as an error may show it: one that could be of Terraform's, since any other may be a secret. */
function shorten(name: string): string {
  if (!/^[\w./:-]+$/.test(name) || !mayBeQuoted(name)) return "[…]";
  const visible = redactCredentials(name, true);
  return visible.length > 80 ? `${visible.slice(0, 77)}...` : visible;
}
