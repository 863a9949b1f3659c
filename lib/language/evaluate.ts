import { attributeOf, elementAt, splat } from "./access";
import { madeOf, oneOf } from "./alternatives";
import { certainly, type Attempt } from "./attempt";
import { decide, mayBeOfSeveralTypes } from "./conditions";
import { convert, isFailure } from "./convert";
import { callFunction } from "./functions/call";
import type { Functions } from "./functions/definition";
import { mayRefuse } from "./functions/refusal";
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
import { reasonIn } from "./sets";
import type {
  BinaryExpression,
  CallExpression,
  ConditionExpression,
  Expression,
  ForExpression,
  ObjectMember,
} from "./tree";
import { BOOL, STRING, type Type } from "./type";
import { typeOf } from "./type-of";
import {
  failure,
  LIMITS,
  marksOf,
  object,
  Sequence,
  text,
  tuple,
  Unknown,
  unmarked,
  weightOf,
  type Unmarked,
  withMarks,
  type Known,
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
  /** What may still be done for all expressions together that are evaluated with it. */
  readonly budget?: Budget;
}

/** How many parts of expressions may still be evaluated; much to read or to write counts for several. */
export interface Budget {
  stepsLeft: number;
}

/** So many characters of a template take as long to read as one part of an expression to be evaluated. */
const CHARACTERS_A_STEP = 4;
/** So many characters of a text take as long to be read or made by a function. */
const CHARACTERS_OF_TEXT_A_STEP = 16;
/** Before the name of a function that is Terraform's own, as all are that have no other. */
const NAMESPACE = "core::";
const PRIMITIVES: readonly Type["kind"][] = ["string", "number", "bool"];

/** So many parts of expressions are evaluated for one value: loops in loops could go on for hours. */
const MOST_STEPS = 1_000_000;
/** The end of "… is not known, because". */
const TOO_LONG = "it takes longer to evaluate than anybody waits for";

/**
 * What an expression comes to, as Terraform evaluates it; where that is not known, with all that is certain of it. It
 * never throws by itself: what Terraform refuses is a failure.
 */
export function evaluate(expression: Expression, names: Names): Value {
  const { budget = { stepsLeft: MOST_STEPS } } = names;
  const allowed = Math.min(MOST_STEPS, budget.stepsLeft);
  const progress: Progress = { stepsLeft: allowed, doubts: 0 };
  try {
    return new Evaluation(names, progress).valueOf(expression, 0);
  } finally {
    budget.stepsLeft -= allowed - progress.stepsLeft;
  }
}

interface Progress extends Budget {
  /** How often something was done with a value that may turn out to be one with which Terraform refuses to do it. */
  doubts: number;
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
    private readonly progress: Progress,
    private readonly bound: Bound | null = null,
    /** What `element` stands for, within a splat. */
    private readonly element: Value = null,
  ) {}

  valueOf(expression: Expression, depth: number): Value {
    if (expression.kind === "literal") return literal(expression.value);
    if (depth > LIMITS.depth) return new Unknown("it is nested more deeply than is looked at");
    if (this.progress.stepsLeft-- <= 0) return new Unknown(TOO_LONG);
    const below = (inner: Expression): Value => this.valueOf(inner, depth + 1);
    const used = (inner: Expression, ...as: readonly Type["kind"][]): Value => this.used(below(inner), as);
    switch (expression.kind) {
      case "name":
        return this.named(expression.name);
      case "attribute":
        return attributeOf(used(expression.of), expression.name);
      case "index":
        return elementAt(used(expression.of), used(expression.key));
      case "element":
        return this.element;
      case "splat":
        return splat(used(expression.of), (each) => this.within(this.bound, each).valueOf(expression.each, depth + 1));
      case "template":
        return this.template(expression.parts.map(below));
      case "joined":
        return this.joined(used(expression.elements));
      case "call":
        return this.call(expression, depth + 1);
      case "unary":
        return unary(expression.operator, used(expression.operand, expression.operator === "!" ? "bool" : "number"));
      case "binary":
        return this.binary(expression, below);
      case "condition":
        return this.decided(expression, below);
      case "tuple": {
        const elements = expression.elements.map(below);
        const wrong = elements.find(isFailure);
        return wrong ? failureWithin(wrong, tuple(elements)) : tuple(elements);
      }
      case "object":
        return objectOf(expression.members, below, (key) => used(key, "string"));
      case "for":
        return this.loop(expression, depth + 1);
      case "malformed":
        return failure("it is malformed");
    }
  }

  /** A value with which something is done; that may fail unless it is certainly of one of the kinds, and not null. */
  private used(value: Value, kinds: readonly Type["kind"][]): Value {
    const inner = unmarked(value);
    if (!(inner instanceof Unknown)) return value;
    const { type, isSet } = inner.certain;
    if (!isSet || !type || !kinds.includes(type.kind)) this.progress.doubts += 1;
    return value;
  }

  /** A value, and whether what it took to get it may turn out to fail; nothing but the caller learns of that. */
  private attempt(expression: Expression, below: (expression: Expression) => Value): Attempt {
    const before = this.progress.doubts;
    const value = below(expression);
    const mayFail = this.progress.doubts > before;
    this.progress.doubts = before;
    return { value, mayFail, isMadeOfParts: isMadeOfParts(expression) };
  }

  private within(bound: Bound | null, element: Value): Evaluation {
    return new Evaluation(this.names, this.progress, bound, element);
  }

  private named(name: string): Value {
    for (let at = this.bound; at !== null; at = at.around) if (at.name === name) return at.value;
    return this.names.valueOf(name);
  }

  private template(values: readonly Value[]): Value {
    const parts: Part[] = [];
    for (const value of values) {
      const part = convert(this.used(value, PRIMITIVES), STRING);
      if (unmarked(part) === null) return failure("a part of a text is null");
      if (isFailure(part)) return part;
      parts.push({ value: part, as: "text" });
    }
    const result = textOf(parts);
    this.spend([result]);
    return result;
  }

  private joined(elements: Value): Value {
    const inner = unmarked(elements);
    if (inner instanceof Sequence) return withMarks(this.template(inner.elements), marksOf(elements));
    if (isFailure(elements)) return elements;
    const because = inner instanceof Unknown ? inner.because : "it is computed by an expression";
    return madeOf([elements], because, { type: STRING, isSet: true });
  }

  private binary({ operator, left, right }: BinaryExpression, below: (inner: Expression) => Value): Value {
    const values = [below(left), below(right)] as const;
    if (operator === "==" || operator === "!=") return binary(operator, ...values);
    for (const value of values) this.used(value, [operator === "&&" || operator === "||" ? "bool" : "number"]);
    // It may turn out to be zero.
    if (operator === "/" || operator === "%") this.used(values[1], []);
    return binary(operator, ...values);
  }

  private decided(expression: ConditionExpression, below: (inner: Expression) => Value): Value {
    const condition = this.used(below(expression.condition), ["bool"]);
    const [then, otherwise] = [expression.then, expression.otherwise].map((each) => this.attempt(each, below));
    if (!then || !otherwise) return failure("a condition has two results");
    this.spend([then.value, otherwise.value]);
    if (this.progress.stepsLeft <= 0) return new Unknown(TOO_LONG);
    const truth = unmarked(convert(condition, BOOL));
    const possible = truth === true ? [then] : truth === false ? [otherwise] : [then, otherwise];
    const mayFail = possible.some((each) => each.mayFail || isFailure(each.value));
    if (mayFail || mayBeOfSeveralTypes(then.value, otherwise.value)) this.progress.doubts += 1;
    return decide(condition, then, otherwise);
  }

  private call({ name: written, arguments: given, isExpanded }: CallExpression, depth: number): Value {
    const below = (inner: Expression): Value => this.valueOf(inner, depth);
    const name = written.startsWith(NAMESPACE) ? written.slice(NAMESPACE.length) : written;
    const { functions, template } = this.names;
    if (template !== undefined && isRefusedIn(template, name)) return failure("it is called in a template");
    const attempts = given.map((each) => this.attempt(each, below));
    const noted: (readonly Mark[])[] = [];
    const last = attempts.at(-1);
    if (isExpanded && last !== undefined) {
      const inner = unmarked(last.value);
      if (isFailure(last.value)) return last.value;
      if (last.mayFail || inner instanceof Unknown) this.progress.doubts += 1;
      if (inner instanceof Unknown) {
        return madeOf(
          attempts.map(({ value }) => value),
          inner.because,
        );
      }
      attempts.pop();
      if (!(inner instanceof Sequence)) return failure("what is expanded into arguments is no list");
      noted.push(marksOf(last.value));
      for (const value of inner.elements) attempts.push(certainly(value));
    }
    const values = attempts.map(({ value }) => value);
    this.spend(values);
    if (this.progress.stepsLeft <= 0) return new Unknown(TOO_LONG);
    if (isSpecial(name)) {
      const { value, mayFail } = callSpecial(name, attempts);
      if (mayFail) this.progress.doubts += 1;
      return withMarks(value, union(...noted));
    }
    const definition = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (attempts.some(({ mayFail }) => mayFail) || mayRefuse(name, definition, values)) this.progress.doubts += 1;
    if (isTemplateFunction(name)) {
      const call = { values, first: isExpanded && given.length === 1 ? undefined : given[0], functions };
      return withMarks(callTemplate(name, call, this.renderedAt(depth)), union(...noted));
    }
    // A template may be the content of a file, of which nothing is told.
    const told = template === undefined ? `${name}()` : "a function in a template";
    if (definition === undefined) return madeOf(values, `nobody but Terraform knows what ${told} comes to`);
    const result = callFunction(name, definition, values);
    this.spend([result]);
    return withMarks(result, union(...noted));
  }

  /** What is done with large values counts for as many steps as it takes. */
  private spend(values: readonly Value[]): void {
    for (const value of values) {
      const inner = unmarked(value);
      if (typeof inner === "string") this.progress.stepsLeft -= Math.floor(inner.length / CHARACTERS_OF_TEXT_A_STEP);
      else this.progress.stepsLeft -= weightOf(inner);
    }
  }

  private renderedAt(depth: number): Render {
    return (template, names, charactersRead) => {
      this.progress.stepsLeft -= Math.floor(charactersRead / CHARACTERS_A_STEP);
      return new Evaluation(names, this.progress).valueOf(template, depth);
    };
  }

  private loop({ keyName, valueName, collection, key, result, condition, isGrouped }: ForExpression, depth: number) {
    const evaluated =
      (expression: Expression) =>
      (index: Value, value: Value): Value => {
        const around = keyName === null ? this.bound : { name: keyName, value: index, around: this.bound };
        return this.within({ name: valueName, value, around }, this.element).valueOf(expression, depth);
      };
    const deciding =
      (expression: Expression, kind: Type["kind"]) =>
      (index: Value, value: Value): Value =>
        this.used(evaluated(expression)(index, value), isGrouped || kind === "bool" ? [kind] : []);
    const failing = (value: Value): Value => {
      if (isFailure(value)) this.progress.doubts += 1;
      return value;
    };
    return loopOver(this.used(this.valueOf(collection, depth), []), {
      key: key && deciding(key, "string"),
      result: (index, value) => failing(evaluated(result)(index, value)),
      condition: condition && deciding(condition, "bool"),
      isGrouped,
    });
  }
}

/** Where the name of a member is not known, the others are there all the same, unless it is one of theirs. */
function objectOf(
  members: readonly ObjectMember[],
  below: (expression: Expression) => Value,
  nameOf: (expression: Expression) => Value,
): Value {
  const known = new Map<string, Value>();
  const unnamed: Value[] = [];
  const noted: (readonly Mark[])[] = [];
  let open: Unknown | null = null;
  let wrong: Value | undefined;
  for (const { key, value } of members) {
    const name = convert(nameOf(key), STRING);
    const member = below(value);
    if (isFailure(name)) return name;
    if (isFailure(member)) wrong ??= member;
    noted.push(marksOf(name));
    const inner = unmarked(name);
    if (inner === null) return failure("the name of a member is null");
    if (typeof inner === "string") known.set(inner, member);
    else if (inner instanceof Unknown) {
      open ??= inner;
      unnamed.push(member);
    }
  }
  if (wrong !== undefined) return open === null ? failureWithin(wrong, object(known)) : wrong;
  if (open === null) return withMarks(object(known), union(...noted));
  const each = oneOf([...known.values(), ...unnamed], open.because);
  return withMarks(new Unknown(open.because, { isSet: true, atMost: members.length, each }), union(...noted));
}

/** Whether the types of some parts of it are known even where others fail. */
function isMadeOfParts(expression: Expression): boolean {
  if (expression.kind === "tuple") return expression.elements.length > 0;
  if (expression.kind === "object") return expression.members.length > 0;
  return expression.kind === "condition" && [expression.then, expression.otherwise].some(isMadeOfParts);
}

/** What is put together of values of which one fails: it fails too, and the types of the others are known. */
function failureWithin(wrong: Value, value: Unmarked): Unknown {
  return failure(reasonIn(wrong), typeOf(value));
}

/** A text as Terraform has it, whose characters are composed. */
function literal(value: Known): Value {
  return typeof value === "string" ? text(value) : value;
}
