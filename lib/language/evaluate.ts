import { attributeOf, elementAt, splat } from "./access";
import { madeOf, oneOf } from "./alternatives";
import { decide } from "./conditions";
import { convert, isFailure } from "./convert";
import { callFunction } from "./functions/call";
import type { Functions } from "./functions/definition";
import { callSpecial, isSpecial } from "./functions/special";
import {
  callTemplate,
  isRefusedIn,
  isTemplateFunction,
  type Render,
  type TemplateFunction,
} from "./functions/templates";
import { loopOver } from "./loops";
import { union, type Mark } from "./marks";
import { binary, unary } from "./operators";
import { textOf } from "./parts";
import type { Expression, ForExpression, ObjectMember } from "./tree";
import { STRING } from "./type";
import {
  failure,
  LIMITS,
  marksOf,
  object,
  Sequence,
  tuple,
  Unknown,
  unmarked,
  withMarks,
  type Part,
  type Value,
} from "./value";

/** What names stand for where an expression is evaluated. */
export interface Names {
  /** What the first name of a traversal stands for: `local`, `var`, the type of a resource. */
  valueOf(name: string): Value;
  readonly functions: Functions;
  /** The function whose template is evaluated, if it is one; not all functions can be called there. */
  readonly template?: TemplateFunction;
}

/** So many characters of a template take as long to read as one part of an expression to be evaluated. */
const CHARACTERS_A_STEP = 4;

/** So many parts of expressions are evaluated for one value: loops in loops could go on for hours. */
const MOST_STEPS = 2_000_000;

/**
 * What an expression comes to, as Terraform evaluates it; where that is not known, with all that is certain of it. It
 * never throws by itself: what Terraform refuses is a failure.
 */
export function evaluate(expression: Expression, names: Names): Value {
  return new Evaluation(names, { left: MOST_STEPS }).valueOf(expression, 0);
}

/** A name that a `for` gives to an element, in front of those around it. */
interface Bound {
  readonly name: string;
  readonly value: Value;
  readonly around: Bound | null;
}

class Evaluation {
  constructor(
    private readonly names: Names,
    private readonly steps: { left: number },
    private readonly bound: Bound | null = null,
    /** What `element` stands for, within a splat. */
    private readonly element: Value = null,
  ) {}

  valueOf(expression: Expression, depth: number): Value {
    if (expression.kind === "literal") return expression.value;
    if (depth > LIMITS.depth) return new Unknown("it is nested more deeply than is looked at");
    if (this.steps.left-- <= 0) return new Unknown("it takes longer to evaluate than anybody waits for");
    const below = (inner: Expression): Value => this.valueOf(inner, depth + 1);
    switch (expression.kind) {
      case "name":
        return this.named(expression.name);
      case "attribute":
        return attributeOf(below(expression.of), expression.name);
      case "index":
        return elementAt(below(expression.of), below(expression.key));
      case "element":
        return this.element;
      case "splat":
        return splat(below(expression.of), (each) => this.within(this.bound, each).valueOf(expression.each, depth + 1));
      case "template":
        return this.template(expression.parts.map(below));
      case "joined":
        return this.joined(below(expression.elements));
      case "call":
        return this.call(expression, depth + 1);
      case "unary":
        return unary(expression.operator, below(expression.operand));
      case "binary":
        return binary(expression.operator, below(expression.left), below(expression.right));
      case "condition":
        return decide(below(expression.condition), below(expression.then), below(expression.otherwise));
      case "tuple": {
        const elements = expression.elements.map(below);
        return elements.find(isFailure) ?? tuple(elements);
      }
      case "object":
        return objectOf(expression.members, below);
      case "for":
        return this.loop(expression, depth + 1);
      case "malformed":
        return failure("it is malformed");
    }
  }

  private within(bound: Bound | null, element: Value): Evaluation {
    return new Evaluation(this.names, this.steps, bound, element);
  }

  private named(name: string): Value {
    for (let at = this.bound; at !== null; at = at.around) if (at.name === name) return at.value;
    return this.names.valueOf(name);
  }

  private template(values: readonly Value[]): Value {
    const parts: Part[] = [];
    for (const value of values) {
      const part = convert(value, STRING);
      if (unmarked(part) === null) return failure("a part of a text is null");
      if (isFailure(part)) return part;
      parts.push({ value: part, as: "text" });
    }
    return textOf(parts);
  }

  private joined(elements: Value): Value {
    const inner = unmarked(elements);
    if (inner instanceof Sequence) return withMarks(this.template(inner.elements), marksOf(elements));
    if (isFailure(elements)) return elements;
    const because = inner instanceof Unknown ? inner.because : "it is computed by an expression";
    return madeOf([elements], because, { type: STRING, isSet: true });
  }

  private call(
    { name: written, arguments: given, isExpanded }: Expression & { readonly kind: "call" },
    depth: number,
  ): Value {
    const below = (inner: Expression): Value => this.valueOf(inner, depth);
    // The functions of the language itself have a second name, which no provider can take.
    const name = written.replace(/^core::/, "");
    const { functions, template } = this.names;
    if (template !== undefined && isRefusedIn(template, name)) return failure("it is called in a template");
    const values = given.map(below);
    const last = values[values.length - 1];
    const noted: (readonly Mark[])[] = [];
    if (isExpanded && last !== undefined) {
      const inner = unmarked(last);
      if (inner instanceof Unknown) return inner.certain.isFailure ? last : madeOf(values, inner.because);
      values.pop();
      if (!(inner instanceof Sequence)) return failure("what is expanded into arguments is no list");
      noted.push(marksOf(last));
      for (const element of inner.elements) values.push(element);
    }
    if (isSpecial(name)) return withMarks(callSpecial(name, values), union(...noted));
    if (isTemplateFunction(name)) {
      const call = { values, first: isExpanded && given.length === 1 ? undefined : given[0], functions };
      return withMarks(callTemplate(name, call, this.renderedAt(depth)), union(...noted));
    }
    const definition = Object.hasOwn(functions, name) ? functions[name] : undefined;
    // A template may be the content of a file, of which nothing is told.
    const told = template === undefined ? `${name}()` : "a function in a template";
    if (definition === undefined) return madeOf(values, `nobody but Terraform knows what ${told} comes to`);
    return withMarks(callFunction(name, definition, values), union(...noted));
  }

  private renderedAt(depth: number): Render {
    return (template, names, charactersRead) => {
      this.steps.left -= Math.floor(charactersRead / CHARACTERS_A_STEP);
      return new Evaluation(names, this.steps).valueOf(template, depth);
    };
  }

  private loop({ keyName, valueName, collection, key, result, condition, isGrouped }: ForExpression, depth: number) {
    const evaluated =
      (expression: Expression) =>
      (index: Value, value: Value): Value => {
        const around = keyName === null ? this.bound : { name: keyName, value: index, around: this.bound };
        return this.within({ name: valueName, value, around }, this.element).valueOf(expression, depth);
      };
    return loopOver(this.valueOf(collection, depth), {
      key: key && evaluated(key),
      result: evaluated(result),
      condition: condition && evaluated(condition),
      isGrouped,
    });
  }
}

/** Where the name of a member is not known, the others are there all the same, unless it is one of theirs. */
function objectOf(members: readonly ObjectMember[], below: (expression: Expression) => Value): Value {
  const known = new Map<string, Value>();
  const unnamed: Value[] = [];
  const noted: (readonly Mark[])[] = [];
  let open: Unknown | null = null;
  for (const { key, value } of members) {
    const name = convert(below(key), STRING);
    const member = below(value);
    for (const part of [name, member]) if (isFailure(part)) return part;
    noted.push(marksOf(name));
    const inner = unmarked(name);
    if (inner === null) return failure("the name of a member is null");
    if (typeof inner === "string") known.set(inner, member);
    else if (inner instanceof Unknown) {
      open ??= inner;
      unnamed.push(member);
    }
  }
  if (open === null) return withMarks(object(known), union(...noted));
  const each = oneOf([...known.values(), ...unnamed], open.because);
  return withMarks(new Unknown(open.because, { isSet: true, atMost: members.length, each }), union(...noted));
}
