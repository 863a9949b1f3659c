import { FORM_IS_OPEN } from "../lib/language/any-form";
import { childrenOf } from "../lib/language/children";
import { RESULT_MAY_FAIL } from "../lib/language/conditions";
import { FUNCTIONS } from "../lib/language/functions/catalogue";
import { MAY_FAIL } from "../lib/language/functions/special";
import { parseExpression } from "../lib/language/syntax/parse";
import type { Expression } from "../lib/language/tree";
import type { Difference } from "./judge/difference";

interface KnownDifference {
  /** The end of "ours differs, since". */
  readonly because: string;
  /** Looks at a difference that has been made small. */
  readonly is: (difference: Difference) => boolean;
}

/** Where ours are other values than Terraform's on purpose, or can be no others. */
const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    because: "what is not taken leaves no mark, and Terraform marks what might have been taken",
    is: ({ kind, text }) => kind === "unmarked" && !readsSecret(parseExpression(text)),
  },
  {
    because:
      "what stands beside a value of unknown type may become a text with it, which no plan of Terraform's reckons with",
    is: ({ kind, where, ours }) =>
      kind === "less known" &&
      (isReason(where, FORM_IS_OPEN) || isReason(where, RESULT_MAY_FAIL) || BOTH_FORMS.test(ours)),
  },
  {
    because:
      "an expression with an open part that is not in its value may fail, which no plan of Terraform's reckons with",
    is: ({ kind, where }) => kind === "less known" && isReason(where, MAY_FAIL),
  },
  {
    because:
      "an element of a set that is not known may be one of the others, which no plan of Terraform's reckons with",
    is: ({ kind, text, ours }) =>
      kind === "less known" &&
      /at least \d+; at most \d+/.test(ours) &&
      isAnywhere(parseExpression(text), isLoopOverSet),
  },
  {
    because: "it is refused in any case, which Terraform finds out once it is known: `sound` proves it",
    is: ({ kind, terraforms }) => kind === "failure" && terraforms.includes(" unknown "),
  },
  {
    because: "Terraform refuses some values beside those whose type it does not know while it validates",
    is: ({ kind, text, terraforms }) =>
      kind === "lenient" && terraforms.includes("of any single type") && isAnywhere(parseExpression(text), isName),
  },
  {
    because: "the last digits of a logarithm are those of the machine",
    is: ({ kind, text, ours, terraforms }) =>
      kind === "other" &&
      isAnywhere(parseExpression(text), (each) => each.kind === "call" && /^(?:core::)?log$/.test(each.name)) &&
      roundedNumbers(ours).every((number) => roundedNumbers(terraforms).includes(number)),
  },
  {
    because:
      "a fraction is binary in Terraform, and its last digits, of a hundred and more, are those of no decimal number",
    is: ({ kind, text, ours, terraforms }) =>
      kind === "other" &&
      isAnywhere(parseExpression(text), ({ kind: each }) => each === "binary") &&
      /\.\d{50}/.test(terraforms) &&
      roundedNumbers(ours).every((number) => roundedNumbers(terraforms).includes(number)),
  },
  {
    because: "a variable that a template does not read leaves no mark",
    is: ({ kind, text }) =>
      kind === "unmarked" &&
      isAnywhere(parseExpression(text), (each) => each.kind === "call" && TEMPLATE.test(each.name)),
  },
  {
    because: "only Terraform knows the function",
    is: ({ where }) => {
      const [, name] = /nobody but Terraform knows what (\w+)\(\) comes to$/.exec(where) ?? [];
      return name !== undefined && !Object.hasOwn(FUNCTIONS, name);
    },
  },
  {
    because: "only the encodings that Node.js knows are looked at",
    is: ({ kind, where, terraforms }) =>
      (kind === "lenient" && terraforms.includes("is not a supported IANA encoding name")) ||
      /(?:^|: )the encoding "[^"]*" is not one that is looked at$/.test(where),
  },
];

/** Why a difference is none to mend; null where it is one. */
export function explanationOf(difference: Difference): string | null {
  return KNOWN_DIFFERENCES.find(({ is }) => is(difference))?.because ?? null;
}

/** A number or a truth value of which it is not known whether it is a text. */
const BOTH_FORMS = /(?<![\w."-])(true|false|-?\d+(?:\.\d+)?) \| "\1"/;

/** Whether it is why the value, or one inside of it, is not known. */
function isReason(where: string, reason: string): boolean {
  return where === reason || where.endsWith(`: ${reason}`);
}

/** Those of which a result, or all arguments but one, count for nothing once it is decided. */
const CHOOSING = /^(?:core::)?(?:coalesce|coalescelist|try)$/;
const TEMPLATE = /^(?:core::)?templatestring$/;
const SECRET = /^(?:open_)?secrets?$/;

/** Whether a secret is read where what it comes to is not one of several values of which one is taken. */
function readsSecret(expression: Expression): boolean {
  if (expression.kind === "attribute" && SECRET.test(expression.name)) return true;
  if (expression.kind === "call" && /^(?:core::)?sensitive$/.test(expression.name)) return true;
  if (expression.kind === "condition") return readsSecret(expression.condition);
  if (expression.kind === "call" && CHOOSING.test(expression.name)) return false;
  return childrenOf(expression).some(readsSecret);
}

function isAnywhere(expression: Expression, is: (expression: Expression) => boolean): boolean {
  return is(expression) || childrenOf(expression).some((child) => isAnywhere(child, is));
}

function isLoopOverSet(expression: Expression): boolean {
  if (expression.kind !== "for" || expression.collection.kind !== "call") return false;
  return /^(?:core::)?(?:toset|setunion|setsubtract|setintersection)$/.test(expression.collection.name);
}

function isName({ kind }: Expression): boolean {
  return kind === "name";
}

function roundedNumbers(text: string): string[] {
  return [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number).toPrecision(13));
}
