import type { Step } from "./expression";
import { withSteps, type Read } from "./reads";

/** Functions of whose argument nothing but its shape is seen. */
export const BLIND_FUNCTIONS = new Set(["length", "keys", "can", "type", "issensitive"]);
/** Functions that hand on what they are given: steps after the call are steps of an argument. */
export const PASSING_FUNCTIONS = new Set(
  (
    "nonsensitive sensitive values concat merge try coalesce coalescelist flatten tolist toset tomap " +
    "slice reverse distinct sort compact setunion element lookup one"
  ).split(" "),
);
/** Of these, the ones that pick a member of their first argument, and the step that this is. */
const PICKED = new Map<string, Step>([
  ["element", { kind: "index", value: null }],
  ["lookup", { kind: "index", value: null }],
  ["one", { kind: "index", value: 0 }],
]);

export type FrameKind = "template" | "interpolation" | "directive" | "group" | "call" | "list" | "object" | "index";

/** A bracket, quote or interpolation that is open. */
export interface Frame {
  readonly kind: FrameKind;
  /** Index of the token that opens it; -1 for the text itself. */
  readonly opener: number;
  /** Name of the function that is called. */
  readonly called: string;
  readonly unmasked: boolean;
  /** What its value is made of so far, in the order of its operands. */
  reads: Read[];
  /** Where in `reads` the argument, element, key or branch begins that is being read. */
  start: number;
  /** Where in `reads` the first argument ends. */
  firstEnd: number | null;
  /** The operand that is being read, with the steps after it; null between operands. */
  operand: readonly Read[] | null;
  steps: Step[];
  /** Whether the next operand is compared with one; whether all are conditions from here on. */
  isComparing: boolean;
  isCondition: boolean;
  /** Conditions `a ? b : c` whose colon is still to come. */
  questions: number;
  /** Variables of a `for` whose source is being read. */
  header: readonly string[] | null;
  /** Variables that are in force until it closes. */
  bound: string[][];
  /** Interpolations of a template, and whether it is made of anything else. */
  interpolations: number;
  isMixed: boolean;
}

/** A frame in which nothing has been read yet. */
export function openFrame(kind: FrameKind, opener: number, called: string, outer: Frame | undefined): Frame {
  return {
    kind,
    opener,
    called,
    unmasked: (outer?.unmasked ?? false) || called === "nonsensitive",
    reads: [],
    start: 0,
    firstEnd: null,
    operand: null,
    steps: [],
    isComparing: false,
    isCondition: false,
    questions: 0,
    header: null,
    bound: [],
    interpolations: 0,
    isMixed: false,
  };
}

/** What the value of a bracket, or of a function that passes its arguments on, is made of. */
export function handedOn({ kind, called, reads, firstEnd }: Frame): readonly Read[] {
  if (kind === "list" || kind === "object") return reads.map((read) => ({ ...read, inside: read.inside + 1 }));
  if (called === "flatten") return reads.map((read) => ({ ...read, inside: read.inside > 1 ? 1 : 0 }));
  const picked = PICKED.get(called);
  if (picked === undefined) return reads;
  return reads.map((read, index) => (index < (firstEnd ?? reads.length) ? withSteps(read, [picked]) : read));
}
