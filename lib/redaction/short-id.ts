/** An AccessKey id as anything may show it: its first and last four characters. */
export function shortId(id: string): string {
  const characters = [...id];
  // Of something shorter eight characters would be nearly all.
  return characters.length < 12 ? "…" : `${characters.slice(0, 4).join("")}…${characters.slice(-4).join("")}`;
}
