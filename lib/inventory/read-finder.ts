import { isMark, SIMPLE, simpleTraversal, stepAt } from "./expression";
import { BLIND_FUNCTIONS, handedOn, openFrame, PASSING_FUNCTIONS, type Frame, type FrameKind } from "./read-frames";
import { readOf, SPLAT, withSteps, type Loop, type Read } from "./reads";
import { isTemplate } from "../language/template-text";
import { tokenize, type Token } from "./tokens";

/** Brackets in brackets beyond this are nobody's code; what is inside counts as it is, whatever is done with it. */
const MAXIMUM_NESTING = 50;
const KEYWORDS = new Set(["true", "false", "null", "else", "endif", "endfor"]);
/** Everything that a string of the configuration reads, also inside functions, conditions and nested templates. */
export function findReads(text: string): readonly Read[] {
  if (!isTemplate(text)) return [];
  const simple = SIMPLE.exec(text)?.[1];
  if (simple === undefined) return new ReadFinder(tokenize(text)).run();
  const { root, steps } = simpleTraversal(simple);
  return [readOf(root, steps, false)];
}

/** One pass over the tokens with a stack of its own: linear, however deep the text is nested. */
class ReadFinder {
  /** What is read for good: nothing around it can change that. */
  private readonly found: Read[] = [];
  private readonly frames: Frame[] = [];
  private readonly variables = new Map<string, { loop: Loop; isKey: boolean }[]>();
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  run(): readonly Read[] {
    this.push("template", -1, "");
    for (this.at = 0; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      const frame = this.frames[this.frames.length - 1];
      if (token && frame) this.token(token, frame);
    }
    this.popTo(-1);
    return this.found;
  }

  private token(token: Token, frame: Frame): void {
    switch (token.kind) {
      case "text":
        frame.isMixed = true;
        return;
      case "open":
        frame.interpolations++;
        return this.push("interpolation", this.at, "");
      case "directive":
        frame.isMixed = true;
        return this.push("directive", this.at, "");
      case "quote":
        this.startOperand(frame);
        return this.push("template", this.at, "");
      case "close":
      case "unquote":
        return this.popTo(token.partner);
      case "number":
        return this.begin(frame, []);
      case "name":
        return this.name(token.value, frame);
      case "mark":
        return this.mark(token, frame);
    }
  }

  private name(name: string, frame: Frame): void {
    if (name !== "if") this.startOperand(frame);
    if (isMark(this.tokens[this.at + 1], "(") && name !== "if") {
      this.at++;
      this.push("call", this.at, name);
    } else if (name === "for" && frame.operand === null && frame.reads.length === 0 && this.forHeader(frame)) {
      return;
    } else if (name === "if" && (frame.kind === "directive" || frame.bound.length > 0)) {
      this.endOperand(frame);
      frame.isCondition = true;
    } else if (name === "endfor" && frame.kind === "directive") {
      this.unbind(this.frames[this.frames.length - 2]?.bound.pop() ?? []);
    } else if (KEYWORDS.has(name) || this.isLiteralKey(frame)) {
      this.begin(frame, []);
    } else {
      const variable = this.variables.get(name)?.at(-1);
      const read = readOf(variable?.loop ?? name, [], frame.unmasked);
      // The key of a map is none of its values, but that of a set is the value itself.
      this.begin(frame, [variable?.isKey === true ? { ...read, isCompared: true } : read]);
    }
  }

  /** `a = 1` and `a : 1` in an object name a member; nothing is read. */
  private isLiteralKey(frame: Frame): boolean {
    if (frame.kind !== "object" || frame.reads.length > frame.start) return false;
    const [next, after] = [this.tokens[this.at + 1], this.tokens[this.at + 2]];
    if (isMark(next, "=")) return !isMark(after, "=") && !isMark(after, ">");
    return isMark(next, ":") && frame.header === null && frame.questions === 0;
  }

  /** `for v in` and `for k, v in`; false when it is neither. */
  private forHeader(frame: Frame): boolean {
    const at = this.at + (isMark(this.tokens[this.at + 2], ",") ? 4 : 2);
    if (this.tokens[at]?.value !== "in") return false;
    const names = this.tokens.slice(this.at + 1, at).filter((token) => token.kind === "name");
    frame.header = names.map((token) => token.value);
    this.at = at;
    return true;
  }

  private mark(token: Token, frame: Frame): void {
    const next = this.tokens[this.at + 1];
    const last = this.tokens[this.at - 1];
    switch (token.value) {
      case "(":
        this.startOperand(frame);
        return this.push("group", this.at, "");
      case "{":
        this.startOperand(frame);
        return this.push("object", this.at, "");
      case "[":
      case ".":
        return this.step(token, frame);
      case ")":
      case "]":
      case "}":
        return token.partner === -1 ? this.endOperand(frame) : this.popTo(token.partner);
      case ",":
        this.endOperand(frame);
        frame.firstEnd ??= frame.reads.length;
        frame.start = frame.reads.length;
        return;
      case "?":
        this.endOperand(frame);
        this.useFrom(frame, frame.start, true);
        frame.questions++;
        return;
      case ":":
        return this.colon(frame);
      case "=":
        if (isMark(next, "=") || isMark(last, "=") || isMark(last, "!")) return this.compare(frame);
        this.endOperand(frame);
        // What stands before `=` and `=>` in an object is a key: a text, into which no step leads.
        if (frame.kind === "object" && !isMark(last, "<") && !isMark(last, ">"))
          this.useFrom(frame, frame.start, false);
        return;
      case "!":
        return isMark(next, "=") ? this.compare(frame) : this.endOperand(frame);
      default:
        this.endOperand(frame);
    }
  }

  private compare(frame: Frame): void {
    if (frame.operand !== null) frame.isComparing = true;
    this.endOperand(frame);
    frame.isComparing = true;
  }

  private colon(frame: Frame): void {
    this.endOperand(frame);
    if (frame.questions > 0) {
      frame.questions--;
      frame.start = frame.reads.length;
    } else if (frame.header !== null) {
      frame.bound.push(this.bind(frame.header, frame.reads));
      frame.header = null;
      frame.reads = [];
      frame.start = 0;
    } else {
      this.useFrom(frame, frame.start, false);
    }
  }

  /** What stands after an operand; else a bracket that begins a list. */
  private step(token: Token, frame: Frame): void {
    const read = frame.operand === null ? null : stepAt(this.tokens, this.at);
    if (read !== null) frame.steps.push(read.step);
    if (token.value === "[") {
      if (read === null) this.startOperand(frame);
      this.push(read === null ? "list" : "index", this.at, "");
    } else if (read !== null) {
      this.at = read.end - 1;
    } else if (isMark(this.tokens[this.at + 1], ".") && isMark(this.tokens[this.at + 2], ".")) {
      // `f(list...)` is given the elements of the list.
      if (frame.kind === "call") frame.steps.push(SPLAT);
      this.at += 2;
    }
  }

  private push(kind: FrameKind, opener: number, called: string): void {
    this.frames.push(openFrame(kind, opener, called, this.frames[this.frames.length - 1]));
  }

  private begin(frame: Frame, reads: readonly Read[]): void {
    this.startOperand(frame);
    frame.operand = reads;
  }

  /** Two operands with nothing between them are members of an object on two lines. */
  private startOperand(frame: Frame): void {
    if (frame.operand === null) return;
    this.endOperand(frame);
    frame.start = frame.reads.length;
  }

  private endOperand(frame: Frame): void {
    const { operand, steps } = frame;
    if (operand === null) return;
    frame.operand = null;
    frame.steps = [];
    for (const read of operand) {
      const whole = withSteps(read, steps);
      if (frame.isComparing || frame.isCondition) this.use(whole, true);
      else frame.reads.push(whole);
    }
    frame.isComparing = false;
  }

  /** Closes the frame that a token opened, with those inside it that nothing closes. */
  private popTo(opener: number): void {
    for (let frame = this.frames.pop(); frame !== undefined; frame = this.frames.pop()) {
      this.endOperand(frame);
      this.close(frame, this.frames[this.frames.length - 1]);
      if (frame.opener === opener) return;
    }
  }

  private close(frame: Frame, outer: Frame | undefined): void {
    for (const names of frame.bound) this.unbind(names);
    if (frame.kind === "directive" && frame.header !== null) {
      outer?.bound.push(this.bind(frame.header, frame.reads));
      return;
    }
    const isWhole = frame.kind !== "template" || (frame.interpolations === 1 && !frame.isMixed);
    const isOwn = frame.kind === "index" || frame.kind === "directive" || !isWhole;
    const isCall = frame.kind === "call" && frame.called !== "";
    if (outer === undefined && isWhole) {
      for (const read of frame.reads) this.found.push(read);
    } else if (outer === undefined || isOwn || this.frames.length > MAXIMUM_NESTING) {
      this.useFrom(frame, 0, false);
      if (outer && frame.kind !== "index" && outer.kind !== "template") outer.operand = [];
    } else if (isCall && !PASSING_FUNCTIONS.has(frame.called)) {
      this.useIn(frame);
      outer.operand = [];
    } else if (frame.kind === "interpolation") {
      for (const read of frame.reads) outer.reads.push(read);
    } else {
      outer.operand = handedOn(frame);
    }
  }

  /** The arguments of a function that makes something else of them. */
  private useIn(frame: Frame): void {
    const isBlind = BLIND_FUNCTIONS.has(frame.called);
    const next = this.tokens[this.at + 1];
    const isDoubtful = isMark(next, ".") || isMark(next, "[");
    for (const read of frame.reads) {
      if (!isBlind) this.use(isDoubtful ? { ...read, isDoubtful } : read, false);
      else if (read.unmasked) this.use(read, true);
    }
  }

  private useFrom(frame: Frame, start: number, isCompared: boolean): void {
    for (let index = start; index < frame.reads.length; index++) {
      const read = frame.reads[index];
      if (read) this.use(read, isCompared);
    }
    frame.reads.length = start;
  }

  private use(read: Read, isCompared: boolean): void {
    this.found.push({ ...read, inside: 0, isComputed: true, isCompared: read.isCompared || isCompared });
  }

  private bind(names: readonly string[], reads: readonly Read[]): string[] {
    const loop = { reads };
    for (const [index, name] of names.entries()) {
      const variable = { loop, isKey: index < names.length - 1 };
      const outer = this.variables.get(name);
      if (outer) outer.push(variable);
      else this.variables.set(name, [variable]);
    }
    return [...names];
  }

  private unbind(names: readonly string[]): void {
    for (const name of names) this.variables.get(name)?.pop();
  }
}
