import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { textProblem, type TextLimit } from "../limits/text-limit";
import { RampartsError } from "./ramparts-error";

/** Longer values are cut in messages. */
const SHOWN_CHARACTERS = 80;

/** The path that a construct has, or would have had. */
export function pathOf(scope: IConstruct, id: string): string {
  return scope.node.path === "" ? id : `${scope.node.path}/${id}`;
}

/** A value as an error shows it: short, on one line, and only its kind when it is not a simple value. */
export function shown(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value);
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : kindOf(value);
}

/** What a value is, without saying any of it: for places in which a secret may have been pasted. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "a list";
  return { string: "a string", object: "an object", function: "a function" }[typeof value as string] ?? typeof value;
}

/** What a construct is described by; a JavaScript caller may have forgotten it. */
export function checkProps(props: unknown, path: string): asserts props is object {
  if (typeof props === "object" && props !== null && !Array.isArray(props)) return;
  throw new RampartsError({
    problem: `the properties are ${kindOf(props)}`,
    allowed: "an object with the properties of the construct",
    fix: 'give it as the last argument, as in { userName: "…" }',
    path,
  });
}

/** True or false; a reference is not judged. */
export function checkFlag(subject: string, value: unknown, fix: string, path?: string): void {
  if (typeof value === "boolean" || Token.isUnresolved(value)) return;
  throw new RampartsError({ problem: `${subject} is ${shown(value)}`, allowed: "true or false", fix, path });
}

/** A text that people read or that names something in the code: written there, and not blank. */
export function checkText(subject: string, value: unknown, fix: string, path?: string): asserts value is string {
  const refuse = (problem: string) =>
    new RampartsError({ problem: `${subject} ${problem}`, allowed: "a text that is not empty", fix, path });
  if (typeof value !== "string") throw refuse(`is ${kindOf(value)}`);
  if (value.trim() === "") throw refuse("is empty");
  if (Token.isUnresolved(value)) {
    throw new RampartsError({
      problem: `${subject} is a value that is known only after apply`,
      allowed: "a text that is written in the code: reviewers read it before anything is applied",
      fix: "write the text itself instead of a reference",
      path,
    });
  }
}

/** A name or text of the service: any text but an empty one, and a reference is not judged. */
export function checkGiven(subject: string, value: unknown, fix: string, path?: string): asserts value is string {
  if (!Token.isUnresolved(value)) checkText(subject, value, fix, path);
}

/** A name or text within the limits of the service; a reference is not judged. */
export function checkLimit(limit: TextLimit, value: unknown, fix: string, path?: string): asserts value is string {
  if (Token.isUnresolved(value)) return;
  if (typeof value !== "string") {
    throw new RampartsError({ problem: `${limit.subject} is ${kindOf(value)}`, allowed: "a text", fix, path });
  }
  const found = textProblem(limit, value);
  if (found) {
    const problem = `${limit.subject} ${shown(value)} ${found.problem}`;
    throw new RampartsError({ problem, allowed: found.allowed, fix, path });
  }
}

/** How many there are of something. */
export function checkCount(subject: string, value: unknown, fix: string, path?: string): asserts value is number {
  if (!Number.isSafeInteger(value) || (value as number) < 0 || Token.isUnresolved(value)) {
    throw new RampartsError({ problem: `${subject} is ${shown(value)}`, allowed: "a whole number from 0", fix, path });
  }
}

/** One of a fixed list of values; a reference is not judged. */
export function checkOneOf(
  subject: string,
  value: unknown,
  choices: readonly string[],
  fix: string,
  path?: string,
): asserts value is string {
  if (Token.isUnresolved(value) || choices.includes(value as string)) return;
  throw new RampartsError({ problem: `${subject} is ${shown(value)}`, allowed: choices.join(", "), fix, path });
}
