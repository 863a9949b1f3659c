import type { Type } from "../type";
import type { Value } from "../value";

/** What a function takes at one place. */
export interface Parameter {
  /** Arguments are converted to it before the function sees them. */
  readonly type: Type;
  /** Whether the function is called with null; else that is a failure. */
  readonly takesNull?: true;
  /** Whether the function is called with an unknown value; else the result is unknown. */
  readonly takesUnknown?: true;
  /** Whether the function is called with marked values, and sees to it that marks stay where they belong. */
  readonly takesMarks?: true;
}

/** A function of Terraform's language. */
export interface Definition {
  readonly parameters: readonly Parameter[];
  /** What it takes after its parameters, any number of times. */
  readonly rest?: Parameter;
  readonly returns: Type;
  /** Whether what it makes contains its arguments, or only depends on them, as a hash and a length do. */
  readonly result: "contains" | "derived";
  /**
   * Evaluates the function. Collections among the arguments may hold unknown elements all the same, and texts are in
   * one form. It never throws: what Terraform refuses is a `failure`. Its parameters have the types of JavaScript that
   * values of the declared types have.
   */
  readonly call: (...values: readonly never[]) => Value;
}

/** Functions by their names. */
export type Functions = Readonly<Record<string, Definition>>;
