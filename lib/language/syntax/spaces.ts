/** What Terraform takes for a space; JavaScript's own notion differs in U+0085 and U+FEFF. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export function spacesBefore(text: string): number {
  let end = 0;
  while (SPACE.test(text.charAt(end))) end++;
  return end;
}

export function withoutSpacesBefore(text: string): string {
  return text.slice(spacesBefore(text));
}

export function withoutSpacesAfter(text: string): string {
  let end = text.length;
  while (SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
