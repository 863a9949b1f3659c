/** What a text refers to, where a reference is expected: in JSON it may stand with `${…}` around it. */
export function bareReference(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith("${") && trimmed.endsWith("}") ? trimmed.slice(2, -1).trim() : trimmed;
}
