import type { Decimal } from "./decimal";

/** An expression of Terraform's language, as it is written. */
export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | string | Decimal }
  /** A text put together from parts: literal texts, `${…}`, and directives. A single `${…}` is what stands in it. */
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  /** The text of a `%{ for }`: what the elements come to, one after the other. */
  | { readonly kind: "joined"; readonly elements: Expression }
  /** What a traversal starts with: `local`, `alicloud_ram_user`, or the variable of a `for`. */
  | { readonly kind: "name"; readonly name: string }
  /** `a.b`. */
  | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
  /** `a[b]`, and `a.0`. */
  | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
  /**
   * `a.*.b` and `a[*].b`: `each` is what is taken of every element, which stands in it as `element`. The first form
   * takes attributes alone, so that in `a.*.b[0]` the index is one of the result.
   */
  | { readonly kind: "splat"; readonly of: Expression; readonly each: Expression }
  | { readonly kind: "element" }
  | CallExpression
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression }
  | BinaryExpression
  | ConditionExpression
  | { readonly kind: "tuple"; readonly elements: readonly Expression[] }
  /** A bare name as a key is that text; a key in parentheses is an expression. */
  | { readonly kind: "object"; readonly members: readonly ObjectMember[] }
  | ForExpression
  /** What Terraform would refuse to read. */
  | { readonly kind: "malformed" };

export type UnaryOperator = "-" | "!";
export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface CallExpression {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is a list of arguments: `f(a, b...)`. */
  readonly isExpanded: boolean;
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionExpression {
  readonly kind: "condition";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface ObjectMember {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for k, v in c : r if x]` and `{for k, v in c : n => r... if x}`. */
export interface ForExpression {
  readonly kind: "for";
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  /** What each member is called; null where the result is a tuple. */
  readonly key: Expression | null;
  readonly result: Expression;
  readonly condition: Expression | null;
  /** Whether members with one key are put together: `…` after the result. */
  readonly isGrouped: boolean;
}
