import { isAscii } from "../ascii";
import { referencesIn } from "../references";
import type { Expression } from "../tree";
import { ExpressionReader } from "./expression-reader";
import { HclBuilder, type HclBody } from "./hcl-builder";
import { scan } from "./scanner";
import type { Token } from "./token";
import { MalformedText, TokenReader } from "./token-reader";

/** What of a file was read; and the text in which the rest is, each character where it was, if anything is left. */
export interface HclItems {
  readonly body: HclBody;
  readonly rest: string | null;
}

/** An argument, or a block with its kind and labels. */
interface Item {
  readonly path: readonly [string, ...string[]];
  readonly value: unknown;
  readonly isBlock: boolean;
}

const OPENING: readonly Token["kind"][] = ["open", "directive", "quote", "heredoc"];
const CLOSING: readonly Token["kind"][] = ["close", "unquote", "unheredoc"];
/** What may come after a value that is not the beginning of a longer expression. */
const AFTER_VALUE = [",", "]", "}"];
/** Expressions whose text goes into `${…}` as it is. */
const KEPT: readonly Expression["kind"][] = ["name", "attribute", "index", "splat", "call", "binary", "condition"];
/** In a template a condition is written in another way. */
const KEPT_IN_TEMPLATE = KEPT.filter((kind) => kind !== "condition");
/** With so many digits a number is what is written. */
const NUMBER = /^\d{1,15}$/;
const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/**
 * The arguments and blocks of an HCL file that can be written as JSON in one way only: nearly all of them. The HCL
 * library writes them just so, but takes a second for each three thousand blocks. What asks for more is left to it,
 * an item as a whole: whatever it refuses, folds or writes anew, it does as ever.
 *
 * Null where the items cannot be told apart, or are not to be together.
 */
export function readItems(text: string): HclItems | null {
  const tokens = scan(text, "expression");
  const items = itemsOf(tokens);
  if (items === null) return null;
  const read = items.map(({ tokens: own }) => readItem(text, own));
  // Of blocks of one kind and name the order counts, so that they stay together.
  const left = new Set(items.flatMap(({ tokens: own }, index) => (read[index] === null ? headOf(own) : [])));
  const builder = new HclBuilder();
  const taken: ItemTokens[] = [];
  for (const [index, item] of items.entries()) {
    const value = read[index] ?? null;
    if (value === null || (left.size > 0 && left.has(headOf(item.tokens)))) continue;
    if (!builder.add(value)) return null;
    taken.push(item);
  }
  return { body: builder.build(), rest: left.size === 0 ? null : without(text, taken) };
}

/** A text with spaces for some of its items. */
function without(text: string, items: readonly ItemTokens[]): string {
  const rest: string[] = [];
  let end = 0;
  for (const { first, last } of items) {
    const after = last.at + last.text.length;
    rest.push(text.slice(end, first.at), text.slice(first.at, after).replace(/[^\r\n]/g, " "));
    end = after;
  }
  return rest.join("") + text.slice(end);
}

/** The kind and the labels of a block, or the name of an argument. */
function headOf(tokens: readonly Token[]): string {
  const end = tokens.findIndex(({ kind, text }) => kind === "mark" && (text === "{" || text === "="));
  const words = tokens.slice(0, end).filter(({ kind }) => kind === "name" || kind === "text");
  return JSON.stringify(words.map(({ text }) => text));
}

interface ItemTokens {
  readonly first: Token;
  readonly last: Token;
  readonly tokens: readonly Token[];
}

/** What newlines part that are in no brackets. */
function itemsOf(tokens: readonly Token[]): readonly ItemTokens[] | null {
  const items: ItemTokens[] = [];
  let start = 0;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const { kind, text } = token;
    if (kind === "invalid") return null;
    if (OPENING.includes(kind) || (kind === "mark" && "{[(".includes(text))) depth++;
    else if (CLOSING.includes(kind) || (kind === "mark" && "}])".includes(text))) depth--;
    if (depth < 0 || (kind === "end" && depth > 0)) return null;
    if (depth > 0 || (kind !== "newline" && kind !== "end")) continue;
    const [first, last] = [tokens[start], tokens[index - 1]];
    if (index > start && first && last) items.push({ first, last, tokens: tokens.slice(start, index) });
    start = index + 1;
  }
  return items;
}

/** Null for what is left to the library. */
function readItem(text: string, tokens: readonly Token[]): Item | null {
  try {
    return new ItemReader(text, new TokenReader(tokens)).whole();
  } catch (error) {
    if (error instanceof MalformedText) return null;
    throw error;
  }
}

class ItemReader {
  private readonly expressions: ExpressionReader;

  constructor(
    private readonly text: string,
    private readonly reader: TokenReader,
  ) {
    this.expressions = new ExpressionReader(reader);
    reader.enter(true);
  }

  whole(): Item {
    const item = this.item();
    this.reader.take("end");
    return item;
  }

  private item(): Item {
    const name = this.name();
    if (this.reader.accept("=")) return { path: [name], value: this.value(), isBlock: false };
    const labels: string[] = [];
    while (!this.reader.accept("{")) labels.push(this.label());
    return { path: [name, ...labels], value: this.body(), isBlock: true };
  }

  private label(): string {
    if (this.reader.peek().kind === "name") return this.name();
    const { at } = this.reader.take("quote");
    const { text } = this.reader.take("text");
    const end = this.reader.take("unquote").at;
    return end - at - 1 === text.length && isAscii(text) ? text : leave();
  }

  private name(): string {
    const { text } = this.reader.take("name");
    return isAscii(text) ? text : leave();
  }

  /** Behind the brace that opens it, up to the one that closes it. */
  private body(): HclBody {
    this.reader.descend();
    const builder = new HclBuilder();
    const isOneLine = this.reader.peek().kind !== "newline";
    while (this.skipNewline() && !this.reader.accept("}")) {
      const item = this.item();
      if (!builder.add(item)) leave();
      // One line has one argument.
      if (isOneLine && (item.isBlock || !this.reader.isMark("}"))) leave();
      if (!isOneLine && this.reader.peek().kind !== "newline") leave();
    }
    this.reader.ascend();
    return builder.build();
  }

  private skipNewline(): true {
    while (this.reader.peek().kind === "newline") this.reader.read();
    return true;
  }

  private value(): unknown {
    this.reader.descend();
    const value = this.valueBehind(this.reader.peek());
    const { kind, text } = this.reader.peek();
    const isWhole = kind === "newline" || kind === "end" || (kind === "mark" && AFTER_VALUE.includes(text));
    this.reader.ascend();
    return isWhole ? value : leave();
  }

  private valueBehind({ kind, text }: Token): unknown {
    if (kind === "quote") return this.quoted();
    if (kind === "mark" && text === "[") return this.list();
    if (kind === "mark" && text === "{") return this.object();
    if (kind === "heredoc") return leave();
    const { expression, written } = this.expression();
    if (expression.kind !== "literal") return kept(expression, written, KEPT);
    if (NUMBER.test(written)) return Number(written);
    return WORDS.has(written) ? WORDS.get(written) : leave();
  }

  private quoted(): string {
    this.reader.take("quote");
    let whole = "";
    let isSign = false;
    for (let token = this.reader.read(); token.kind !== "unquote"; token = this.reader.read()) {
      if (token.kind === "text") {
        whole += token.text.normalize("NFC").replace(/([$%])\{/g, "$1$1{");
        isSign = /[$%]$/.test(token.text);
      } else {
        // Behind a sign it would be another one.
        if (token.kind !== "open" || token.text !== "${" || isSign) leave();
        this.reader.enter(false);
        const { expression, written } = this.expression();
        whole += kept(expression, written, KEPT_IN_TEMPLATE);
        if (this.reader.take("close").text !== "}") leave();
        this.reader.leave();
      }
    }
    return whole;
  }

  private list(): unknown[] {
    this.reader.expect("[");
    this.reader.enter(false);
    if (this.reader.isWord("for")) leave();
    const elements: unknown[] = [];
    while (!this.reader.accept("]")) {
      elements.push(this.value());
      if (this.reader.accept(",")) continue;
      this.reader.expect("]");
      break;
    }
    this.reader.leave();
    return elements;
  }

  private object(): HclBody {
    this.reader.expect("{");
    this.reader.enter(true);
    if (this.reader.isWord("for")) leave();
    const builder = new HclBuilder();
    while (this.skipNewline() && !this.reader.accept("}")) {
      const name = this.label();
      if (!this.reader.accept("=")) this.reader.expect(":");
      if (!builder.add({ path: [name], value: this.value(), isBlock: false })) leave();
      if (this.reader.accept("}")) break;
      if (!this.reader.accept(",")) this.reader.take("newline");
    }
    this.reader.leave();
    return builder.build();
  }

  private expression(): { readonly expression: Expression; readonly written: string } {
    const { at } = this.reader.peek();
    const expression = this.expressions.expression();
    return { expression, written: this.text.slice(at, this.reader.end) };
  }
}

/** What comes to the same wherever it stands is written as that. */
function kept(expression: Expression, written: string, kinds: readonly Expression["kind"][]): string {
  const isOpen = expression.kind === "call" || referencesIn(expression).length > 0;
  return isOpen && kinds.includes(expression.kind) ? `\${${written}}` : leave();
}

/** Leaves the item to the library. */
function leave(): never {
  throw new MalformedText();
}
