import { isAlias, isScalar, isSeq, parseDocument, type ParsedNode, type Scalar, type YAMLMap } from "yaml";
import { convert, isFailure } from "./convert";
import { asDecoded } from "./decoded";
import { HoleWords } from "./hole-words";
import { textOf } from "./parts";
import { reasonIn } from "./sets";
import { isHole } from "./text-builder";
import { STRING } from "./type";
import { failure, LIMITS, Mapping, object, tuple, Unknown, unmarked } from "./value";
import type { Part, Unmarked, Value } from "./value";
import { mayBePlain, plainYaml } from "./yaml-plain";

/** Characters: the parser takes microseconds for each. */
const LONGEST = 256 * 1024;
/** What YAML lets stand in a text. */
const READABLE = /^[\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
/** Escapes that the version of YAML does not have that Terraform reads. */
const FOREIGN_ESCAPE = /(?<!\\)(?:\\\\)*\\(?:\/|u[dD][89a-fA-F])/;
/** What a value is called to which others refer; the parser takes any characters. */
const ANCHOR = /^[\w-]+$/;
/** Where versions of YAML differ: lines that end in other ways, tabs for indentation, and directives. */
const UNUSUAL_TEXT = /\r(?!\n)|[\u0085\u2028\u2029]|(?:^|[-?:] ) *\t|^%/m;
/** A line that begins so far in, or with so many dashes, that what stands there may be too deep. */
const DEEP_LINE = new RegExp(`^[ ?:-]{${2 * LIMITS.depth}}`, "m");

/**
 * Reads YAML as `yamldecode` does, where a hole may stand anywhere: alone it is a value, in a text a piece of it,
 * which is what its author means, and in the name of a member any number of further members. What goes beyond maps,
 * lists and scalars (tags, directives) is unknown, since versions of YAML differ there.
 */
export class YamlReader {
  private readonly words: HoleWords;
  private readonly source: string;
  private readonly anchors = new Map<string, Value>();
  /** What it comes to where it cannot be read to its end. */
  private stopped: Unknown | null = null;

  public constructor(
    parts: readonly Part[],
    /** What a text that stands in the place of a value comes to. */
    private readonly decode: (text: Value) => Value,
  ) {
    this.words = new HoleWords(parts);
    this.source = this.words.source ?? "";
  }

  public read(): Value {
    const { source } = this;
    if (this.words.source === null || UNUSUAL_TEXT.test(source)) return this.unusual();
    if (source.length > LONGEST) return new Unknown("it is longer than any YAML that is looked at");
    if (!READABLE.test(source)) return this.stop();
    if (isDeep(source)) return new Unknown("it is nested more deeply than is looked at");
    try {
      const value = this.document();
      return this.stopped ?? value;
    } catch {
      // The parser is recursive, and how much fits on the call stack depends on who calls.
      return this.unusual();
    }
  }

  private document(): Value {
    const { contents, errors, directives } = parseDocument(this.source, {
      schema: "failsafe",
      uniqueKeys: false,
      keepSourceTokens: true,
      // They would take quadratic time where there are many.
      prettyErrors: false,
      logLevel: "error",
    });
    // Terraform's reader forgives some of it.
    if (errors.length > 0) return this.unusual();
    if (contents === null) return directives.docStart ? null : this.stop();
    // For Terraform a block that is not indented is none.
    const isBlock = isScalar(contents) && contents.type?.startsWith("BLOCK");
    return isBlock && /^[^\n]*\n+[^ \n]/.test(this.source) ? this.unusual() : this.node(contents);
  }

  private node(node: ParsedNode | null): Value {
    if (node === null) return null;
    if (isAlias(node)) return this.anchors.has(node.source) ? (this.anchors.get(node.source) ?? null) : this.stop();
    if (node.tag !== undefined || !ANCHOR.test(node.anchor ?? "x")) return this.unusual();
    const value = isScalar(node) ? this.scalar(node) : isSeq(node) ? this.list(node.items) : this.map(node);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, value);
    return value;
  }

  private list(items: readonly ParsedNode[]): Value {
    return tuple(items.map((item) => this.node(item)));
  }

  private map(node: YAMLMap.Parsed): Value {
    const members = new Map<string, Value>();
    let more: Value | null = null;
    for (const { key, value } of node.items) {
      const member = this.node(value);
      const isMerge = isScalar(key) && key.value === "<<";
      const name = isMerge ? this.merge(unmarked(member), members) : this.name(key);
      if (isMerge) more ??= name;
      else if (typeof name === "string") members.set(name, member);
      else more ??= name;
    }
    return more === null ? object(members) : new Unknown(reasonIn(more), { isSet: true, members });
  }

  /** Takes over the members of a map, over those that stand before it; returns it where not all of them are known. */
  private merge(from: Unmarked, members: Map<string, Value>): Unknown | null {
    if (from instanceof Mapping) {
      for (const name of from.members.keys()) members.set(name, from.members.get(name) ?? null);
    } else if (from instanceof Unknown) members.clear();
    else this.stop();
    return from instanceof Unknown ? from : null;
  }

  private name(key: ParsedNode | null): Value {
    const name = unmarked(convert(this.node(key), STRING));
    return name === null || isFailure(name) ? this.stop() : name;
  }

  private scalar(node: Scalar.Parsed): Value {
    const parts = this.words.partsOf(this.charactersOf(node));
    if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") return textOf(parts);
    const hole = parts.find(isHole);
    if (hole === undefined) return this.plain(this.charactersOf(node), node.type === "PLAIN");
    if (!parts.every((part) => isHole(part) || mayBePlain(part))) return textOf(parts);
    if (parts.length > 1 || node.type !== "PLAIN") return new Unknown(reasonIn(hole.value));
    return hole.as === "text" ? this.decode(hole.value) : asDecoded(hole.value);
  }

  /** Terraform looks for numbers and words in blocks of text too, but takes what they are as a text again. */
  private plain(characters: string, isPlain: boolean): Value {
    const value = plainYaml(characters);
    if (isFailure(value)) return this.stop();
    return isPlain ? value : convert(value, STRING);
  }

  private charactersOf({ type, value, source, srcToken, range }: Scalar.Parsed): string {
    const raw = srcToken && "source" in srcToken ? srcToken.source : "";
    if (type === "QUOTE_DOUBLE" && FOREIGN_ESCAPE.test(raw)) this.stop();
    const characters = typeof value === "string" ? value : source;
    // Terraform adds no line break that is not there.
    const isCutOff = !this.source.endsWith("\n") && range[1] === this.source.length && type?.startsWith("BLOCK");
    return isCutOff ? characters.replace(/\n$/, "") : characters;
  }

  /** Where some of the text is not known, it may be YAML all the same. */
  private stop(): Unknown {
    return (this.stopped ??= this.open() ?? failure("a text is not YAML"));
  }

  private unusual(): Unknown {
    return (this.stopped ??= this.open() ?? new Unknown("it is YAML of an unusual form"));
  }

  private open(): Unknown | null {
    const { first } = this.words;
    return first ? new Unknown(reasonIn(first.value)) : null;
  }
}

/** Whether a text may be nested more deeply than the parser can take. */
function isDeep(source: string): boolean {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of source.matchAll(/[[{}\]]/g)) {
    depth = Math.max(0, depth + (bracket === "[" || bracket === "{" ? 1 : -1));
    deepest = Math.max(deepest, depth);
  }
  return deepest > LIMITS.depth || DEEP_LINE.test(source);
}
