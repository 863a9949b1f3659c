/** Orders text by code units, so that a manifest is the same on every machine, whatever its locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The items in the order of their texts. */
export function sortedBy<T>(items: Iterable<T>, textOf: (item: T) => string): T[] {
  return [...items]
    .map((item) => ({ item, text: textOf(item) }))
    .sort((one, other) => compareText(one.text, other.text))
    .map(({ item }) => item);
}

/** The items in the order of all they hold, each once. */
export function distinct<T>(items: Iterable<T>): T[] {
  const byContent = new Map<string, T>();
  for (const item of items) byContent.set(JSON.stringify(item), item);
  return sortedBy(byContent, ([content]) => content).map(([, item]) => item);
}
