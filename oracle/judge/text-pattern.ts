import { Decimal } from "../../lib/language/decimal";
import { unmarked, Unknown, type Hole, type Part } from "../../lib/language/value";
import { parse } from "yaml";
import { parseExactly, type Plain } from "../plain";
import { liesWithin } from "./within";

/**
 * Whether the parts of a text may come to a text. Accents are looked at apart from their letters, since those at the
 * end of one part and the beginning of the next become one character.
 */
export function mayComeTo(parts: readonly Part[], text: string): boolean {
  return matches(parts, 0, text.normalize("NFD"));
}

function matches(parts: readonly Part[], index: number, text: string): boolean {
  const part = parts[index];
  if (part === undefined) return text === "";
  if (typeof part === "string") {
    const known = part.normalize("NFD");
    return text.startsWith(known) && matches(parts, index + 1, text.slice(known.length));
  }
  for (let length = 0; length <= text.length; length += 1) {
    if (!matches(parts, index + 1, text.slice(length))) continue;
    if (mayFill(part, text.slice(0, length).normalize("NFC"))) return true;
  }
  return false;
}

function mayFill({ value, as }: Hole, text: string): boolean {
  if (as === "json") return readings(() => parseExactly(text) as Plain).some((plain) => liesWithin(value, plain));
  if (as === "yaml") return readings(() => parse(text) as unknown).length > 0;
  const inner = unmarked(value);
  if (inner instanceof Unknown && inner.certain.oneOf) {
    return inner.certain.oneOf.some((each) => mayFill({ value: each, as }, text));
  }
  const plains: Plain[] = [text];
  if (text === "true" || text === "false") plains.push(text === "true");
  if (/^-?\d+(?:\.\d+)?$/.test(text)) plains.push(new Decimal(text));
  return plains.some((plain) => liesWithin(value, plain));
}

function readings<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}
