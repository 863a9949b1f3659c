import type { Block } from "./blocks";
import { readTemplate, traversalText, type Expression, type Step } from "./expression";
import { member } from "./json";
import { isUnknown, type Maybe } from "./model";
import { opaqueReason } from "./opaque";
import { MAXIMUM_STEPS } from "./reads";
import { follow, isDeadEnd, stepInto, type Place } from "./references";
import type { RemoteStates } from "./remote-states";
import type { Scope } from "./scope";
import { isTemplate } from "../language/template-text";

/** What a value of the configuration comes to. */
export interface Resolution {
  /** Text, number, boolean or null, or an object or array whose own expressions are not evaluated. */
  readonly value: unknown;
  /** Set when the value is not known: the end of "… is not known, because". */
  readonly because: string | null;
  /** The expression that could not be evaluated, where the value came to one. */
  readonly expression?: { readonly scope: Scope; readonly text: string };
  /** The resource attributes through which it was found, outermost first. */
  readonly places: PlaceList | null;
}

interface PlaceList {
  readonly place: Place;
  readonly next: PlaceList | null;
}

/** A longer text is not composed: doubling it thirty times would fill the memory. */
const MAXIMUM_CHARACTERS = 65_536;

/** A value that is being evaluated. */
interface Frame {
  readonly scope: Scope;
  value: unknown;
  steps: readonly Step[];
  /** Under which its result is remembered. */
  readonly key: string | null;
  readonly place: Place | null;
  /** Why null is not what it is, where that is so. */
  readonly whyNotNull: string | null;
  /** Parts of a template that are still to be put together, in order. */
  parts: readonly Expression[] | null;
  next: number;
  text: string;
}

/** Evaluates what can be evaluated without Terraform. Uses a stack of its own, so chains may have any length. */
export class Resolver {
  private readonly known = new Map<string, Resolution>();
  private readonly active = new Set<string>();

  constructor(private readonly remoteStates: RemoteStates) {}

  /** The text of a block's argument, null when not set; numbers and booleans become text, as Terraform has it. */
  text(scope: Scope, { site, body }: Block, argument: string): Maybe<string | null> {
    const value = member(body, argument) ?? null;
    if (value === null || (typeof value === "string" && !isTemplate(value))) return value;
    return asText(this.resolve(scope, value), `${site.address}.${argument}`);
  }

  resolve(scope: Scope, value: unknown): Resolution {
    if (typeof value !== "string" || !isTemplate(value)) return result(value ?? null);
    const direct = this.direct(scope, value);
    if (direct) return direct;
    const frames = [frame(scope, value, [], null, null)];
    let returned: Resolution | null = null;
    for (let top = frames[0]; top !== undefined; top = frames[frames.length - 1]) {
      const outcome: Resolution | Frame = this.advance(top, returned);
      returned = null;
      if (!("places" in outcome)) {
        frames.push(outcome);
        continue;
      }
      frames.pop();
      const isReplaced = top.whyNotNull !== null && outcome.because === null && outcome.value === null;
      const found = isReplaced ? { ...outcome, because: top.whyNotNull } : outcome;
      returned = top.place ? { ...found, places: { place: top.place, next: found.places } } : found;
      if (top.key !== null) {
        this.active.delete(top.key);
        this.known.set(top.key, returned);
      }
    }
    return returned ?? result(null);
  }

  /** The result of the commonest case, one reference to a literal value, without remembering it. */
  private direct(scope: Scope, value: string): Resolution | null {
    const expression = readTemplate(value);
    if (expression.kind !== "traversal") return null;
    const target = follow(scope, expression.traversal, this.remoteStates);
    if (isDeadEnd(target) || target.steps.length > 0) return null;
    if (typeof target.value !== "string" || isTemplate(target.value)) return null;
    return { ...result(target.value), places: target.place && { place: target.place, next: null } };
  }

  /** One step of a frame: its result, or another frame whose result it needs first. */
  private advance(top: Frame, returned: Resolution | null): Resolution | Frame {
    if (top.parts) return this.compose(top, top.parts, returned);
    // A frame that has asked for a single reference is what that reference is.
    if (returned) return returned;
    for (;;) {
      if (typeof top.value === "string" && isTemplate(top.value)) {
        const expression = readTemplate(top.value);
        if (expression.kind === "other" && top.steps.length === 0) {
          return { ...unknown(expression.because), expression: { scope: top.scope, text: top.value } };
        }
        return this.expression(top, expression, top.steps);
      }
      const [step, ...rest] = top.steps;
      if (step === undefined) return result(top.value ?? null);
      const inner = stepInto(top.value, step);
      if (inner === undefined) return unknown("it is computed by an expression");
      top.value = inner;
      top.steps = rest;
    }
  }

  private expression(top: Frame, expression: Expression, steps: readonly Step[]): Resolution | Frame {
    switch (expression.kind) {
      case "literal":
        return steps.length === 0 ? result(expression.value) : unknown("it is computed by an expression");
      case "other":
        return unknown(expression.because);
      case "template":
        if (steps.length > 0) return unknown("it is computed by an expression");
        top.parts = expression.parts;
        return this.compose(top, expression.parts, null);
      case "traversal": {
        const { root, steps: own } = expression.traversal;
        if (steps.length > 0 && own.length + steps.length > MAXIMUM_STEPS) return unknown("it refers to itself");
        return this.reference(top.scope, { root, steps: [...own, ...steps] });
      }
    }
  }

  private reference(scope: Scope, traversal: { root: string; steps: readonly Step[] }): Resolution | Frame {
    const key = `${scope.index}\n${traversalText(traversal)}`;
    const known = this.known.get(key);
    if (known) return known;
    if (this.active.has(key)) return unknown("it refers to itself");
    const target = follow(scope, traversal, this.remoteStates);
    if (isDeadEnd(target)) {
      const places = target.place ? { place: target.place, next: null } : null;
      return { value: null, because: target.because, places };
    }
    this.active.add(key);
    return {
      ...frame(target.scope, target.value, target.steps, key, target.place),
      whyNotNull: target.whyNotNull ?? null,
    };
  }

  private compose(top: Frame, parts: readonly Expression[], returned: Resolution | null): Resolution | Frame {
    let pending = returned;
    for (;;) {
      if (pending) {
        const text = scalarText(pending);
        if (text === null) return unknown(pending.because ?? "a part of it is not text");
        top.text += text;
        if (top.text.length > MAXIMUM_CHARACTERS) return unknown("it is longer than any value that is looked at");
      }
      const part = parts[top.next++];
      if (part === undefined) return result(top.text);
      const outcome = this.expression(top, part, []);
      if (!("places" in outcome)) return outcome;
      pending = outcome;
    }
  }
}

/** The text of a resolution for an attribute; an object or array where text belongs is not known to be anything. */
export function asText(resolution: Resolution, attribute: string): Maybe<string | null> {
  if (resolution.because !== null) return { unknown: true, attribute, because: resolution.because };
  if (resolution.value === null) return null;
  const isNumber = typeof resolution.value === "number";
  const because = isNumber ? "it is a number with more digits than can be read; write it as text" : "it is not text";
  return scalarText(resolution) ?? { unknown: true, attribute, because };
}

/** The number of a resolution for an attribute such as `count`. */
export function asCount(resolution: Resolution, attribute: string): Maybe<number | null> {
  const text = asText(resolution, attribute);
  if (text === null || isUnknown(text)) return text;
  return /^\d{1,9}$/.test(text) ? Number(text) : { unknown: true, attribute, because: "it is not a whole number" };
}

function scalarText({ value, because }: Resolution): string | null {
  if (because !== null) return null;
  if (typeof value === "string") return value;
  // Terraform keeps all digits of a number; JSON.parse rounds it, so that it would be another name.
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : null;
  return typeof value === "boolean" ? String(value) : null;
}

function result(value: unknown): Resolution {
  const because = typeof value === "symbol" ? opaqueReason(value) : null;
  return { value: because === null ? value : null, because, places: null };
}

function unknown(because: string): Resolution {
  return { value: null, because, places: null };
}

function frame(scope: Scope, value: unknown, steps: readonly Step[], key: string | null, place: Place | null): Frame {
  return { scope, value, steps, key, place, whyNotNull: null, parts: null, next: 0, text: "" };
}
