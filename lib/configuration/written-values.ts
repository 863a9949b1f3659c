import { isTemplate } from "../language/template-text";
import { isObject, visitTexts, type JsonObject } from "../json/json";
import { Decimal } from "../language/decimal";
import { evaluate, type Names } from "../language/evaluate";
import { union, type Mark } from "../language/marks";
import { parseTemplate } from "../language/syntax/parse";
import { marksWithin } from "../language/marks-within";
import { LIMITS, marksOf, object, text, tuple, Unknown, unmarked, withMarks, type Value } from "../language/value";
import { convert } from "../language/convert";
import { STRING } from "../language/type";
import { referencesIn, type Reference } from "../language/references";
import type { Expression } from "../language/tree";

/** So many values are few. */
const FEW = 20;
const TOO_DEEP = new Unknown("it is nested more deeply than is looked at");

/** What names stand for where a value is written. */
export interface WrittenNames extends Names {
  /** What a template comes to that is nothing but a reference, where that is known without an evaluation. */
  readonly referred?: (template: string) => Value | undefined;
}

/**
 * Values as they are written in a configuration: JSON in which a text is a template. Most texts are none, and the
 * others stand there many times: each is parsed once.
 */
export class WrittenValues {
  private readonly parsed = new Map<string, Expression>();
  private readonly withTemplates = new WeakMap<object, boolean>();

  /** Whether a text in it is a template, so that it is not just what is written. */
  public hasTemplate(written: unknown): boolean {
    if (typeof written === "string") return isTemplate(written);
    if (typeof written !== "object" || written === null) return false;
    const known = this.withTemplates.get(written);
    if (known !== undefined) return known;
    const pending: unknown[] = [written];
    let seen = 0;
    let found = false;
    for (let next = pending.pop(); next !== undefined && !found; next = pending.pop(), seen++) {
      if (typeof next === "string") found = isTemplate(next);
      else if (Array.isArray(next)) for (const each of next as unknown[]) pending.push(each);
      else if (typeof next === "object" && next !== null) {
        for (const name in next) pending.push(name, (next as JsonObject)[name]);
      }
    }
    // Each instance of a block asks for it; what is small is looked through again as fast as it is remembered.
    if (seen > FEW) this.withTemplates.set(written, found);
    return found;
  }

  /** What a written value comes to. */
  public evaluate(written: unknown, names: WrittenNames, depth = 0): Value {
    if (typeof written === "string") {
      if (!isTemplate(written)) return text(written);
      return names.referred?.(written) ?? evaluate(this.parse(written), names);
    }
    if (typeof written === "number") return numberOf(written);
    if (typeof written !== "object" || written === null) return typeof written === "boolean" ? written : null;
    if (depth === LIMITS.depth) return this.tooDeep(written, names);
    if (Array.isArray(written)) return tuple(written.map((each: unknown) => this.evaluate(each, names, depth + 1)));
    const members: [string, Value][] = [];
    const marks: (readonly Mark[])[] = [];
    let open: Unknown | null = null;
    for (const [name, value] of Object.entries(written)) {
      const key = isTemplate(name) ? convert(this.evaluate(name, names), STRING) : name;
      const known = unmarked(key);
      marks.push(marksOf(key));
      const member = this.evaluate(value, names, depth + 1);
      if (typeof known === "string") members.push([known, member]);
      else open ??= known instanceof Unknown ? known : new Unknown("the name of a member is no text");
    }
    const result =
      open === null ? object(members) : new Unknown(open.because, { isSet: true, members: new Map(members) });
    return withMarks(result, union(...marks));
  }

  /** What nobody looks at may hold a secret all the same. */
  private tooDeep(written: unknown, names: Names): Value {
    const marks: (readonly Mark[])[] = [];
    visitTexts(written, (each) => {
      if (isTemplate(each)) marks.push(marksWithin(evaluate(this.parse(each), names)));
    });
    return withMarks(TOO_DEEP, union(...marks));
  }

  /** A written value in which no text is a template: defaults in Terraform JSON. */
  public verbatim(written: unknown, depth = 0): Value {
    if (typeof written === "string") return text(written);
    if (typeof written === "number") return numberOf(written);
    if (typeof written !== "object" || written === null) return typeof written === "boolean" ? written : null;
    if (depth === LIMITS.depth) return TOO_DEEP;
    if (Array.isArray(written)) return tuple(written.map((each: unknown) => this.verbatim(each, depth + 1)));
    return object(Object.entries(written).map(([name, value]) => [name, this.verbatim(value, depth + 1)] as const));
  }

  /** All that a written value refers to. */
  public referencesIn(written: unknown): readonly Reference[] {
    if (typeof written === "string") return isTemplate(written) ? referencesIn(this.parse(written)) : [];
    if (!isObject(written) && !Array.isArray(written)) return [];
    const found: Reference[] = [];
    visitTexts(written, (each) => {
      if (isTemplate(each)) for (const reference of referencesIn(this.parse(each))) found.push(reference);
    });
    return found;
  }

  private parse(template: string): Expression {
    const known = this.parsed.get(template);
    if (known) return known;
    const expression = parseTemplate(template);
    this.parsed.set(template, expression);
    return expression;
  }
}

/** JSON.parse has rounded what has more digits than a number of JavaScript holds. */
function numberOf(number: number): Value {
  const isExact = Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
  return isExact ? new Decimal(number) : new Unknown("it has more digits than are read", { type: { kind: "number" } });
}
