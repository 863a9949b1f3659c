import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from "yaml";
import { InputError } from "../files/input-error";
import type { Source } from "../rules/finding";
import { mayBeQuoted } from "../redaction/looks";
import { nearest } from "./nearest";

/** More than a team writes by hand; the YAML reader is not made for more nesting than these allow. */
const MAXIMUM_CHARACTERS = 1_000_000;
const MAXIMUM_BRACKETS = 1_000;
const MAXIMUM_LINE = 1_000;
/** A longer value is no name or number, and may be something that is not to be shown. */
const SHOWN_CHARACTERS = 40;

/** What an error calls the value at its place. */
interface Text {
  readonly file: string;
  readonly lines: LineCounter;
}

/**
 * One value of a YAML file, with its place. Only what JSON could say is taken: maps with texts as keys, lists, texts,
 * numbers and truth values; no anchors, aliases, tags or merges, by which a value stands elsewhere than it is read.
 */
export class Entry {
  /**
   * Reads a file of one map.
   *
   * @throws InputError with file, line and column for what is no such YAML.
   */
  static parse(text: string, file: string): Entry {
    refuseAtFirstSight(text, file);
    const lines = new LineCounter();
    // members() looks for names that stand twice: the reader would compare every name with every other.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) {
      // What follows the colon of a message is an excerpt of the file.
      const [message = ""] = problem.message.split(":");
      throw new InputError(`${placeOf(file, lines, problem.pos[0])}: ${message}. The file is read as YAML 1.2.`);
    }
    if (document.contents === null) {
      throw new InputError(`${file}: is empty. Name a profile, as in "profile: baseline", or remove the file.`);
    }
    return new Entry({ file, lines }, "the file", document.contents, 0);
  }

  private constructor(
    private readonly text: Text,
    /** The way to the value, `rules.KEY011`, as messages name it. */
    readonly key: string,
    private readonly node: ParsedNode | null,
    private readonly offset: number,
  ) {
    if (isAlias(node)) throw this.wrong("an alias", "the value itself");
    if (isNode(node) && "anchor" in node && node.anchor) throw this.wrong("an anchor", "the value without &");
    if (isNode(node) && node.tag?.startsWith("!")) throw this.wrong("a value with a tag", "the value without !");
  }

  get source(): Source {
    return { file: this.text.file, line: this.text.lines.linePos(this.offset).line };
  }

  /** The members of a map by name; with a list of names, no others are allowed. */
  members(allowed?: readonly string[]): Map<string, Entry> {
    if (!isMap(this.node)) throw this.wrong(this.shown(), "a map, one name and value a line");
    const members = new Map<string, Entry>();
    for (const { key, value } of this.node.items) {
      const name: unknown = isScalar(key) ? key.value : key;
      const at = isNode(key) ? (key.range?.[0] ?? this.offset) : this.offset;
      const shown = isAllowed(name, allowed) ? name : typedName(String(name), allowed);
      const path = this.key === "the file" ? shown : `${this.key}.${shown}`;
      if (typeof name !== "string") {
        throw new InputError(`${placeOf(this.text.file, this.text.lines, at)}: ${this.key} has a key that is no text.`);
      }
      const member = new Entry(this.text, path, value, at);
      if (allowed && !allowed.includes(name)) throw member.unknownName(name, allowed);
      if (members.has(name)) throw member.wrong("there for the second time", "each name once");
      members.set(name, member);
    }
    return members;
  }

  items(): Entry[] {
    if (!isSeq(this.node)) throw this.wrong(this.shown(), 'a list, one item a line that starts with "- "');
    return this.node.items.map((item, index) => {
      const node = item;
      return new Entry(this.text, `${this.key}[${index}]`, node, node.range[0]);
    });
  }

  /** A text, number, truth value or null. */
  scalar(): unknown {
    return isScalar(this.node) ? this.node.value : this.node;
  }

  /** A text that is not blank. */
  words(allowed: string): string {
    const value = this.scalar();
    if (typeof value !== "string" || value.trim() === "") throw this.refusal(allowed);
    return value;
  }

  /** A whole number from 0. */
  count(): number {
    const value = this.scalar();
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
      throw this.refusal("a whole number from 0");
    }
    return value;
  }

  /** One of some words. */
  oneOf<T extends string>(allowed: readonly T[]): T {
    const value = this.scalar();
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw this.refusal(allowed.join(", "), suggestion(value, allowed));
    return found;
  }

  /** What to throw when the value is none that is allowed. */
  refusal(allowed: string, hint = ""): InputError {
    return this.wrong(this.shown(), allowed, hint);
  }

  /** What to throw when the name of the value is none that is allowed. */
  unknownName(name: string, allowed: readonly string[]): InputError {
    const hint = suggestion(name, allowed);
    return new InputError(`${this.place()}: there is no ${shorten(this.key)}. Allowed: ${allowed.join(", ")}.${hint}`);
  }

  private wrong(got: string, allowed: string, hint = ""): InputError {
    return new InputError(`${this.place()}: ${shorten(this.key)} is ${got}. Allowed: ${allowed}.${hint}`);
  }

  private place(): string {
    return placeOf(this.text.file, this.text.lines, this.offset);
  }

  private shown(): string {
    if (isMap(this.node)) return "a map";
    if (isSeq(this.node)) return "a list";
    const value = this.scalar() ?? null;
    if (typeof value !== "string") return value === null ? "empty" : JSON.stringify(value);
    if (value.trim() === "") return "blank";
    const isShown = value.length <= SHOWN_CHARACTERS && mayBeQuoted(value);
    return isShown ? JSON.stringify(value) : `a text of ${value.length} characters`;
  }
}

function suggestion(value: unknown, allowed: readonly string[]): string {
  const found = typeof value === "string" ? nearest(value, allowed) : undefined;
  return found === undefined ? "" : ` Did you mean ${found}?`;
}

function isAllowed(name: unknown, allowed: readonly string[] | undefined): name is string {
  return typeof name === "string" && allowed?.includes(name) === true;
}

/** A name that is not known as an error may show it: any other may be a secret. */
function typedName(name: string, allowed: readonly string[] = []): string {
  return mayBeQuoted(name) || nearest(name, allowed) !== undefined ? name : "[…]";
}

function shorten(key: string): string {
  return key.length > 2 * SHOWN_CHARACTERS ? `${key.slice(0, 2 * SHOWN_CHARACTERS)}…` : key;
}

function placeOf(file: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${file}:${line}:${col}`;
}

/** What would cost the reader too much, or of which it would speak in riddles. */
function refuseAtFirstSight(text: string, file: string): void {
  if (text.length > MAXIMUM_CHARACTERS) {
    throw new InputError(`${file}: has ${text.length} characters; at most ${MAXIMUM_CHARACTERS} are read.`);
  }
  let brackets = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const place = `${file}:${index + 1}:1`;
    if (/^(?:<{7}|={7}|>{7})(?:\s|$)/.test(line)) {
      throw new InputError(`${place}: is a mark of a merge conflict. Resolve the conflict, and remove its marks.`);
    }
    if (line.length > MAXIMUM_LINE) {
      throw new InputError(
        `${place}: has ${line.length} characters; a line has at most ${MAXIMUM_LINE}. Fold the text.`,
      );
    }
    brackets += line.split(/[[{]/).length - 1;
    if (brackets > MAXIMUM_BRACKETS) {
      throw new InputError(`${place}: has the bracket with which there are more than ${MAXIMUM_BRACKETS}.`);
    }
  }
}
