/** Whether a text may come to anything but itself; most do not, and this is cheap. */
export function isTemplate(text: string): boolean {
  if (!text.includes("{")) return false;
  return text.includes("${") || text.includes("%{");
}
