/** What RAM accepts in one text field: how long, and in which characters. */
export interface TextLimit {
  /** The field in the service's terms, as an error names it: `RAM user name`. */
  readonly subject: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Alibaba Cloud counts characters; the Terraform provider counts the bytes of a user's comments. */
  readonly unit: "characters" | "bytes";
  /** The whole value must match it; absent where any character is accepted or where the sources disagree. */
  readonly pattern?: RegExp;
  /** `pattern` in words. */
  readonly allowed?: string;
}

/** Length of a text as the limit counts it; an astral character counts as one. */
function lengthOf(value: string, unit: TextLimit["unit"]): number {
  return unit === "bytes" ? Buffer.byteLength(value, "utf8") : [...value].length;
}

/** What is wrong with a value, as the end of a sentence that starts with the subject; undefined when nothing is. */
export function textProblem(limit: TextLimit, value: string): TextProblem | undefined {
  const length = lengthOf(value, limit.unit);
  if (length < limit.minimum || length > limit.maximum) {
    return {
      kind: "length",
      problem: length === 0 ? "is empty" : `has ${length} ${limit.unit}`,
      allowed: `${limit.minimum} to ${limit.maximum} ${limit.unit}`,
    };
  }
  if (limit.pattern && limit.allowed && !limit.pattern.test(value)) {
    const offenders = [...new Set([...value].filter((character) => !limit.pattern?.test(character)))];
    return {
      kind: "characters",
      problem: offenders.length > 0 ? `contains ${offenders.map(visible).join(" ")}` : "is not of the allowed form",
      allowed: limit.allowed,
    };
  }
  return undefined;
}

export interface TextProblem {
  readonly kind: "length" | "characters";
  /** `has 65 characters`, `contains " "`. */
  readonly problem: string;
  /** `1 to 64 characters`, `letters, digits, "." "-" and "_"`. */
  readonly allowed: string;
}

/** A character as an error may show it: what a terminal would act on, or nobody would see, is spelled by its code. */
function visible(character: string): string {
  return /^[\x21-\x7e]$|^[\p{L}\p{N}]$/u.test(character)
    ? `"${character}"`
    : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
