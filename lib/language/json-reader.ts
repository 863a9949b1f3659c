import { convert, decimal, isFailure } from "./convert";
import { asDecoded } from "./decoded";
import { textOf } from "./parts";
import { reasonIn } from "./sets";
import { Tape } from "./tape";
import { typeOf } from "./type-of";
import { failure, LIMITS, Mapping, object, tuple, Unknown, unmarked, type Hole, type Part, type Value } from "./value";

const SPACE = /[ \t\r\n]*/y;
// eslint-disable-next-line no-control-regex -- these have to be escaped in JSON
const PLAIN = /[^"\\\u0000-\u001f]*/y;
/** A number or a word, with holes in it, or a hole alone. */
const SCALAR = /[^ \t\r\n,:[\]{}"]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS = new Map<string, Value>([
  ["null", null],
  ["true", true],
  ["false", false],
]);
const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/**
 * Reads JSON as `jsondecode` does, where a hole may stand anywhere.
 *
 * What was encoded comes back as it was. A text that somebody put into the JSON is taken for what its place says, which
 * is what its author means: in quotes it is a piece of a text, and has neither quotes nor backslashes itself; where the
 * value of a member stands it is one value; between elements it is any number of elements; where a member begins it is
 * any number of further members.
 */
export class JsonReader {
  private at = 0;
  private depth = 0;
  /** What it comes to where it cannot be read to its end. */
  private stopped: Unknown | null = null;

  private readonly tape: Tape;

  public constructor(
    parts: readonly Part[],
    /** What a text that stands in the place of a value comes to. */
    private readonly decode: (text: Value) => Value,
  ) {
    this.tape = new Tape(parts);
  }

  public read(): Value {
    const value = this.value();
    this.skipSpace();
    // Terraform asks whether more follows, and its reader takes these for the end of something.
    if (this.next !== undefined && this.next !== "]" && this.next !== "}") this.stop();
    return this.stopped ?? value;
  }

  private value(): Value {
    this.skipSpace();
    switch (this.next) {
      case '"':
        return textOf(this.quoted());
      case "{":
        return this.nested(() => this.object());
      case "[":
        return this.nested(() => this.array());
      default:
        return this.scalar();
    }
  }

  private nested(read: () => Value): Value {
    this.at++;
    this.depth++;
    if (this.depth > LIMITS.depth) this.stopped ??= new Unknown("it is nested more deeply than is looked at");
    const value = read();
    this.depth--;
    return value;
  }

  private array(): Value {
    const elements: Value[] = [];
    const more = this.items("]", () => elements.push(this.value()));
    if (more === null) return tuple(elements);
    return new Unknown(reasonIn(more.value), { isSet: true, elements, atLeast: elements.length });
  }

  private object(): Value {
    const members = new Map<string, Value>();
    let more: Value | null = null;
    const hole = this.items("}", () => {
      const parts = this.quoted();
      const name = textOf(parts);
      this.skipSpace();
      this.take(":");
      const value = this.value();
      if (typeof name !== "string") more ??= name;
      // Terraform loses a name that is not in composed form between its two passes.
      else if (name !== written(parts) || !isOfOneType(members.get(name), value)) this.stop();
      else members.set(name, value);
    });
    more ??= hole?.value ?? null;
    return more === null ? object(members) : new Unknown(reasonIn(more), { isSet: true, members });
  }

  /**
   * Goes through elements or members up to the bracket that closes them, and returns a hole that stands for any number
   * of them. Beside such a hole a comma may be missing, since it may bring its own.
   */
  private items(close: "]" | "}", item: () => void): Hole | null {
    let more: Hole | null = null;
    let after: "start" | "comma" | "item" | "hole" = "start";
    while (this.stopped === null) {
      this.skipSpace();
      const hole = this.holeForMany(close);
      if (hole !== null) {
        more ??= hole;
        after = "hole";
      } else if (this.next === close && after !== "comma") {
        this.at++;
        return more;
      } else if (this.next === "," && (after === "item" || after === "hole")) {
        this.at++;
        after = "comma";
      } else if (after !== "item") {
        item();
        after = "item";
      } else this.stop();
    }
    return more;
  }

  /** Goes over a hole that stands where elements or members do, unless it is a single element. */
  private holeForMany(close: "]" | "}"): Hole | null {
    const end = this.endOf(SCALAR);
    const hole = this.tape.firstHoleIn(this.at, end);
    if (!hole || (close === "]" && end - this.at === 1 && isOneValue(hole))) return null;
    this.at = end;
    this.skipSpace();
    // It was the name of a member.
    if (close === "}" && this.next === ":") {
      this.at++;
      this.value();
    }
    return hole;
  }

  private scalar(): Value {
    const start = this.at;
    this.at = this.endOf(SCALAR);
    const hole = this.tape.firstHoleIn(start, this.at);
    if (hole && this.at - start > 1) return new Unknown(reasonIn(hole.value));
    if (hole?.as === "json") return asDecoded(hole.value);
    if (hole) return hole.as === "text" ? this.decode(hole.value) : new Unknown(reasonIn(hole.value));
    const word = this.tape.characters.slice(start, this.at);
    const known = WORDS.get(word);
    if (known !== undefined) return known;
    const number = NUMBER.test(word) ? decimal(word) : null;
    return number?.isFinite() ? number : this.stop();
  }

  /** The parts of a text in quotes. */
  private quoted(): readonly Part[] {
    this.take('"');
    const parts = this.plain();
    if (this.next !== "\\" || this.stopped) return this.closed(parts);
    while (this.next === "\\" && !this.stopped) {
      parts.push(this.escape());
      for (const part of this.plain()) parts.push(part);
    }
    return this.closed(wellFormed(parts));
  }

  private closed(parts: readonly Part[]): readonly Part[] {
    this.take('"');
    return parts;
  }

  private plain(): Part[] {
    const start = this.at;
    this.at = this.endOf(PLAIN);
    return this.tape.parts(start, this.at);
  }

  private escape(): string {
    const letter = this.tape.characters[this.at + 1] ?? "";
    const code = this.tape.characters.slice(this.at + 2, this.at + 6);
    const isCode = letter === "u" && /^[0-9a-fA-F]{4}$/.test(code);
    const character = isCode ? String.fromCharCode(parseInt(code, 16)) : ESCAPES.get(letter);
    this.at += isCode ? 6 : 2;
    if (character === undefined) this.stop();
    return character ?? "";
  }

  private endOf(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.test(this.tape.characters) ? pattern.lastIndex : this.at;
  }

  private skipSpace(): void {
    this.at = this.endOf(SPACE);
  }

  private get next(): string | undefined {
    return this.tape.characters[this.at];
  }

  private take(character: string): void {
    if (this.next === character) this.at++;
    else this.stop();
  }

  /** Where some of the text is not known, it may be JSON all the same. */
  private stop(): Unknown {
    const hole = this.tape.firstHole;
    return (this.stopped ??= hole ? new Unknown(reasonIn(hole.value)) : failure("a text is not JSON"));
  }
}

function written(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : "")).join("");
}

/** Whether a hole among elements is certainly one of them. */
function isOneValue({ value, as }: Hole): boolean {
  const inner = unmarked(value);
  const kind = inner instanceof Unknown ? inner.certain.type?.kind : undefined;
  return as === "json" || (as === "text" && (kind === "number" || kind === "bool"));
}

/** Whether Terraform can read two members of one name: it reads both as what the last one is. */
function isOfOneType(former: Value | undefined, last: Value): boolean {
  if (former === undefined || former === null) return true;
  if (former instanceof Mapping && last instanceof Mapping) {
    return [...former.members.keys()].every((name) => {
      return last.members.has(name) && isOfOneType(former.members.get(name), last.members.get(name) ?? null);
    });
  }
  return last !== null && !isFailure(convert(former, typeOf(last)));
}

/** The same parts, with halves of characters joined, and replaced where they stand alone. */
function wellFormed(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  let pending: string[] = [];
  const flush = (): void => {
    joined.push(pending.join("").replace(LONE_SURROGATE, "\ufffd"));
    pending = [];
  };
  for (const part of parts) {
    if (typeof part === "string") pending.push(part);
    else {
      flush();
      joined.push(part);
    }
  }
  flush();
  return joined;
}
