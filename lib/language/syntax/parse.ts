import { isTemplate } from "../template-text";
import type { Expression } from "../tree";
import { LIMITS } from "../value";
import { isDeeper } from "./depth";
import { ExpressionReader } from "./expression-reader";
import { scan } from "./scanner";
import { readTemplate } from "./template";
import type { Token } from "./token";
import { MalformedText, TokenReader } from "./token-reader";

const MALFORMED: Expression = { kind: "malformed" };

/**
 * The tree of a string of Terraform JSON, or of one that the HCL library writes: text with `${…}` and `%{…}`, in which
 * a backslash is a backslash. A text that is one `${…}` is the expression in it. It never throws: what Terraform would
 * refuse, or what is nested in more than 500 levels, is malformed.
 *
 * Two things of JSON strings differ from Terraform on purpose: it drops a U+FEFF at the beginning, and a return without
 * a newline makes plain text of all that follows. The HCL library writes such strings for `"\r${a}"`, where `a` counts.
 */
export function parseTemplate(text: string): Expression {
  if (!isTemplate(text)) return { kind: "literal", value: text };
  return read(scan(text, "template"), (reader, { expression }) =>
    readTemplate(reader, { end: "end", isIndented: false, expression }),
  );
}

/**
 * The tree of an expression as it stands in HCL, after the `=` of an argument. Newlines in it are spaces, but in
 * objects. It never throws: what Terraform would refuse, or what is nested in more than 500 levels, is malformed.
 */
export function parseExpression(text: string): Expression {
  return read(scan(text, "expression"), (reader, { expression }) => {
    const whole = expression();
    reader.take("end");
    return whole;
  });
}

function read(
  tokens: readonly Token[],
  readTree: (reader: TokenReader, expressions: ExpressionReader) => Expression,
): Expression {
  const reader = new TokenReader(tokens);
  try {
    const tree = readTree(reader, new ExpressionReader(reader));
    return tokens.length > LIMITS.depth && isDeeper(tree, LIMITS.depth) ? MALFORMED : tree;
  } catch (error) {
    if (error instanceof MalformedText) return MALFORMED;
    throw error;
  }
}
